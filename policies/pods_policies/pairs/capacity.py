"""How many instances a POD runs, can launch, and has to itself.

Each figure is a range: where a property is unknown before the update, the figure lies somewhere
between what is certain and what is possible.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from pods_policies.pairs.service import GROUP, SECONDARY
from pods_policies.pairs.zones import Zones, zone_of
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, number
from pods_policies.stack import Resource, Stack
from pods_policies.tags import ROLE, SERVICE, tags_of

__all__ = ["RESERVATION", "Range", "full_load", "held", "launchable", "reserved", "running"]

RESERVATION: Final = "aws:ec2/capacityReservation:CapacityReservation"


@dataclass(frozen=True, slots=True)
class Range:
    """A number of instances, between two bounds."""

    low: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def at_least(self, needed: "Range") -> Truth:
        """Answer whether this is certainly enough, certainly not, or `UNKNOWN`."""
        if self.low >= needed.high:
            return True
        return False if self.high < needed.low else UNKNOWN

    def __str__(self) -> str:
        """Render as `2`, `2 to 4` or `2 or more`."""
        if self.low == self.high:
            return f"{self.low:g}"
        return f"{self.low:g} or more" if self.high == inf else f"{self.low:g} to {self.high:g}"


NONE: Final = Range(0, 0)


def larger(one: Range, other: Range) -> Range:
    """Return the larger of two figures."""
    return Range(max(one.low, other.low), max(one.high, other.high))


def _range(value: Any, default: Range = NONE) -> Range:
    known = number(value)
    if known is UNKNOWN:
        return Range(0, inf)
    return default if isinstance(known, Missing) else Range(known, known)


def _total(figures: Iterable[Range]) -> Range:
    return sum(figures, NONE)


def _running(member: Resource) -> Range:
    if member.type != GROUP:
        return Range(1, 1)
    smallest = _range(member.declared("minSize"))
    desired = member.declared("desiredCapacity")
    if desired is UNKNOWN:
        return Range(smallest.low, max(smallest.high, _launchable(member).high))
    return larger(smallest, _range(desired))


def _launchable(member: Resource) -> Range:
    return _range(member.declared("maxSize")) if member.type == GROUP else Range(1, 1)


def running(members: Iterable[Resource]) -> Range:
    """Return the instances that run: the desired capacity, and never fewer than the minimum."""
    return _total(map(_running, members))


def full_load(members: Iterable[Resource]) -> Range:
    """Return the instances that carry the full load: those that the primary runs."""
    return running(members)


def launchable(members: Iterable[Resource]) -> Range:
    """Return the instances that the POD may grow to: the maximum size."""
    return _total(map(_launchable, members))


def held(members: Iterable[Resource], *, stopped_count: bool) -> Range:
    """Return the running instances, and with them those that a warm pool holds ready.

    Args:
        members: Auto Scaling groups and instances.
        stopped_count: whether stopped instances of a warm pool count; to start one, AWS needs
            free capacity at that moment, so it is not capacity that the POD has to itself.
    """
    return _total(_held(member, stopped_count=stopped_count) for member in members)


def _held(member: Resource, *, stopped_count: bool) -> Range:
    now = _running(member)
    pool = member.declared("warmPool")
    if member.type != GROUP or pool is ABSENT:
        return now
    if pool is UNKNOWN or member.declared("warmPool", "poolState") is UNKNOWN:
        return Range(now.low, max(now.high, _launchable(member).high))
    if member.declared("warmPool", "poolState") != "Running" and not stopped_count:
        return now
    prepared = _range(member.declared("warmPool", "maxGroupPreparedCapacity"), Range(-1, -1))
    ready = _launchable(member) if prepared.high < 0 else prepared
    smallest = _range(member.declared("warmPool", "minSize"))
    return larger(now + smallest, ready)


def reserved(stack: Stack, service: str, zones: Zones) -> Range:
    """Return the instances that capacity reservations hold for the secondary POD of a service."""
    return _total(_reserved(one, service, zones) for one in stack.of_type(RESERVATION))


def _reserved(reservation: Resource, service: str, zones: Zones) -> Range:
    count = _range(reservation.declared("instanceCount"))
    tags = tags_of(reservation)
    ends = reservation.declared("endDateType")
    facts = (tags.has(SERVICE, service), tags.has(ROLE, SECONDARY), _is_in(reservation, zones))
    if False in facts or ends == "limited":
        return NONE
    return count if UNKNOWN not in facts and ends is not UNKNOWN else Range(0, count.high)


def _is_in(reservation: Resource, zones: Zones) -> Truth:
    zone = zone_of(reservation)
    if zone in zones.sure:
        return True
    return (
        False if zone is not UNKNOWN and zones.complete and zone not in zones.perhaps else UNKNOWN
    )
