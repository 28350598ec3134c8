"""What AWS shows of a resource, as Pulumi state and, on a refresh, as inputs."""

import json
from collections.abc import Mapping
from typing import Any

from pods.sandbox.provider.comparison import shows
from pods.sandbox.provider.expressions import evaluate, fill
from pods.sandbox.provider.property_schema import PropertyType, TypeSchema
from pods.sandbox.provider.resource_type import ResourceType
from pods.sandbox.provider.service_model import observed, seen
from pods.sandbox.provider.values import ABSENT, UNKNOWN, Properties

__all__ = ["imported_inputs", "previewed", "properties_of", "refreshed_inputs", "state_of"]

_NOT_OBSERVED = {"id", "urn", "tagsAll", "region"}


def properties_of(
    kind: ResourceType, schema: TypeSchema, result: Any, observe: Mapping[str, str]
) -> Properties:
    """Return the properties that a call's result shows."""
    source = result if isinstance(result, Mapping) else {"value": result}
    shown = observed(_documents(kind, source), schema.outputs, kind.names)
    for name, expression in observe.items():
        shown.pop(name, None)
        value = evaluate(expression, source) if expression else ABSENT
        expected = schema.outputs.fields.get(name, PropertyType("any"))
        if name in kind.json and isinstance(value, Mapping | list):
            value = json.dumps(value)
        value = seen(value, expected, kind.names, f"{name}.")
        if value is not ABSENT:
            shown[name] = value
    hidden = _NOT_OBSERVED | ({"tags"} if kind.tags is not None else set())
    return {name: value for name, value in shown.items() if name not in hidden}


def _documents(kind: ResourceType, source: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the result with documents that botocore parsed (IAM policies) as text again."""
    if not kind.json:
        return source
    return {
        key: json.dumps(value) if isinstance(value, Mapping) and _is_document(value) else value
        for key, value in source.items()
    }


def _is_document(value: Mapping[str, Any]) -> bool:
    return "Statement" in value


def state_of(
    kind: ResourceType,
    inputs: Mapping[str, Any],
    shown: Mapping[str, Any],
    context: Mapping[str, Any],
) -> Properties:
    """Return the state: inputs as declared where AWS carries them out, else as AWS shows them."""
    declared = {name: value for name, value in inputs.items() if not name.startswith("__")}
    state = {**shown, **declared}
    for name in declared.keys() & shown.keys():
        if not shows(declared[name], shown[name]):
            state[name] = shown[name]
    for name, template in kind.outputs.items():
        value = fill(template, {**context, **state})
        if value is not ABSENT:
            state[name] = value
    return state


def refreshed_inputs(inputs: Mapping[str, Any], shown: Mapping[str, Any]) -> Properties:
    """Return the inputs with those replaced that AWS shows otherwise than declared."""
    return {
        name: shown[name] if name in shown and not shows(value, shown[name]) else value
        for name, value in inputs.items()
    }


def imported_inputs(schema: TypeSchema, state: Mapping[str, Any]) -> Properties:
    """Return the inputs of a resource that the stack did not create; empty values are left out."""
    return {
        name: state[name]
        for name in schema.inputs.fields
        if name in state
        and (state[name] not in (None, "", [], {}, False) or name in schema.inputs.required)
    }


def previewed(
    kind: ResourceType, schema: TypeSchema, inputs: Mapping[str, Any], known: Mapping[str, Any]
) -> Properties:
    """Return the state that a preview can promise: unknown where AWS will choose."""
    declared = {name: value for name, value in inputs.items() if not name.startswith("__")}
    chosen = dict.fromkeys(schema.computed | kind.outputs.keys(), UNKNOWN)
    return {**chosen, **known, **declared}
