"""Reads the tags that a backup selection asks for."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, read, some
from pods_policies.relations.tags import Tags

__all__ = ["equalities", "meets_all", "pair_of", "rows", "tagged"]

_TAG_KEY: Final = "aws:ResourceTag/"


def rows(value: Any) -> list[Any]:
    """Return the entries of a list, of one entry written without a list, or none."""
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def tagged(value: Any, tags: Tags) -> Truth:
    """Answer whether one of the rows of `selectionTags` is among the tags."""
    if value is UNKNOWN:
        return Missing.UNKNOWN
    return some(_has(tags, read(row, "key"), read(row, "value")) for row in rows(value))


def meets_all(conditions: Any, tags: Tags) -> Truth:
    """Answer whether the tags meet every condition."""
    if conditions is UNKNOWN:
        return Missing.UNKNOWN
    return every(truth for condition in rows(conditions) for truth in _meets(condition, tags))


def _meets(condition: Any, tags: Tags) -> Iterator[Truth]:
    if condition is UNKNOWN:
        yield UNKNOWN
    for name, test in _TESTS.items():
        wanted = read(condition, name)
        if wanted is UNKNOWN:
            yield UNKNOWN
        for row in rows(wanted):
            yield test(tags, _key(row), read(row, "value"))


def _key(row: Any) -> Any:
    key = read(row, "key")
    return key.removeprefix(_TAG_KEY) if isinstance(key, str) else key


def _has(tags: Tags, key: Any, value: Any) -> Truth:
    return tags.has(key, value) if isinstance(key, str) else UNKNOWN


def _is_like(tags: Tags, key: Any, value: Any) -> Truth:
    own = tags.get(key) if isinstance(key, str) else UNKNOWN
    if own is ABSENT:
        return False
    if not isinstance(own, str) or not isinstance(value, str):
        return UNKNOWN
    return fnmatchcase(own, value.replace("[", "[[]").replace("?", "[?]"))


def _differs(tags: Tags, key: Any, same: Truth) -> Truth:
    """Negate: a resource that carries other tags only differs; AWS leaves one without any open."""
    if same is UNKNOWN or (isinstance(key, str) and tags.get(key) is ABSENT and not tags.known):
        return UNKNOWN
    return not same


def _is_not(tags: Tags, key: Any, value: Any) -> Truth:
    return _differs(tags, key, _has(tags, key, value))


def _is_unlike(tags: Tags, key: Any, value: Any) -> Truth:
    return _differs(tags, key, _is_like(tags, key, value))


_TESTS: Final = {
    "stringEquals": _has,
    "stringLikes": _is_like,
    "stringNotEquals": _is_not,
    "stringNotLikes": _is_unlike,
}


def equalities(condition: Any) -> Iterator[tuple[str, str]]:
    """Yield the tags that a condition asks for with known keys and values."""
    for row in rows(read(condition, "stringEquals")):
        key, value = _key(row), read(row, "value")
        if isinstance(key, str) and isinstance(value, str):
            yield key, value


def pair_of(row: Any) -> tuple[str, str] | None:
    """Return key and value of a row of `selectionTags`; None where one is not known."""
    key, value = read(row, "key"), read(row, "value")
    return (key, value) if isinstance(key, str) and isinstance(value, str) else None
