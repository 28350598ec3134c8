"""From a type's table and a resource's values to the parameters of a call."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.model import ListShape, Shape, StructureShape

from pods.sandbox.provider.expressions import fill
from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.service_model import matched_members, operation, parameters
from pods.sandbox.provider.values import ABSENT

__all__ = ["NOT_SENT", "covered", "request", "service_of"]

# These never travel as parameters: tags have calls of their own, the Region is where to call.
NOT_SENT = frozenset({"region", "tags", "tagsAll"})
# A name that starts a path: not a member after a dot, nor the start of a literal.
_IDENTIFIER = re.compile(r"(?<![.\w'])[A-Za-z_]\w*")


def service_of(kind: ResourceType, call: Call) -> str:
    """Return the service that a call of a type goes to."""
    return call.service or kind.service


def request(
    kind: ResourceType, call: Call, values: Mapping[str, Any], context: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a call's parameters: the values that translate, with the template laid over them."""
    translated: dict[str, Any] = {}
    if call.translate:
        sendable = {name: value for name, value in values.items() if is_sendable(kind, name)}
        translated = _translated(kind, call, sendable)
    laid_over = fill(call.parameters, context)
    return merged(translated, laid_over if laid_over is not ABSENT else {})


def _translated(kind: ResourceType, call: Call, values: Mapping[str, Any]) -> dict[str, Any]:
    inner = parameters(values, _receiving(kind, call), kind.names)
    if not call.within or not inner:
        return inner
    shape = operation(service_of(kind, call), call.operation).input_shape
    is_list = isinstance(shape, StructureShape) and shape.members[call.within].type_name == "list"
    return {call.within: [inner] if is_list else inner}


def _receiving(kind: ResourceType, call: Call) -> Shape | None:
    """Return the structure that takes a call's inputs: the operation's, or one within it."""
    shape = operation(service_of(kind, call), call.operation).input_shape
    if not call.within or not isinstance(shape, StructureShape):
        return shape
    inner = shape.members[call.within]
    return inner.member if isinstance(inner, ListShape) else inner


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return two nested maps as one; where both have a value, the second's stands."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return result


def covered(kind: ResourceType, call: Call | None, properties: tuple[str, ...]) -> frozenset[str]:
    """Return the properties that a call carries, by translation or by its template."""
    if call is None:
        return frozenset()
    named = set(_named_in(call)) & set(properties)
    if call.translate:
        matched = matched_members(_receiving(kind, call), kind.names, properties)
        named |= {name for name in matched if is_sendable(kind, name)}
    return frozenset(named)


def _named_in(call: Call) -> Iterator[str]:
    """Return every word that a call's expressions use; some are properties."""
    yield from _identifiers(call.parameters)
    yield from _IDENTIFIER.findall(f"{call.each} {call.when}")
    if call.lookup is not None:
        yield from _named_in(call.lookup)


def is_sendable(kind: ResourceType, name: str) -> bool:
    """Say whether a property may travel as a parameter."""
    return name not in NOT_SENT or (name == "tags" and kind.tags is None)


def _identifiers(template: Any) -> Iterator[str]:
    if isinstance(template, str) and "{" in template:
        yield from _IDENTIFIER.findall(template)
    elif isinstance(template, Mapping):
        for item in template.values():
            yield from _identifiers(item)
    elif isinstance(template, list | tuple):
        for item in template:
            yield from _identifiers(item)
