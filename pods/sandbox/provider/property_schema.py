"""What `pulumi_aws` says about a type: its inputs, which are required, and its outputs.

The SDK is the only description of the types that a package registry carries, so names, types and
requiredness are read from its classes. Reading them costs a second of imports, so that the result
is kept in a file for each version of the SDK.
"""

import collections.abc
import importlib
import inspect
import json
import re
import sys
import threading
import types
import typing
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["boolean", "integer", "number", "string", "list", "map", "object", "any"]

_SCALARS: dict[object, Kind] = {bool: "boolean", int: "integer", float: "number", str: "string"}
# The SDK's packages load on first use, which two threads must not do at once.
_SDK = threading.Lock()
_FORMAT = 2  # of the kept file; another number makes it be written anew
_OF_EVERY_RESOURCE = {"id", "urn"}
# `aws:lb/…` and friends import under the same name; these SDK packages are named differently.
_PACKAGE_OF_MODULE = {"lambda": "lambda_", "index": ""}


@dataclass(frozen=True, slots=True)
class PropertyType:
    """The shape of one property: a scalar, a list or map of `item`, or an object of `fields`."""

    kind: Kind
    item: "PropertyType | None" = None
    fields: Mapping[str, "PropertyType"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TypeSchema:
    """Inputs and outputs of one resource type or function, by their Pulumi (camelCase) names.

    `computed` are the outputs that always have a value: an input among them that a program leaves
    out is chosen by AWS, so that it is unknown in a preview and no change afterwards.
    """

    inputs: PropertyType
    outputs: PropertyType
    computed: frozenset[str]


def snake_case(name: str) -> str:
    """Return the Python module name of a camelCase token part."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def token_parts(token: str) -> tuple[str, str, str]:
    """Split `aws:rds/instance:Instance` into SDK package, module and class name."""
    _, module, class_name = token.split(":")
    package, _, leaf = module.partition("/")
    return _PACKAGE_OF_MODULE.get(package, package), snake_case(leaf or class_name), class_name


@cache
def of_resource(token: str) -> TypeSchema:
    """Read a resource type's schema from `pulumi_aws`; raises LookupError for an unknown token."""
    package, _, class_name = token_parts(token)
    try:
        # The SDK's packages load when an attribute of theirs is first asked for; a module imported
        # from inside one before that would leave the package without its classes.
        resource = getattr(_package(package), class_name)
        module = sys.modules[resource.__module__]
        # The SDK names the arguments `…InitArgs` where `…Args` is taken by a nested type.
        args = getattr(module, f"{class_name}InitArgs", None) or getattr(
            module, f"{class_name}Args"
        )
    except (ImportError, AttributeError) as error:
        raise LookupError(token) from error
    hints = {k: v for k, v in _hints(resource).items() if k not in _OF_EVERY_RESOURCE}
    return TypeSchema(
        inputs=_object(args),
        outputs=PropertyType("object", fields={k: _property_type(v) for k, v in hints.items()}),
        computed=frozenset(name for name, hint in hints.items() if not _is_optional(hint)),
    )


def _package(name: str) -> Any:
    return importlib.import_module(f"pulumi_aws.{name}" if name else "pulumi_aws")


def _hints(cls: type) -> dict[str, object]:
    """Return camelCase name → annotation of the properties that the SDK's getters declare."""
    import pulumi  # noqa: PLC0415 - a second of imports that a kept schema spares

    found: dict[str, object] = {}
    for _, member in inspect.getmembers(cls, lambda item: isinstance(item, property)):
        camel = getattr(member.fget, "_pulumi_name", None)
        if camel is None:
            continue
        # `pulumi.Input` is written with forward references to these two names.
        names = {"Output": pulumi.Output, "T": Any}
        found[camel] = typing.get_type_hints(member.fget, localns=names)["return"]
    return found


def _object(cls: type) -> PropertyType:
    hints = _hints(cls)
    names = {snake: camel for camel, snake in _python_names(cls).items()}
    required = frozenset(
        names[parameter]
        for parameter, declared in inspect.signature(cls).parameters.items()
        if declared.default is inspect.Parameter.empty and parameter in names
    )
    fields = {name: _property_type(hint) for name, hint in hints.items()}
    return PropertyType("object", fields=fields, required=required)


def _python_names(cls: type) -> dict[str, str]:
    return {
        getattr(member.fget, "_pulumi_name", name): name
        for name, member in inspect.getmembers(cls, lambda item: isinstance(item, property))
    }


def _members(hint: object) -> tuple[object, ...]:
    """Return the alternatives of a union, seen through `Input`, `Output` and `Optional`."""
    import pulumi  # noqa: PLC0415

    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        parts = (part for part in typing.get_args(hint) if part is not type(None))
        return tuple(member for part in parts for member in _members(part))
    if origin is pulumi.Output:
        return _members(typing.get_args(hint)[0])
    return () if origin is collections.abc.Awaitable else (hint,)


def _is_optional(hint: object) -> bool:
    import pulumi  # noqa: PLC0415

    if typing.get_origin(hint) is pulumi.Output:
        return _is_optional(typing.get_args(hint)[0])
    return type(None) in typing.get_args(hint)


def _property_type(hint: object) -> PropertyType:
    """Return the shape of an annotation; classes win over the TypedDicts that mirror them."""
    for member in _members(hint):
        origin, arguments = typing.get_origin(member), typing.get_args(member)
        if member in _SCALARS:
            return PropertyType(_SCALARS[member])
        if origin is not None and issubclass(origin, Mapping):
            return PropertyType("map", item=_property_type(arguments[1]))
        if origin is not None and issubclass(origin, typing.Sequence):
            return PropertyType("list", item=_property_type(arguments[0]))
        if isinstance(member, type) and issubclass(member, Enum):
            return PropertyType("string")
        if isinstance(member, type) and not typing.is_typeddict(member):
            return _object(member)
    return PropertyType("any")


class SchemaStore:
    """Schemas by token, kept in one JSON file so that a provider starts without importing the SDK.

    A file that cannot be read, or is of another version of the SDK, is as good as none.
    """

    def __init__(self, path: Path | None, version: str) -> None:
        """Read the kept schemas of `version`; with no `path`, keep none."""
        self._path, self._version = path, f"{version} format {_FORMAT}"
        self._kept: dict[str, Any] = {}
        if path is not None and path.is_file():
            try:
                content = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                return
            self._kept = content["types"] if content.get("version") == self._version else {}

    def resource(self, token: str) -> TypeSchema:
        """Return a resource type's schema; raises LookupError for an unknown token."""
        if token in self._kept:
            return _from_json(self._kept[token])
        with _SDK:
            return of_resource(token)

    def keep(self, tokens: typing.Iterable[str]) -> None:
        """Write the schemas of these tokens to the file, replacing it whole."""
        if self._path is None:
            return
        schemas = {token: _to_json(self.resource(token)) for token in tokens}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps({"version": self._version, "types": schemas}), encoding="utf-8")
        fresh.replace(self._path)

    def holds(self, tokens: typing.Iterable[str]) -> bool:
        """Say whether every token's schema is in the file."""
        return all(token in self._kept for token in tokens)


def _to_json(schema: TypeSchema) -> dict[str, Any]:
    plain = asdict(schema)
    return typing.cast(dict[str, Any], json.loads(json.dumps(plain, default=sorted)))


def _from_json(plain: Mapping[str, Any]) -> TypeSchema:
    return TypeSchema(
        inputs=_type_from_json(plain["inputs"]),
        outputs=_type_from_json(plain["outputs"]),
        computed=frozenset(plain["computed"]),
    )


def _type_from_json(plain: Mapping[str, Any]) -> PropertyType:
    return PropertyType(
        kind=plain["kind"],
        item=_type_from_json(plain["item"]) if plain["item"] else None,
        fields={name: _type_from_json(value) for name, value in plain["fields"].items()},
        required=frozenset(plain["required"]),
    )
