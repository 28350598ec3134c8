"""Botocore's service models: which member of an operation's input or output a property is.

Names match when case and underscores are ignored, in the singular or the plural: `subnetIds` is
`SubnetIds`, and `tags` in a launch template's specification is `Tags`.
"""

import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from botocore.model import (
    ListShape,
    MapShape,
    OperationModel,
    ServiceModel,
    Shape,
    StructureShape,
)

from pods.sandbox.provider.property_schema import PropertyType
from pods.sandbox.provider.sessions import new_session
from pods.sandbox.provider.values import ABSENT, UNKNOWN

__all__ = ["matched_members", "observed", "operation", "parameters"]

# AWS's words for the key in a list of pairs.
_PAIRED = ("Key", "Name")


_SESSION = new_session()
_READING = threading.Lock()


@cache
def _service(name: str) -> ServiceModel:
    return _SESSION.get_service_model(name)


@cache
def operation(service: str, name: str) -> OperationModel:
    """Return an operation's model, by the names botocore gives (`ec2`, `CreateVpc`)."""
    with _READING:  # calls come several at once, and each would read the model
        return _service(service).operation_model(name)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


@cache
def _by_plain_name(members: tuple[str, ...]) -> dict[str, str]:
    return {_plain(name): name for name in members}


def member_of(name: str, members: tuple[str, ...], renamed: str = "") -> str | None:
    """Return the member that a property is, or None."""
    if renamed:
        return renamed if renamed in members else None
    known = _by_plain_name(members)
    plain = _plain(name)
    for candidate in (plain, f"{plain}s", plain.removesuffix("s"), f"{plain}es"):
        if candidate in known:
            return known[candidate]
    return None


def matched_members(
    shape: Shape | None, names: Mapping[str, str], properties: tuple[str, ...]
) -> dict[str, str]:
    """Return property → member for the properties that a structure takes."""
    if not isinstance(shape, StructureShape):
        return {}
    members = tuple(shape.members)
    matched = {name: member_of(name, members, names.get(name, "")) for name in properties}
    return {name: member for name, member in matched.items() if member}


def parameters(
    values: Mapping[str, Any], shape: Shape | None, names: Mapping[str, str], prefix: str = ""
) -> dict[str, Any]:
    """Return the inputs that an operation takes, in its spelling and types; the rest is left out.

    `names` are the renamed properties, nested ones by their dotted path.
    """
    if not isinstance(shape, StructureShape):
        return {}
    members = tuple(shape.members)
    found: dict[str, Any] = {}
    for name, value in values.items():
        member = member_of(name, members, names.get(f"{prefix}{name}", ""))
        if member is not None and value is not None:
            found[member] = _parameter(value, shape.members[member], names, f"{prefix}{name}.")
    return found


def _parameter(value: Any, shape: Shape, names: Mapping[str, str], prefix: str) -> Any:
    if isinstance(shape, StructureShape) and isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(shape, StructureShape) and isinstance(value, Mapping):
        return parameters(value, shape, names, prefix)
    if isinstance(shape, ListShape):
        items = value if isinstance(value, list) else [value]
        if isinstance(value, Mapping) and (name := _name_of_pair(shape.member)):
            return [{name: key, "Value": item} for key, item in value.items()]
        return [_parameter(item, shape.member, names, prefix) for item in items]
    if isinstance(shape, MapShape) and isinstance(value, Mapping):
        return {key: _parameter(item, shape.value, names, prefix) for key, item in value.items()}
    return _scalar(value, shape.type_name)


def _name_of_pair(shape: Shape) -> str:
    """Return what AWS calls the key of a list that is a map in Pulumi; nothing if it is none."""
    members = shape.members if isinstance(shape, StructureShape) else {}
    return next((name for name in _PAIRED if {name, "Value"} <= members.keys()), "")


def _scalar(value: Any, type_name: str) -> Any:
    if type_name == "string" and not isinstance(value, str | list | Mapping):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if type_name in {"integer", "long"} and isinstance(value, str):
        return int(value)
    if type_name in {"float", "double"} and isinstance(value, str):
        return float(value)
    if type_name == "boolean" and isinstance(value, str):
        return value == "true"
    return value


def observed(
    result: Mapping[str, Any], expected: PropertyType, names: Mapping[str, str], prefix: str = ""
) -> dict[str, Any]:
    """Return the properties that a result shows, in Pulumi's spelling and types."""
    members = tuple(result)
    found: dict[str, Any] = {}
    for name, property_type in expected.fields.items():
        member = member_of(name, members, names.get(f"{prefix}{name}", ""))
        if member is not None:
            value = seen(result[member], property_type, names, f"{prefix}{name}.")
            if value is not ABSENT:
                found[name] = value
    return found


def seen(value: Any, expected: PropertyType, names: Mapping[str, str], prefix: str = "") -> Any:
    """Return one observed value as its property type has it, or ABSENT where the forms differ."""
    if value is None or value is UNKNOWN or value is ABSENT:
        return ABSENT
    if expected.kind == "object":
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        return observed(value, expected, names, prefix) if isinstance(value, Mapping) else ABSENT
    if expected.kind == "list":
        item = expected.item or PropertyType("any")
        if isinstance(value, Mapping) and item.kind == "object":
            value = [value]
        if not isinstance(value, list):
            return ABSENT
        return [
            part for part in (seen(v, item, names, prefix) for v in value) if part is not ABSENT
        ]
    if expected.kind == "map":
        return _seen_map(value)
    return _seen_scalar(value, expected)


def _seen_map(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    for name in _PAIRED if isinstance(value, list) else ():
        if all(isinstance(pair, Mapping) and name in pair for pair in value):
            return {pair[name]: pair.get("Value", "") for pair in value}
    return ABSENT


def _seen_scalar(value: Any, expected: PropertyType) -> Any:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]  # the counterpart of `_parameter`, which makes a list of a single value
    if isinstance(value, Mapping | list):
        return ABSENT
    if isinstance(value, datetime):
        value = value.isoformat()
    if expected.kind == "string":
        return str(value).lower() if isinstance(value, bool) else str(value)
    return _scalar(value, {"number": "float"}.get(expected.kind, expected.kind))
