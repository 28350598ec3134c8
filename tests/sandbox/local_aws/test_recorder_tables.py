from collections.abc import Iterator
from typing import Any

import jmespath
import pytest
from moto.core.utils import get_service_model

from pods.sandbox.local_aws.recorder import recorded_operations
from pods.sandbox.local_aws.recorder.catalogue import KINDS, OPERATIONS, SERVICES
from pods.sandbox.local_aws.recorder.kinds import Kind
from pods.sandbox.local_aws.recorder.operations import BEHAVIOURS

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.service.name} {kind.name}")


def _operations(kind: Kind) -> Iterator[tuple[str, Any]]:
    model = get_service_model(kind.service.name)
    named = [(role, getattr(kind, role)) for role in BEHAVIOURS if getattr(kind, role)]
    for role, operation in [*named, *((role, name) for name, role in kind.also.items())]:
        yield role, model.operation_model(operation)


def _all_members(shape: Any) -> set[str]:
    """The members of a shape and of the structures directly in it."""
    if shape is None:
        return set()
    found = set(shape.members)
    for member in shape.members.values():
        inner = member.member if member.type_name == "list" else member
        if inner.type_name == "structure":
            found |= set(inner.members)
    return found


def test_every_recorded_operation_is_one_of_the_service() -> None:
    """The service model has each of them; nothing is recorded under a misspelt name."""
    unknown = {
        (service, operation)
        for service, operation in OPERATIONS
        if operation not in get_service_model(service).operation_names
    }
    assert unknown == set()


@pytest.mark.parametrize("service", SERVICES.values(), ids=lambda service: service.name)
def test_a_service_is_found_by_the_name_in_its_signatures(service: Any) -> None:
    """The signing name is the model's own."""
    metadata = get_service_model(service.name).metadata
    assert service.signing_name == metadata.get("signingName", metadata["endpointPrefix"])


@kinds
def test_the_identity_is_part_of_every_operation(kind: Kind) -> None:
    """Reading, changing and deleting can name a record; listing shows the name."""
    given_as = {other: name for name, other in kind.renames.items()}
    for role, model in _operations(kind):
        members = _all_members(model.output_shape if role == "list" else model.input_shape)
        identity = set(kind.identity)
        if role == "create" and kind.minted:
            members |= {kind.identity[-1]}
        if role == "list":
            # What is listed under its parent need not repeat the parent; an ARN names it too.
            identity = set() if "arn" in members else set(kind.identity[-1:])
        missing = {name for name in identity if not {name, given_as.get(name)} & members}
        assert missing == set(), model.name


@kinds
def test_what_is_added_is_read_somewhere(kind: Kind) -> None:
    """Every member that a table adds is one of some operation's answer."""
    model = get_service_model(kind.service.name)
    answers: set[str] = set()
    for service, operation in OPERATIONS:
        if service == kind.service.name:
            answers |= _all_members(model.operation_model(operation).output_shape)
    added = {*kind.created, *kind.updated, *kind.computed, *(kind.deleted or {})}
    added |= set(kind.renames.values())
    # Where a service tags by ARN, an ARN that no answer has is what tags are kept under.
    added |= {kind.arn_member} - {""} if kind.service.tags is None else set()
    assert added - answers == set()


@kinds
def test_tags_and_lifts_and_filters_are_parameters(kind: Kind) -> None:
    """Each name in a table is a member of the operation that takes it; each path is a path."""
    models = dict(_operations(kind))
    made = models.get("create") or models.get("put")
    if made:
        members = set(made.input_shape.members)
        assert set(kind.lifts) <= members
        assert kind.tags_member in {*members, "Tags"}
        assert set(kind.renames) <= members | set(models.get("delete", made).input_shape.members)
    listing = [model for role, model in _operations(kind) if role == "list"]
    parameters = {name for model in listing for name in model.input_shape.members}
    named = {name for name in kind.filters if name[0].isupper() and listing}
    assert named <= parameters | {"DBInstanceIdentifier"}
    for path in kind.filters.values():
        jmespath.compile(path)


@kinds
def test_a_parent_is_asked_for_by_a_real_operation(kind: Kind) -> None:
    """The read exists, takes the parameters, and answers what must be found."""
    for parent in kind.parents:
        model = get_service_model(parent.service).operation_model(parent.operation)
        assert set(parent.parameters) <= set(model.input_shape.members)
        assert parent.found == "" or parent.found in model.output_shape.members


def test_the_recorded_operations_are_told_by_service() -> None:
    """The coverage report reads them from here."""
    recorded = recorded_operations()
    assert recorded["dlm"] == {
        "CreateLifecyclePolicy",
        "DeleteLifecyclePolicy",
        "GetLifecyclePolicies",
        "GetLifecyclePolicy",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
        "UpdateLifecyclePolicy",
    }
    assert "CreateCapacityReservation" in recorded["ec2"]
    # What is only guarded is simulated, not recorded.
    assert "DeleteSnapshot" not in recorded["ec2"]
    assert sorted(recorded) == [
        "appconfig",
        "arc-zonal-shift",
        "autoscaling",
        "backup",
        "cloudfront",
        "cloudwatch",
        "dlm",
        "ec2",
        "rds",
        "synthetics",
    ]
