"""TOML to a document."""

import re
import tomllib

from pods.continuity.loading import tree_faults
from pods.continuity.loading.documents import (
    START,
    Document,
    Mark,
    Place,
    Positions,
    RefusedTextError,
    fault,
)
from pods.continuity.loading.limits import DEEPEST_NESTING
from pods.continuity.loading.toml_positions import scan
from pods.continuity.loading.tree_limits import refuse_tree, with_plain_moments

__all__ = ["parse_toml"]

# The parser's time grows with the square of a dotted key's parts: such a key is refused unread.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_DOTTED = re.compile(rf"(?<![\w-])(?:{_PART}){{{DEEPEST_NESTING}}}")
_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def parse_toml(file: str, text: str) -> Document:
    """Read a TOML document; raises `RefusedTextError` for what is none or exceeds a limit."""
    long = _DOTTED.search(text)
    if long is not None:
        raise RefusedTextError(tree_faults.too_deep(file, _place_of(text, long.start())))
    try:
        value = with_plain_moments(tomllib.loads(text))
    except RecursionError as error:
        raise RefusedTextError(tree_faults.too_deep(file, START)) from error
    except ValueError as error:
        raise _syntax(file, text, str(error)) from error
    positions = Positions(lambda: _marks(text))
    refuse_tree(file, value, positions)
    return Document(file, value, positions)


def _marks(text: str) -> Mark:
    try:
        return START, START, scan(text)
    except RecursionError:
        return START, START, None  # such a tree is refused as too deep, wherever that is


def _syntax(file: str, text: str, message: str) -> RefusedTextError:
    found = _PLACE.search(message)
    place = START
    if found is not None:
        line, column = found.group("line", "column")
        place = (int(line), int(column)) if line else _place_of(text, len(text))
        message = message[: found.start()]
    return RefusedTextError(
        fault(
            file,
            place,
            "toml-syntax",
            observed=message[:1].lower() + message[1:],
            required="valid TOML is required",
            remedy="Look here and at the line above: quotes, brackets, a key that stands twice.",
        )
    )


def _place_of(text: str, offset: int) -> Place:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
