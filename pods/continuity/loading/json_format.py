"""JSON to a document."""

import json
from typing import Any

from pods.continuity.loading import tree_faults
from pods.continuity.loading.documents import START, Document, Positions, RefusedTextError, fault
from pods.continuity.loading.json_positions import scan
from pods.continuity.loading.limits import MOST_VALUES
from pods.continuity.loading.tree_limits import refuse_tree

__all__ = ["parse_json"]

_LONGEST_NUMBER = 40


def parse_json(file: str, text: str) -> Document:
    """Read a JSON document; raises `RefusedTextError` for what is none or exceeds a limit."""
    mappings = _Mappings(file)
    try:
        value = json.loads(text, object_pairs_hook=mappings.take, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise _syntax(file, error) from error
    except RecursionError as error:
        raise RefusedTextError(tree_faults.too_deep(file, START)) from error
    positions = Positions(lambda: scan(text).root)
    refuse_tree(file, value, positions)
    findings = []
    if mappings.has_duplicates:
        findings = [
            tree_faults.duplicate_key(file, place, path, first)
            for path, place, first in scan(text).duplicates
        ]
    return Document(file, value, positions, findings)


class _Mappings:
    """Builds mappings, and notices keys that stand twice."""

    def __init__(self, file: str) -> None:
        self.has_duplicates = False
        self._file = file
        self._pairs = 0

    def take(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        # Keys that stand twice are values that the tree no longer shows.
        self._pairs += len(pairs)
        if self._pairs > MOST_VALUES:
            raise RefusedTextError(tree_faults.too_many_values(self._file, START))
        value = dict(pairs)
        if len(value) != len(pairs):
            self.has_duplicates = True
            value = dict(reversed(pairs))  # the first of two values stands, as in YAML
        return value


def _syntax(file: str, error: json.JSONDecodeError) -> RefusedTextError:
    return RefusedTextError(
        fault(
            file,
            (error.lineno, error.colno),
            "json-syntax",
            observed=error.msg[:1].lower() + error.msg[1:],
            required="valid JSON is required",
            remedy="Look here and just before: commas, quotes, brackets; JSON has no comments.",
        )
    )


def _integer(text: str) -> float:
    # What is too long is refused with its place, as infinity is.
    return int(text) if len(text) <= _LONGEST_NUMBER else float("inf")
