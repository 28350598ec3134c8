"""What create, put, get, list, update and delete do with any recorded kind."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import jmespath

from pods.sandbox.local_aws.recorder.answers import answer_with, list_answer, list_member
from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.filters import matching, page
from pods.sandbox.local_aws.recorder.kinds import Kind, Parent, Record

__all__ = ["BEHAVIOURS", "Result", "find", "key_of", "make", "refuse_orphan"]

Result = dict[str, Any] | None
"""An answer; None leaves the call to moto."""


def make(kind: Kind, call: Call) -> Result:
    """Record a new resource."""
    return _store(kind, call, replace=False)


def put(kind: Kind, call: Call) -> Result:
    """Record a resource, in place of the one before if there is one."""
    return _store(kind, call, replace=True)


def get(kind: Kind, call: Call) -> Result:
    """Read one resource back."""
    record = call.shelf.of(kind).get(key_of(kind, call.parameters))
    if record is None and kind.absent is not None:
        return dict(kind.absent)
    return answer_with(record or find(kind, call), call)


def listed(kind: Kind, call: Call) -> Result:
    """Read the resources that match."""
    refuse_orphan(kind, call.parameters, call)
    records = matching(kind, call.shelf.of(kind).values(), call)
    return page(list_answer(records, call), list_member(call), call)


def update(kind: Kind, call: Call) -> Result:
    """Change the members that are given; the others stay."""
    record = find(kind, call)
    given, _ = _given(kind, call)
    record.members.update({k: v for k, v in given.items() if k not in kind.identity})
    record.members.update(_filled(kind.updated, record.members, call))
    return answer_with(record, call)


def delete(kind: Kind, call: Call) -> Result:
    """Remove a resource, or mark it where AWS goes on showing it."""
    if kind.absent is not None and key_of(kind, call.parameters) not in call.shelf.of(kind):
        return dict(kind.answers.get(call.operation, {}))
    record = find(kind, call)
    _refuse_in_use(kind, record, call)
    if kind.deleted is None:
        del call.shelf.of(kind)[key_of(kind, record.members)]
    else:
        record.members.update(_filled(kind.deleted, record.members, call))
    return answer_with(record, call)


BEHAVIOURS: Mapping[str, Callable[[Kind, Call], Result]] = {
    "create": make,
    "put": put,
    "get": get,
    "list": listed,
    "update": update,
    "delete": delete,
}
"""What each operation field of a kind does."""


def key_of(kind: Kind, members: Mapping[str, Any]) -> tuple[str, ...]:
    """Answer under which identity the members are recorded."""
    given_as = {other: name for name, other in kind.renames.items()}
    return tuple(
        str(members.get(name, members.get(given_as.get(name, ""), ""))) for name in kind.identity
    )


def find(kind: Kind, call: Call) -> Record:
    """Answer the record that the parameters name.

    Raises:
        Fault: There is none, under the service's own code.
    """
    key = key_of(kind, call.parameters)
    record = call.shelf.of(kind).get(key)
    if record is None:
        raise Fault(kind.not_found, f"The {kind.name} {'/'.join(key)} does not exist".strip())
    return record


def refuse_orphan(kind: Kind, members: Mapping[str, Any], call: Call) -> None:
    """Refuse when something that the kind needs does not exist."""
    for parent in kind.parents:
        if any(name in members for name in parent.parameters.values()):
            _refuse_missing(kind, parent, members, call)


def _refuse_missing(kind: Kind, parent: Parent, members: Mapping[str, Any], call: Call) -> None:
    wanted = {
        parameter: [members[name]] if parent.in_list else members[name]
        for parameter, name in parent.parameters.items()
        if name in members
    }
    answer = call.ask(parent.service, call.region, parent.operation, wanted)
    if parent.found and not jmespath.search(parent.found, answer):
        names = ", ".join(str(members[name]) for name in parent.parameters.values())
        raise Fault(kind.not_found, f"{names} does not exist")


def _store(kind: Kind, call: Call, *, replace: bool) -> Result:
    members, tags = _given(kind, call)
    if kind.minted:
        members[kind.identity[-1]] = kind.minted()
    refuse_orphan(kind, members, call)
    key = key_of(kind, members)
    if not replace and key in call.shelf.of(kind):
        raise Fault(kind.conflict, f"The {kind.name} {key[-1]} already exists")
    if kind.drawn:
        members |= kind.drawn(members, call)
    for name, value in _filled(kind.created, members, call).items():
        members.setdefault(name, value)
    if kind.arn:
        place = {"region": call.region, "account": call.account, "unique": uuid.uuid4()}
        members[kind.arn_member] = kind.arn.format(**place, **members)
    record = Record(kind, members, tags)
    call.shelf.of(kind)[key] = record
    return answer_with(record, call)


def _refuse_in_use(kind: Kind, record: Record, call: Call) -> None:
    names = {name: record.members[name] for name in kind.identity}
    if kind.in_use and any(
        other.kind is not kind and names.items() <= other.members.items()
        for other in call.shelf.all(kind.service.name)
    ):
        raise Fault(kind.in_use, f"The {kind.name} {record.label} is in use")


def _given(kind: Kind, call: Call) -> tuple[dict[str, Any], dict[str, str]]:
    """Answer the members and the tags of the parameters."""
    members = dict(call.parameters)
    tags = _tags(kind, members)
    for name in kind.lifts:
        members.update(members.get(name) or {})
    for name, other in kind.renames.items():
        if name in members:
            members[other] = members.pop(name)
    return members, tags


def _tags(kind: Kind, members: dict[str, Any]) -> dict[str, str]:
    given = members.pop(kind.tags_member, None) or {}
    if kind.tags_member == "TagSpecifications":
        wrong = [each for each in given if each.get("ResourceType") != kind.tag_resource_type]
        if wrong:
            raise Fault(
                kind.service.invalid_parameter,
                f"'{wrong[0].get('ResourceType')}' is not a valid taggable resource type here; "
                f"it is '{kind.tag_resource_type}'",
            )
        given = [tag for each in given for tag in each.get("Tags", [])]
    if isinstance(given, list):
        return {tag["Key"]: tag.get("Value", "") for tag in given}
    return dict(given)


def _filled(values: Mapping[str, Any], members: dict[str, Any], call: Call) -> dict[str, Any]:
    """Answer the values, those that are functions called; each may use those before it."""
    filled: dict[str, Any] = {}
    for name, value in values.items():
        filled[name] = value({**members, **filled}, call) if callable(value) else value
    return filled
