"""What a setting takes: a value of its own kind, and tiers that exist.

Nothing is read as something else: `true` is no number of days, and "no" is not false.
"""

from collections.abc import Mapping
from typing import Any, Final, get_args, get_origin

__all__ = ["check_kind", "check_tier", "check_tier_names"]

_TIERS: Final = ("1", "2", "3", "4")
_BY_TIER: Final = "_by_tier"


def check_kind(given: Any, kind: Any) -> None:
    """Refuse what is of another kind than a flag or number that is wanted, alone or by name."""
    if get_origin(kind) is dict and isinstance(given, Mapping):
        for name, each in given.items():
            _check_one(each, get_args(kind)[1], f"{name}: ")
    else:
        _check_one(given, kind, "")


def check_tier_names(given: Any, name: str, default: Any) -> None:
    """Refuse tiers that do not exist, where a setting gives a value by tier."""
    named = isinstance(default, Mapping) and bool(default) and set(default) <= set(_TIERS)
    if isinstance(given, Mapping) and (named or name.endswith(_BY_TIER)):
        for each in given:
            if each not in _TIERS:
                message = f"{each!r} is no tier: they are 1 to 4"
                raise ValueError(message)


def check_tier(service: str, tier: int) -> None:
    """Refuse a service's tier that does not exist."""
    if str(tier) not in _TIERS:
        message = f"{service}: {tier} is no tier: they are 1 to 4"
        raise ValueError(message)


def _check_one(given: Any, kind: Any, place: str) -> None:
    if kind is bool and not isinstance(given, bool):
        message = f"{place}{given!r} is neither true nor false"
        raise ValueError(message)
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if kind in {int, float} and not is_number:
        message = f"{place}{given!r} is no number"
        raise ValueError(message)
