"""The small language of the type tables: JMESPath, and templates that hold JMESPath in braces.

A template is any nesting of dicts, lists and text. Text that is one `{expression}` becomes the
expression's value with its type kept; other text is formatted. Whatever names a missing value
disappears, together with the dicts and lists that it leaves empty.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import jmespath
from jmespath import functions
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from pods.sandbox.provider.values import ABSENT

__all__ = ["evaluate", "fill"]

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
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, bytes):
            return value.decode()
        return None if value is None else str(value)

    @functions.signature({"types": ["string", "null"]})
    def _func_lower(self, text: str | None) -> str | None:
        return text.lower() if text is not None else None

    @functions.signature(
        {"types": ["string", "null"]}, {"types": ["string"]}, {"types": ["string"]}
    )
    def _func_replace(self, text: str | None, old: str, new: str) -> str | None:
        return text.replace(old, new) if text is not None else None

    @functions.signature(
        {"types": ["array", "null"]}, {"types": ["string"]}, {"types": ["string", "number", "null"]}
    )
    def _func_where(
        self, items: list[dict[str, Any]] | None, member: str, value: Any
    ) -> list[dict[str, Any]] | None:
        """Keep the items whose member has the value, or lacks it where the value is null."""
        return [item for item in items if item.get(member) == value] if items is not None else None

    @functions.signature({"types": ["object"]}, {"types": ["string"]})
    def _func_lookup(self, table: dict[str, Any], key: str) -> Any:
        """Return the table's value under a key that is itself a value."""
        return table.get(key)

    @functions.signature({"types": ["array", "null"]}, {"types": ["array", "null"]})
    def _func_minus(self, items: list[Any] | None, others: list[Any] | None) -> list[Any] | None:
        """Leave out the items that are among the others; null if none is left."""
        return [item for item in items or () if item not in (others or ())] or None

    @functions.signature({"types": ["array", "null"]}, {"types": ["object"]})
    def _func_stamp(
        self, items: list[dict[str, Any]] | None, extra: dict[str, Any]
    ) -> list[dict[str, Any]] | None:
        """Lay the same members over every item."""
        return [{**item, **extra} for item in items] if items is not None else None

    @functions.signature({"types": []})
    def _func_present(self, value: Any) -> Any:
        """Leave out members that are null or empty, at every depth."""
        return _present(value)

    @functions.signature({"types": ["string", "null"]})
    def _func_from_base64(self, text: str | None) -> bytes | None:
        return base64.b64decode(text) if text is not None else None

    @functions.signature({"types": ["string", "null"]})
    def _func_crc32(self, text: str | None) -> int | None:
        """Return the checksum that the official provider's ids are made with."""
        return zlib.crc32(text.encode()) if text is not None else None

    @functions.signature({"types": []})
    def _func_fingerprint(self, value: Any) -> str:
        """Return 32 characters that stand for a value: the same for the same value."""
        text = json.dumps(value, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def _present(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _present(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [], {})}
    return [_present(item) for item in value] if isinstance(value, list) else value


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


def _is_one_expression(template: str) -> bool:
    """Say whether the brace that opens the text is closed by the one that ends it."""
    depth = 0
    for position, character in enumerate(template):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position > 0 and position == len(template) - 1
    return False


def _fill_text(template: str, context: Mapping[str, Any]) -> Any:
    if _is_one_expression(template):
        return evaluate(template[1:-1], context)
    missing = False

    def value_of(match: re.Match[str]) -> str:
        nonlocal missing
        value = evaluate(match["expression"], context)
        missing = missing or value is ABSENT
        return str(value)

    text = _PART.sub(value_of, template)
    return ABSENT if missing else text
