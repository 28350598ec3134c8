"""JSON to a document."""

import json
from typing import Any

from pods.continuity.loading import tree_faults
from pods.continuity.loading.documents import START, Document, Positions, RefusedTextError, fault
from pods.continuity.loading.json_positions import scan
from pods.continuity.loading.tree_limits import refuse_tree

__all__ = ["parse_json"]

_LONGEST_NUMBER = 40


def parse_json(file: str, text: str) -> Document:
    """Read a JSON document; raises `RefusedTextError` for what is none or exceeds a limit."""
    doubtful: list[dict[str, Any]] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            # The first of two values stands, as in YAML.
            value = dict(reversed(pairs))
            doubtful.append(value)
        return value

    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise RefusedTextError(
            fault(
                file,
                (error.lineno, error.colno),
                "json-syntax",
                observed=error.msg[:1].lower() + error.msg[1:],
                required="valid JSON is required",
                remedy="Look here and just before: commas, quotes, brackets.",
            )
        ) from error
    except RecursionError as error:
        raise RefusedTextError(tree_faults.too_deep(file, START)) from error
    positions = Positions(lambda: scan(text).root)
    refuse_tree(file, value, positions)
    findings = []
    if doubtful:
        findings = [
            tree_faults.duplicate_key(file, place, path, first)
            for path, place, first in scan(text).duplicates
        ]
    return Document(file, value, positions, findings)


def _integer(text: str) -> float:
    # What is too long is refused with its place, as infinity is.
    return int(text) if len(text) <= _LONGEST_NUMBER else float("inf")
