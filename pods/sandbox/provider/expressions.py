"""The small language of the type tables: JMESPath, and templates that hold JMESPath in braces.

A template is any nesting of dicts, lists and text. Text that is one `{expression}` becomes the
expression's value with its type kept; other text is formatted. Whatever names a missing value
disappears, together with the dicts and lists that it leaves empty.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jmespath
from jmespath import functions
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from pods.sandbox.provider.values import ABSENT

__all__ = ["evaluate", "fill"]

_WHOLE = re.compile(r"^\{(?P<expression>(?:[^{}]|\{[^{}]*\})+)\}$")
_PART = re.compile(r"\{(?P<expression>[^{}]+)\}")


class _Functions(functions.Functions):
    """JMESPath's functions and the few that AWS's spellings need."""

    @functions.signature({"types": ["string", "null"]}, {"types": ["string"]})
    def _func_split(self, text: str | None, separator: str) -> list[str] | None:
        return [part for part in text.split(separator) if part] if text is not None else None

    @functions.signature({"types": ["array", "null"]})
    def _func_tags(self, pairs: list[dict[str, str]] | None) -> dict[str, str] | None:
        """Turn [{Key, Value}] (or TagKey, TagValue) into a map."""
        if pairs is None:
            return None
        return {
            p.get("Key", p.get("TagKey", "")): p.get("Value", p.get("TagValue", "")) for p in pairs
        }

    @functions.signature({"types": ["object", "null"]})
    def _func_pairs(self, tags: dict[str, str] | None) -> list[dict[str, str]] | None:
        """Turn a map into [{Key, Value}]."""
        return [{"Key": k, "Value": v} for k, v in tags.items()] if tags is not None else None

    @functions.signature({"types": ["string", "null"]})
    def _func_parse_json(self, text: str | None) -> Any:
        return json.loads(text) if text else None

    @functions.signature({"types": ["string", "null"]}, {"types": ["string"]})
    def _func_trim_end(self, text: str | None, suffix: str) -> str | None:
        return text.removesuffix(suffix) if text is not None else None

    @functions.signature({"types": ["string", "null"]}, {"types": ["string"]})
    def _func_trim_start(self, text: str | None, prefix: str) -> str | None:
        return text.removeprefix(prefix) if text is not None else None

    @functions.signature({"types": []})
    def _func_text(self, value: Any) -> str | None:
        return None if value is None else str(value)


_OPTIONS = jmespath.Options(custom_functions=_Functions())


@cache
def _compiled(expression: str) -> ParsedResult:
    return jmespath.compile(expression)


def evaluate(expression: str, context: Mapping[str, Any]) -> Any:
    """Return the value of a JMESPath expression, or ABSENT where there is none."""
    try:
        value = _compiled(expression).search(context, _OPTIONS)
    except JMESPathError:
        # A function that meets a missing argument: the expression has no value here.
        return ABSENT
    return ABSENT if value is None else value


def fill(template: Any, context: Mapping[str, Any]) -> Any:
    """Return the template with its expressions replaced, or ABSENT if nothing is left of it."""
    if isinstance(template, str):
        return _fill_text(template, context)
    if isinstance(template, Mapping):
        filled = {key: fill(item, context) for key, item in template.items()}
        kept = {key: item for key, item in filled.items() if item is not ABSENT}
        return kept if kept or not template else ABSENT
    if isinstance(template, list | tuple):
        items = [item for item in (fill(part, context) for part in template) if item is not ABSENT]
        return items if items or not template else ABSENT
    return template


def _fill_text(template: str, context: Mapping[str, Any]) -> Any:
    if whole := _WHOLE.match(template):
        return evaluate(whole["expression"], context)
    missing = False

    def value_of(match: re.Match[str]) -> str:
        nonlocal missing
        value = evaluate(match["expression"], context)
        missing = missing or value is ABSENT
        return str(value)

    text = _PART.sub(value_of, template)
    return ABSENT if missing else text
