"""Turns the engine's protobuf messages into settled plain Python, each of them once."""

from collections.abc import Mapping
from typing import Any, Final

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from pods_policies.reading import UNKNOWN, settled
from pods_policies.relations.parents import chain_of, parents_of
from pods_policies.relations.resource import Options, Resource
from pods_policies.secrecy import veiled

__all__ = ["final_resource", "options_of", "properties", "single_resource"]

_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
_SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the wire's mark of a secret


def properties(message: struct_pb2.Struct) -> dict[str, Any]:
    """Return the properties of a message: sentinels as `UNKNOWN`, secrets veiled, 35.0 as 35."""
    return {key: _value(value) for key, value in message.fields.items()}


def _value(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return settled(value.string_value)
    if kind == "number_value":
        return settled(value.number_value)
    if kind == "bool_value":
        return value.bool_value
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    if kind != "struct_value":
        return None
    tree = properties(value.struct_value)
    return veiled(tree.get("value")) if tree.get(_SIGNATURE) == _SECRET else tree


def single_resource(message: analyzer_pb2.AnalyzeRequest) -> Resource:
    """Return the resource of a request about one resource: its inputs."""
    inputs = properties(message.properties)
    return Resource(
        urn=message.urn,
        type=message.type,
        name=message.name,
        inputs=inputs,
        outputs=inputs,
        parents=parents_of(message.urn, message.options.parent),
        provider=properties(message.provider.properties),
        options=_options(message.options),
    )


def final_resource(
    message: analyzer_pb2.AnalyzerResource,
    inputs: Mapping[str, Any] | None,
    parents: Mapping[str, tuple[str, str, str]],
) -> Resource:
    """Return a resource of a request about the stack: its final state, and its inputs if known.

    Args:
        message: the resource.
        inputs: what was seen of it alone.
        parents: type, name and parent's URN of every resource, by URN.
    """
    return Resource(
        urn=message.urn,
        type=message.type,
        name=message.name,
        inputs=inputs,
        outputs=properties(message.properties),
        parents=chain_of(message.parent, parents)
        or parents_of(message.urn, message.options.parent),
        depends={prop: tuple(deps.urns) for prop, deps in message.propertyDependencies.items()},
        provider=properties(message.provider.properties),
        options=_options(message.options),
    )


def _options(message: analyzer_pb2.AnalyzerResourceOptions) -> Options:
    return options_of(
        protect=message.protect,
        ignore_changes=tuple(message.ignoreChanges),
        delete_before_replace=message.deleteBeforeReplaceDefined and message.deleteBeforeReplace,
    )


def options_of(
    *, protect: bool, ignore_changes: tuple[str, ...], delete_before_replace: bool | None
) -> Options:
    """Return the options that the engine passes; it does not pass what it retains on deletion."""
    return Options(
        protect=protect,
        ignore_changes=ignore_changes,
        delete_before_replace=bool(delete_before_replace),
        retain_on_delete=UNKNOWN,
    )
