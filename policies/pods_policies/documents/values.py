"""Property values as states and previews write them."""

import json
from typing import Any, Final

from pods_policies.reading import UNKNOWN, settled
from pods_policies.secrecy import veiled

__all__ = ["Foreseen", "properties_of"]

_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
_SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the mark of a secret
_HIDDEN: Final = "[secret]"
"""What a preview writes in place of a secret."""


class Foreseen(dict[str, Any]):
    """The final state of a resource before it is made: what the program does not set is unknown."""

    def get(self, key: Any, default: Any = None) -> Any:  # noqa: ARG002 - nothing is absent here
        """Return what is known of a property, or `UNKNOWN`."""
        return super().get(key, UNKNOWN)

    def __missing__(self, key: str) -> Any:
        return UNKNOWN


def properties_of(tree: Any) -> dict[str, Any]:
    """Return properties in plain Python: encrypted and hidden values are `UNKNOWN`, not absent."""
    return {key: _value(value) for key, value in tree.items()} if isinstance(tree, dict) else {}


def _value(value: Any) -> Any:
    if value == _HIDDEN:
        return UNKNOWN
    if isinstance(value, list):
        return [_value(item) for item in value]
    if not isinstance(value, dict):
        return settled(value)
    return _secret(value) if value.get(_SIGNATURE) == _SECRET else properties_of(value)


def _secret(tree: dict[str, Any]) -> Any:
    """Read a secret that was exported in plain text; nobody here can read an encrypted one."""
    try:
        return veiled(_value(json.loads(tree["plaintext"])))
    except (KeyError, TypeError, ValueError):
        return UNKNOWN
