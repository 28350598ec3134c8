"""The type tables, held against the services' models and the SDK's types."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import jmespath
import pytest

from pods.sandbox.provider.call_parameters import service_of
from pods.sandbox.provider.property_schema import of_resource
from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.service_model import operation
from pods.sandbox.provider.types import TYPES

_KINDS = sorted(TYPES.values(), key=lambda kind: kind.token)
_each_type = pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.token)


def _calls(value: Any) -> Iterator[Call]:
    """Walk through a table to every call in it."""
    if isinstance(value, Call):
        yield value
    if dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _calls(getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield from (call for item in value.values() for call in _calls(item))
    elif isinstance(value, tuple):
        yield from (call for item in value for call in _calls(item))


def _in_template(template: Any) -> Iterator[str]:
    if isinstance(template, Mapping):
        yield from (found for item in template.values() for found in _in_template(item))
    elif isinstance(template, list | tuple):
        yield from (found for item in template for found in _in_template(item))
    elif isinstance(template, str) and template[:1] == "{" and template[-1:] == "}":
        whole = template[1:-1]
        yield from [whole] if "}" not in whole.partition("{")[0] else _parts(template)
    elif isinstance(template, str):
        yield from _parts(template)


def _parts(template: str) -> list[str]:
    return re.findall(r"\{([^{}]+)\}", template)


def _expressions(kind: ResourceType) -> Iterator[str]:
    for call in _calls(kind):
        yield from (text for text in (call.result, call.when, call.each) if text)
        yield from _in_template(call.parameters)
    yield from filter(None, (kind.gone, *kind.observe.values(), *kind.delete_refused))
    yield from (text for aspect in kind.aspects for text in aspect.observe.values() if text)
    if kind.tags is not None:
        yield kind.tags.read
        yield from _in_template(kind.tags.create)
    yield from _in_template([kind.id, kind.named_id, *kind.outputs.values()])
    yield from _in_template(kind.import_state)


@_each_type
def test_every_expression_can_be_read(kind: ResourceType) -> None:
    """An expression with a slip in it would have no value, and nobody would notice."""
    for expression in _expressions(kind):
        jmespath.compile(expression)


@_each_type
def test_every_parameter_is_one_of_its_operation(kind: ResourceType) -> None:
    """Operations, the members that they take and those that inputs travel within all exist."""
    for call in _calls(kind):
        shape: Any = operation(service_of(kind, call), call.operation).input_shape
        members = set(shape.members) if shape is not None else set()
        assert set(call.parameters) <= members, call.operation
        assert not call.within or call.within in members, call.operation


@_each_type
def test_every_property_is_one_of_the_sdk(kind: ResourceType) -> None:
    """A misspelt property in a table would never match anything."""
    schema = of_resource(kind.token)
    inputs, outputs = set(schema.inputs.fields), set(schema.outputs.fields)
    of_aspects = {name for aspect in kind.aspects for name in aspect.properties}
    steering = {*kind.replace, *kind.inert, *kind.defaults, *kind.refused, *of_aspects}
    assert steering <= inputs
    shown = {name for aspect in kind.aspects for name in aspect.observe}
    assert {*kind.observe, *shown, *kind.outputs, *kind.json, *kind.changing} <= outputs
    assert {name.partition(".")[0] for name in kind.names} <= inputs | outputs
    for path in kind.names:
        field = schema.outputs
        for name in path.split("."):
            field = field.fields.get(name) or schema.inputs.fields[name]
            field = field.item or field
