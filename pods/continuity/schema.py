"""The plan's form as a JSON Schema, for editors and for programs that write plans.

What it cannot say is left to loading and to the checks: that a span of time, a time zone or a
recurrence rule is one, and everything that two places of a plan say about each other.
"""

import ast
import inspect
import json
import textwrap
from datetime import timedelta
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pods.continuity.durations import as_text
from pods.continuity.plan import Plan

__all__ = ["DIALECT", "IDENTIFIER", "plan_schema", "schema_text"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The draft that the schema is written in."""
IDENTIFIER = "urn:pulumi-pods:continuity-plan:1"
"""Names the schema; the number is that of the plan's format."""

_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, where it says less than the model holds, or other than it."""

    def encode_default(self, dft: Any) -> Any:
        # ISO 8601's years and months would read back as a longer span.
        return as_text(dft) if isinstance(dft, timedelta) else super().encode_default(dft)

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False  # they would only repeat the keys

    def time_schema(self, schema: core_schema.TimeSchema) -> JsonSchemaValue:
        del schema
        # The format `time` asks for an offset, and a window's zone stands beside it.
        return {
            "type": "string",
            "pattern": _CLOCK,
            "description": "A time of day, such as 02:20.",
        }

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {**super().date_schema(schema), "description": "A day, such as 2026-03-01."}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        generated = super().enum_schema(schema)
        words = _member_words(schema["cls"])
        if words:
            # No word of JSON Schema's own, but what editors show beside each choice.
            generated["enumDescriptions"] = [
                words.get(member.name, "") for member in schema["members"]
            ]
        return generated

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        generated = super().dict_schema(schema)
        if "patternProperties" in generated:
            generated["additionalProperties"] = False
        keys = schema.get("keys_schema", {})
        if keys.get("type") == "int":
            numbers = range(keys["ge"], keys["le"] + 1)
            generated["propertyNames"] = {"enum": [str(number) for number in numbers]}
        return generated


def _member_words(kind: type[Any]) -> dict[str, str]:
    """Return the docstring below each member of an enumeration."""
    (defined,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    body = defined.body if isinstance(defined, ast.ClassDef) else []
    return {
        member.targets[0].id: below.value.value
        for member, below in pairwise(body)
        if isinstance(member, ast.Assign)
        and isinstance(member.targets[0], ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def plan_schema() -> dict[str, Any]:
    """Return the schema as plain values, made from the model and the words in its source."""
    generated = Plan.model_json_schema(by_alias=True, schema_generator=_Generator)
    for form in (generated, *generated["$defs"].values()):
        for field in form.get("properties", {}).values():
            _describe(field, generated["$defs"])
    requirements = _taken_requirements(generated)
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        **generated,
        "title": "Continuity plan",
        "if": {"not": {"required": ["include"]}},
        "then": requirements,
    }


def _taken_requirements(generated: dict[str, Any]) -> dict[str, Any]:
    """Take away what the root and its sections must have, and return it as a schema of its own.

    It may stand in a file that the plan includes, which an editor does not read.
    """
    sections = {
        key: {"required": generated["$defs"][field["$ref"].rpartition("/")[2]].pop("required")}
        for key, field in generated["properties"].items()
        if "$ref" in field
    }
    return {"required": generated.pop("required"), "properties": sections}


def _describe(field: dict[str, Any], parts: dict[str, Any]) -> None:
    """Give a field without words of its own those of the part, or of the value, that it holds."""
    if "description" in field:
        return
    within = (
        *field.get("anyOf", ()),
        *field.get("patternProperties", {}).values(),
        *([field["items"]] if "items" in field else ()),
        field,
    )
    for each in within:
        part = parts.get(each.get("$ref", "").rpartition("/")[2], each)
        if "description" in part:
            field["description"] = part["description"]
            return


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(plan_schema(), indent=2) + "\n"
