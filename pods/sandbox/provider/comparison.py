"""When two values of a property mean the same to AWS."""

import json
from collections.abc import Mapping
from typing import Any

from pods.sandbox.provider.values import UNKNOWN

__all__ = ["same", "shows"]


def same(old: Any, new: Any) -> bool:
    """Say whether two declared values are equal; text and numbers compare by their text."""
    if old is UNKNOWN or new is UNKNOWN:
        return old is new
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    return _text(old) == _text(new)


def shows(declared: Any, found: Any) -> bool:
    """Say whether what AWS shows carries out what was declared.

    AWS may show more than was declared, in another order, and JSON in another layout.
    """
    if isinstance(declared, Mapping) and isinstance(found, Mapping):
        return all(key in found and shows(value, found[key]) for key, value in declared.items())
    if isinstance(declared, list) and isinstance(found, list):
        return _same_members(declared, found)
    if isinstance(declared, str) and isinstance(found, str) and declared[:1] in {"{", "["}:
        return _same_json(declared, found)
    return _text(declared) == _text(found) or _is_name_of(declared, found)


def _is_name_of(declared: Any, found: Any) -> bool:
    """Say whether one is an ARN and the other the id in it: AWS takes both for a key or a role."""
    if not isinstance(declared, str) or not isinstance(found, str) or not (declared and found):
        return False
    arn, name = sorted((declared, found), key=len, reverse=True)
    return arn.startswith("arn:") and arn.endswith((f"/{name}", f":{name}"))


def _same_members(declared: list[Any], found: list[Any]) -> bool:
    rest = list(found)
    for item in declared:
        match = next((index for index, other in enumerate(rest) if shows(item, other)), None)
        if match is None:
            return False
        del rest[match]
    return not rest


def _same_json(declared: str, found: str) -> bool:
    try:
        return bool(json.loads(declared) == json.loads(found))
    except ValueError:
        return declared == found


def _text(value: Any) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) else value
