"""Writing records out in the shapes of the read operations."""

from collections.abc import Iterable
from typing import Any

from moto.core.serialize import get_serializer_class

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Record

__all__ = [
    "answer_with",
    "list_answer",
    "list_member",
    "row",
    "rows_shape",
    "serialize",
    "tag_list",
]

_TAG_MEMBERS = ("Tags", "TagList")

Wire = tuple[int, dict[str, str], bytes]
"""An answer as it is sent: status, headers, body."""


def row(record: Record, shape: Any, call: Call) -> dict[str, Any]:
    """Write a record as one structure of the model."""
    members = {**record.members}
    for name, made in record.kind.computed.items():
        members[name] = made(record.members, call)
    for name in _TAG_MEMBERS:
        if name in shape.members:
            members[name] = _tags_as(shape.members[name], record.tags)
    return {name: members[name] for name in shape.members if members.get(name) is not None}


def answer_with(record: Record, call: Call) -> dict[str, Any]:
    """Write the answer of an operation on one record."""
    if call.output is None:
        return {}
    flat = row(record, call.output, call)
    for name, shape in call.output.members.items():
        if _holds(shape, record.kind):
            flat[name] = row(record, shape, call)
    return {**flat, **record.kind.answers.get(call.operation, {})}


def list_member(call: Call) -> str:
    """Answer the member of the output that holds the listed rows."""
    names = (
        name
        for name, shape in call.output.members.items()
        if shape.type_name == "list" and shape.member.type_name == "structure"
    )
    return str(next(names))


def rows_shape(call: Call) -> Any:
    """Answer the shape of one listed row."""
    return call.output.members[list_member(call)].member


def list_answer(records: Iterable[Record], call: Call) -> dict[str, Any]:
    """Write the answer of a list operation, whole."""
    shape = rows_shape(call)
    return {list_member(call): [row(record, shape, call) for record in records]}


def tag_list(tags: dict[str, str]) -> list[dict[str, str]]:
    """Write tags as a list of keys and values."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def serialize(call: Call, result: dict[str, Any] | Fault) -> Wire:
    """Put an answer or a fault into the protocol of the call."""
    serializer = get_serializer_class(call.service.name, call.protocol)(call.model)
    wire = serializer.serialize(result)
    status = int(wire["status_code"])
    if isinstance(result, Fault) and result.status:
        status = result.status
    body = wire["body"]
    return status, dict(wire["headers"]), body.encode() if isinstance(body, str) else body


def _holds(shape: Any, kind: Kind) -> bool:
    """Whether a structure of the output is the resource itself, and not a part of it."""
    return (
        shape.type_name == "structure"
        and bool(kind.identity)
        and kind.identity[-1] in shape.members
    )


def _tags_as(shape: Any, tags: dict[str, str]) -> Any:
    return dict(tags) if shape.type_name == "map" else tag_list(tags)
