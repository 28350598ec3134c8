"""The package's host, spoken to as the engine does."""

import json
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime import rpc
from pulumi.runtime.proto import provider_pb2

from pods.package.schema import schema
from tests.package.hosted_package import HostedPackage, hosted_package

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def package() -> Iterator[HostedPackage]:
    """Return one host for all tests."""
    with hosted_package() as running:
        yield running


def problems(error: Any) -> str:
    """Return what an error tells of each property."""
    (details,) = (each.value for each in error.trailing_metadata())
    return str(details)


def test_it_serves_the_schema(package: HostedPackage) -> None:
    """The one that is compared in the repository, with its version."""
    served = package.provider.GetSchema(provider_pb2.GetSchemaRequest(version=0))
    assert json.loads(served.schema) == schema()
    info = package.provider.GetPluginInfo(empty_pb2.Empty())
    assert info.version == "0.1.0"


def test_it_constructs_a_component(package: HostedPackage) -> None:
    """Its children are registered under it, and its outputs spelt as the schema spells them."""
    made = package.construct(
        "SnapshotSchedule", "nightly", {"target": "clinic", "intervalHours": 24}
    )
    assert made.urn.endswith("pods:index:SnapshotSchedule::nightly")
    state = rpc.deserialize_properties(made.state)
    assert (state["worstRpoMinutes"], state["policyId"]) == (24 * 60 + 60, "nightly-policy-id")
    children = {each.name: each.parent for each in package.recording.resources}
    assert children["nightly-policy"] == "nightly"


@pytest.mark.requirement("D7")
def test_it_constructs_a_whole_pair(package: HostedPackage) -> None:
    """Settings within settings arrive, with numbers as other languages send them."""
    before = len(package.recording.resources)
    made = package.construct(
        "PodPair",
        "clinic",
        {
            "domain": "clinic.example",
            "owner": "clinic-team",
            "availabilityZones": ["us-east-1a", "us-east-1b"],
            "alerts": {
                "subscriptions": [
                    {"protocol": "email", "endpoint": "on-call@clinic.example"},
                    {"protocol": "sms", "endpoint": "+15550100"},
                ]
            },
            "database": {"storageGb": 200.0},
        },
    )
    assert rpc.deserialize_properties(made.state)["url"] == "http://clinic.example"
    assert package.recording.inputs("aws:rds/instance:Instance")["allocatedStorage"] == 200
    assert len(package.recording.resources) - before > 50


def test_every_mistake_is_told_at_once_and_without_a_trace(package: HostedPackage) -> None:
    """As errors of the properties, in the spelling of the schema: a missing one among them."""
    with pytest.raises(grpc.RpcError) as raised:
        package.construct(
            "SnapshotSchedule", "hourly", {"intervalHours": "5", "retentionDays": 1.5}
        )
    error = raised.value
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert error.details() == "hourly cannot be built"
    told = problems(error)
    for expected in ("target", "intervalHours", "retentionDays", "it has no default"):
        assert expected in told
    assert "Traceback" not in told
    assert "hourly" not in {each.name for each in package.recording.resources}


def test_what_cannot_stand_together_is_refused_in_its_spelling(package: HostedPackage) -> None:
    """A planner's problem, named like the property of the other language."""
    with pytest.raises(grpc.RpcError) as raised:
        package.construct("SnapshotSchedule", "odd", {"target": "clinic", "intervalHours": 5})
    told = problems(raised.value)
    assert "intervalHours" in told
    assert "interval_hours" not in told


def test_a_component_that_is_none_is_refused(package: HostedPackage) -> None:
    """By its name."""
    with pytest.raises(grpc.RpcError, match="Nothing"):
        package.construct("Nothing", "nothing", {})
