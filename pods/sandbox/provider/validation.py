"""Inputs held against the types of `pulumi_aws`, before anything is created."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pods.sandbox.provider.property_schema import Kind, PropertyType, TypeSchema
from pods.sandbox.provider.values import UNKNOWN

__all__ = ["Fault", "faults_of"]

# What the wire may carry for a scalar: Pulumi converts text to numbers and booleans, and back.
_ACCEPTED: dict[Kind, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str, int, float, bool),
}
_ARTICLE = {"integer": "an integer", "object": "an object"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong input: the path of the property, and what is wrong with it."""

    path: str
    reason: str


def faults_of(inputs: Mapping[str, Any], schema: TypeSchema) -> list[Fault]:
    """Return every unknown, missing or wrongly typed property, nested ones with their path."""
    return list(_object_faults(inputs, schema.inputs, ""))


def _faults(value: Any, expected: PropertyType, path: str) -> Iterator[Fault]:
    if value is UNKNOWN or value is None or expected.kind == "any":
        return
    if expected.kind in _ACCEPTED:
        if not _is_scalar(value, expected.kind):
            yield Fault(path, _wrong_type(value, expected.kind))
    elif expected.kind == "list":
        yield from _list_faults(value, expected, path)
    elif not isinstance(value, Mapping):
        yield Fault(path, _wrong_type(value, expected.kind))
    elif expected.kind == "object":
        yield from _object_faults(value, expected, f"{path}.")
    else:
        yield from _map_faults(value, expected, path)


def _map_faults(value: Mapping[str, Any], expected: PropertyType, path: str) -> Iterator[Fault]:
    for key, item in value.items():
        yield from _faults(item, expected.item or PropertyType("any"), f"{path}[{key!r}]")


def _list_faults(value: Any, expected: PropertyType, path: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, _wrong_type(value, "list"))
        return
    for index, item in enumerate(value):
        yield from _faults(item, expected.item or PropertyType("any"), f"{path}[{index}]")


def _object_faults(
    value: Mapping[str, Any], expected: PropertyType, prefix: str
) -> Iterator[Fault]:
    for name in sorted(expected.required - value.keys()):
        yield Fault(f"{prefix}{name}", "missing; a value is required")
    for name, item in value.items():
        if name in expected.fields:
            yield from _faults(item, expected.fields[name], f"{prefix}{name}")
        elif not name.startswith("__"):
            yield Fault(f"{prefix}{name}", _unknown_property(name, expected))


def _is_scalar(value: Any, kind: Kind) -> bool:
    if isinstance(value, bool):
        return kind in {"boolean", "string"}
    if isinstance(value, str) and kind != "string":
        return _reads_as(value, kind)
    return isinstance(value, _ACCEPTED[kind])


def _reads_as(text: str, kind: Kind) -> bool:
    if kind == "boolean":
        return text in {"true", "false"}
    try:
        float(text) if kind == "number" else int(text)
    except ValueError:
        return False
    return True


def _wrong_type(value: Any, kind: Kind) -> str:
    found = {dict: "an object", list: "a list", str: "text", bool: "a boolean"}
    described = found.get(type(value), "a number")
    # The value itself stays out of the message: it may be a secret.
    return f"{described} was given; {_ARTICLE.get(kind, f'a {kind}')} is required"


def _unknown_property(name: str, expected: PropertyType) -> str:
    close = difflib.get_close_matches(name, expected.fields, n=1)
    hint = (
        f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(expected.fields))}"
    )
    return f"no such property; {hint}"
