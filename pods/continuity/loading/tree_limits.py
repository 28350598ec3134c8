"""What the trees of TOML and JSON may hold; YAML is held to the same while it is read."""

from collections.abc import Iterable
from datetime import time
from math import isfinite
from typing import Any

from pods.continuity.loading import tree_faults
from pods.continuity.loading.documents import START, Path, Positions, RefusedTextError
from pods.continuity.loading.file_text import CONTROLS
from pods.continuity.loading.limits import DEEPEST_NESTING, MOST_VALUES

__all__ = ["refuse_tree", "with_plain_moments"]

# 38 digits. To write out a huge number takes very long, and Python refuses it.
_WIDEST_INTEGER_BITS = 127


def refuse_tree(file: str, tree: Any, positions: Positions) -> None:
    """Raise `RefusedTextError` for a tree that is too deep, too large, or holds what none may."""
    seen = 0
    level: list[tuple[Path, Any]] = [((), tree)]
    while level:
        seen += len(level)
        if seen > MOST_VALUES:
            raise RefusedTextError(tree_faults.too_many_values(file, START))
        for path, value in level:
            _refuse_value(file, path, value, positions)
        level = [
            ((*path, key), item)
            for path, value in level
            if isinstance(value, dict | list)
            for key, item in _entries(value)
        ]


def with_plain_moments(value: Any) -> Any:
    """Return the tree with moments and times of day as text, as the other formats have them."""
    if isinstance(value, dict):
        return {key: with_plain_moments(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_plain_moments(item) for item in value]
    # A moment is a date to Python, and a plain date is not a moment.
    return value.isoformat() if isinstance(value, time) or hasattr(value, "hour") else value


def _entries(value: dict[str, Any] | list[Any]) -> Iterable[tuple[Any, Any]]:
    return value.items() if isinstance(value, dict) else enumerate(value)


def _refuse_value(file: str, path: Path, value: Any, positions: Positions) -> None:
    if path and isinstance(path[-1], str) and CONTROLS.search(path[-1]):
        place = positions.key(path)
        raise RefusedTextError(tree_faults.escaped_control(file, place, path[-1], path))
    if isinstance(value, dict | list):
        if len(path) >= DEEPEST_NESTING:
            raise RefusedTextError(tree_faults.too_deep(file, positions.value(path)))
    elif isinstance(value, str):
        if CONTROLS.search(value):
            place = positions.best(path)
            raise RefusedTextError(tree_faults.escaped_control(file, place, value, path))
    elif isinstance(value, float | int) and not _is_usable(value):
        # Its digits may be too many to write out.
        text = "it" if isinstance(value, int) else str(value)
        raise RefusedTextError(tree_faults.bad_number(file, positions.best(path), text, path))


def _is_usable(number: float) -> bool:
    if isinstance(number, int):
        return number.bit_length() < _WIDEST_INTEGER_BITS
    return isfinite(number)
