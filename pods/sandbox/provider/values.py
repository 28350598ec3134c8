"""Property values as they travel: protobuf structs on the wire, plain Python inside.

Plain values are None, bool, int, float, str, list and dict, and two markers: `UNKNOWN` for what a
preview cannot know yet, and `ABSENT` for what is not there at all.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final

from google.protobuf import struct_pb2

# Both are fixed by Pulumi's wire format.
_UNKNOWN_ON_THE_WIRE: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"

Properties = dict[str, Any]


class Marker(Enum):
    """The two things a value can be other than a value."""

    UNKNOWN = "unknown"
    ABSENT = "absent"


UNKNOWN: Final = Marker.UNKNOWN
ABSENT: Final = Marker.ABSENT


def from_struct(struct: struct_pb2.Struct) -> Properties:
    """Return the plain form of a struct; nulls are dropped, whole floats become integers."""
    return {
        name: plain
        for name, value in struct.fields.items()
        if (plain := from_value(value)) is not None
    }


def from_value(value: struct_pb2.Value) -> Any:
    """Return the plain form of one value; a wrapped (secret or resource) value is unwrapped."""
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        text = value.string_value
        return UNKNOWN if text == _UNKNOWN_ON_THE_WIRE else text
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "bool_value":
        return value.bool_value
    if kind == "list_value":
        return [from_value(item) for item in value.list_value.values]
    if kind == "struct_value":
        plain = from_struct(value.struct_value)
        if _SIGNATURE in plain:
            return plain.get("value", plain.get("id"))
        return plain
    return None


def to_struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    """Return the wire form of plain properties; absent and null ones are left out."""
    struct = struct_pb2.Struct()
    for name, value in properties.items():
        if value is not None and value is not ABSENT:
            struct.fields[name].CopyFrom(to_value(value))
    return struct


def to_value(value: Any) -> struct_pb2.Value:
    """Return the wire form of one plain value."""
    if value is UNKNOWN:
        return struct_pb2.Value(string_value=_UNKNOWN_ON_THE_WIRE)
    if isinstance(value, bool):
        return struct_pb2.Value(bool_value=value)
    if isinstance(value, int | float):
        return struct_pb2.Value(number_value=value)
    if isinstance(value, str):
        return struct_pb2.Value(string_value=value)
    if isinstance(value, Mapping):
        return struct_pb2.Value(struct_value=to_struct(value))
    if isinstance(value, Iterable):
        items = [to_value(item) for item in value]
        return struct_pb2.Value(list_value=struct_pb2.ListValue(values=items))
    return struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)


def has_unknown(value: Any) -> bool:
    """Say whether a value, or anything inside it, is unknown."""
    if isinstance(value, Mapping):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(has_unknown(item) for item in value)
    return value is UNKNOWN
