"""How values of a plan are named in a finding."""

from typing import Any

from pods.errors import printable

__all__ = ["joined", "shown"]

_LONGEST = 60


def shown(value: Any) -> str:
    """Return a value in few words: text in quotes and shortened, containers by their size."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = printable(value[: _LONGEST + 1])
        return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"
    if isinstance(value, dict):
        return f"a mapping of {_entries(len(value))}"
    if isinstance(value, list):
        return f"a list of {_entries(len(value))}"
    return str(value)[:_LONGEST]


def joined(words: list[str], last: str = "or") -> str:
    """Return `a, b or c`."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
