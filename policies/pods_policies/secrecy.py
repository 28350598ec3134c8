"""Values that a rule may compare and may not print."""

from typing import Any, Final

__all__ = ["SecretNumber", "SecretText", "redacted", "veiled"]

_SHOWN: Final = "[secret]"
_SHORTEST: Final = 4
"""A shorter text stands in too many words to be looked for in a message."""

_seen: Final[set[str]] = set()
"""The secret texts of this process: joined and cut, a text is an ordinary one again."""


class SecretText(str):
    """A text that equals itself and prints as `[secret]`."""

    __slots__ = ()

    def __str__(self) -> str:
        """Hide the text."""
        return _SHOWN

    def __repr__(self) -> str:
        """Hide the text."""
        return _SHOWN

    def __format__(self, spec: str) -> str:
        """Hide the text."""
        return _SHOWN


class SecretNumber(float):
    """A number that compares as it is and prints as `[secret]`."""

    __slots__ = ()

    def __str__(self) -> str:
        """Hide the number."""
        return _SHOWN

    def __repr__(self) -> str:
        """Hide the number."""
        return _SHOWN

    def __format__(self, spec: str) -> str:
        """Hide the number."""
        return _SHOWN


def veiled(value: Any) -> Any:
    """Return a value whose texts and numbers cannot be printed; true, false and null stay."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        if len(value) >= _SHORTEST:
            _seen.add(value)
        return SecretText(value)
    if isinstance(value, int | float):
        return SecretNumber(value)
    if isinstance(value, dict):
        return {key: veiled(item) for key, item in value.items()}
    return [veiled(item) for item in value] if isinstance(value, list) else value


def redacted(text: str) -> str:
    """Return a text without the secrets that were veiled in this process, the longest first."""
    for secret in sorted((one for one in _seen if one in text), key=len, reverse=True):
        text = text.replace(secret, _SHOWN)
    return text
