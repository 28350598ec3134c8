"""Writes what a rule mends into the properties that the engine sent.

They are changed only at the places that are set, so that values that are not known yet and secrets
go back as they came.
"""

from collections.abc import Mapping
from typing import Any

from google.protobuf import struct_pb2

__all__ = ["lay", "mended"]


def mended(properties: struct_pb2.Struct, changes: Mapping[str, Any]) -> struct_pb2.Struct:
    """Return a copy of the properties with these changes, laid over them key by key."""
    copy = struct_pb2.Struct()
    copy.CopyFrom(properties)
    _lay(copy, changes)
    return copy


def lay(below: Any, changes: Mapping[str, Any]) -> None:
    """Lay changes over the SDK's own view of the properties, in place."""
    for key, value in changes.items():
        old = below[key] if key in below else None  # noqa: SIM401 - its proxies have no get()
        if isinstance(value, dict) and old is not None and hasattr(old, "__setitem__"):
            lay(old, value)
        else:
            below[key] = value


def _lay(below: struct_pb2.Struct, changes: Mapping[str, Any]) -> None:
    for key, value in changes.items():
        old = below.fields.get(key)
        if isinstance(value, dict) and old is not None and old.HasField("struct_value"):
            _lay(old.struct_value, value)
        else:
            below[key] = value
