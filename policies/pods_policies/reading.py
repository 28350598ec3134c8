"""Reads resource properties with three outcomes: a value, `ABSENT` or `UNKNOWN`.

Before an update some values cannot be known. The SDK raises when a rule touches one, which turns a
mandatory rule into a remark and hides every later finding of that rule. Here nothing raises: an
unknown is a value like any other, and each rule says what it makes of it (docs/decisions/0008).
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final, Literal, TypeAlias

__all__ = [
    "ABSENT",
    "UNKNOWN",
    "Missing",
    "Truth",
    "UnreadableValueError",
    "amount",
    "every",
    "flag",
    "number",
    "read",
    "settled",
    "some",
]


class Missing(Enum):
    """The two ways of having no value."""

    ABSENT = "absent"
    UNKNOWN = "unknown"


ABSENT: Final[Literal[Missing.ABSENT]] = Missing.ABSENT
"""The program does not set the property."""

UNKNOWN: Final[Literal[Missing.UNKNOWN]] = Missing.UNKNOWN
"""The property is set, but its value is not known before the update."""

Truth: TypeAlias = bool | Missing
"""True, False or `UNKNOWN`; the result of a question about values that may be unknown."""

# The protocol's, as `pulumi_policy.proxy` has them: the SDK is slow to import, and `pods check`
# needs nothing else of it.
_SENTINELS: Final = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # a boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # a text
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # a mapping
    }
)


class UnreadableValueError(ValueError):
    """A property has a value of a kind that the provider itself would refuse."""


def settled(value: Any) -> Any:
    """Turn what came over the wire into plain Python: sentinels to `UNKNOWN`, 35.0 to 35."""
    if isinstance(value, str):
        return UNKNOWN if value in _SENTINELS else value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {key: settled(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [settled(item) for item in value]
    return value


def read(tree: Any, *path: str | int) -> Any:
    """Follow keys and indexes into a settled value; null counts as absent."""
    node = tree
    for step in path:
        if node is UNKNOWN:
            return UNKNOWN
        node = _child(node, step)
    return ABSENT if node is None else node


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return node.get(step) if isinstance(node, dict) else None
    return node[step] if isinstance(node, list) and -len(node) <= step < len(node) else None


def number(value: Any) -> int | float | Missing:
    """Read a number, also one written as text.

    Raises:
        UnreadableValueError: for anything else; the value is not repeated, it may be secret.
    """
    if isinstance(value, Missing):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    raise UnreadableValueError("a number was expected")


def amount(value: Any) -> int | float | Missing:
    """Read a number; anything that is none counts as unknown, for readers of many resources."""
    try:
        return number(value)
    except UnreadableValueError:
        return UNKNOWN


def flag(value: Any, *, default: bool) -> bool | Missing:
    """Read a boolean, also one written as text; `default` is what the provider takes when absent.

    Raises:
        UnreadableValueError: for anything else.
    """
    if value is ABSENT:
        return default
    if value is UNKNOWN or isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise UnreadableValueError("true or false was expected")


def some(truths: Iterable[Truth]) -> Truth:
    """Answer whether any is true: true settles it, else an unknown leaves it open."""
    seen = list(truths)
    if any(truth is True for truth in seen):
        return True
    return UNKNOWN if UNKNOWN in seen else False


def every(truths: Iterable[Truth]) -> Truth:
    """Answer whether all are true: false settles it, else an unknown leaves it open."""
    seen = list(truths)
    if any(truth is False for truth in seen):
        return False
    return UNKNOWN if UNKNOWN in seen else True
