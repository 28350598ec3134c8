"""What one step weaker, or stronger, would be, and what it would cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from moneyed import Money

__all__ = ["Alternative", "stronger_than", "weaker_than"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of a figure."""

    value: Any
    monthly_difference: Money | None
    """Monthly cost above the planned value, negative where it is cheaper; None for no price."""
    note: str
    """What the difference was reckoned from, or why there is none."""


def weaker_than(name: str, among: Mapping[str, Any]) -> Alternative | None:
    """Return one step weaker than the planned value; None where nothing is weaker."""
    return _STEPS.get((name, -1), _none)(among)


def stronger_than(name: str, among: Mapping[str, Any]) -> Alternative | None:
    """Return one step stronger than the planned value; None where nothing is stronger."""
    return _STEPS.get((name, 1), _none)(among)


_STEPS: dict[tuple[str, int], Callable[[Mapping[str, Any]], Alternative | None]] = {}


def _none(_: Mapping[str, Any]) -> Alternative | None:
    return None
