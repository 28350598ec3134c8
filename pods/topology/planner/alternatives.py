"""What one step weaker, or stronger, would be, and what it would cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from moneyed import USD, Money

from pods.topology.planner.costs import Cost, cost_of
from pods.topology.planner.intervals import INTERVALS

__all__ = ["Alternative", "stronger_than", "weaker_than"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of a figure."""

    value: Any
    monthly_difference: Money | None
    """Monthly cost above the planned value, negative where it is cheaper; None for no price."""
    note: str
    """What the difference was reckoned from, or why there is none."""


_CENT = Decimal("0.01")

# Values from the weakest to the strongest; a step leads to the next one on its side.
_LADDERS: Mapping[str, tuple[Any, ...]] = {
    "snapshots.interval_hours": INTERVALS[::-1],
    "snapshots.retention_days": (7, 35, 92, 184, 366, 731),
    "database.multi_az": (False, True),
    "database.backup_retention_days": (0, 1, 3, 7, 14, 35),
    "object_store.versioning": (False, True),
    "object_store.noncurrent_days": (30, 92, 184, 365, 731),
    "traffic.check_interval_seconds": (30, 10),
    "traffic.failure_threshold": tuple(range(10, 0, -1)),
    "probes.interval_seconds": (300, 60),
    "database.replica_kind": ("automated_backups", "read_replica"),
    "backups.account": (False, True),
    "backups.interval_hours": INTERVALS[::-1],
    "backups.point_in_time": (False, True),
    "backups.retention_days": (7, 35, 92, 184, 366, 731),
    "backups.lock": ("none", "governance", "compliance"),
}
_LEAST_INSTANCES = {
    "primary.running": 1,
    "primary.maximum": 1,
    "secondary.running": 0,
    "secondary.maximum": 1,
    "secondary.reserved": 0,
    "recovery.running": 0,
}


def weaker_than(name: str, among: Mapping[str, Any]) -> Alternative | None:
    """Return one step weaker than the planned value; None where nothing is weaker."""
    planned = among[name]
    if name in _LEAST_INSTANCES:
        fewer = planned - 1
        return _priced(name, fewer, among) if fewer >= _LEAST_INSTANCES[name] else None
    return _step(name, among, lambda place, planned_place: place < planned_place, last=True)


def stronger_than(name: str, among: Mapping[str, Any]) -> Alternative | None:
    """Return one step stronger than the planned value; None where nothing is stronger."""
    if name in _LEAST_INSTANCES:
        return _priced(name, among[name] + 1, among)
    return _step(name, among, lambda place, planned_place: place > planned_place, last=False)


def _step(
    name: str,
    among: Mapping[str, Any],
    is_beyond: Callable[[float, float], bool],
    *,
    last: bool,
) -> Alternative | None:
    ladder = _LADDERS.get(name, ())
    if not ladder:
        return None
    planned = _place(ladder, among[name])
    beyond = [value for place, value in enumerate(ladder) if is_beyond(place, planned)]
    return _priced(name, beyond[-1 if last else 0], among) if beyond else None


def _place(ladder: tuple[Any, ...], value: Any) -> float:
    """Return where a value stands; half-way between two steps for one that is no step itself."""
    if value in ladder:
        return ladder.index(value)
    falls = ladder[0] > ladder[-1]
    passed = sum(1 for each in ladder if (each > value if falls else each < value))
    return passed - 0.5


def _priced(name: str, value: Any, among: Mapping[str, Any]) -> Alternative:
    planned: Cost = cost_of(name, among)
    other: Cost = cost_of(name, {**among, name: value})
    if planned.amount is None or other.amount is None:
        return Alternative(value, None, other.note)
    difference = (other.amount - planned.amount).quantize(_CENT)
    return Alternative(value, Money(difference, USD), other.note)
