"""How many instances a POD runs, can launch, and has to itself.

Each figure is a range: where a property is unknown before the update, the figure lies somewhere
between what is certain and what is possible.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, number
from pods_policies.relations.places.zones import Zones, zone_of
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.services import CONTAINERS, GROUP, NODES, SECONDARY
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import ROLE, SERVICE, tags_of

__all__ = ["GROWTH", "RESERVATION", "Range", "held", "launchable", "reserved", "running"]

RESERVATION: Final = "aws:ec2/capacityReservation:CapacityReservation"
GROWTH: Final = "aws:appautoscaling/target:Target"
"""How few and how many tasks scaling may set."""

_MOST: Final = 10**9
"""More than any POD has; a number of hundreds of digits cannot be reckoned with."""
_SIZES: Final = {
    GROUP: (("minSize",), ("desiredCapacity",), ("maxSize",)),
    NODES: tuple(("scalingConfig", prop) for prop in ("minSize", "desiredSize", "maxSize")),
}
_SCALED: WeakKeyDictionary[Stack, dict[str, list[Resource]]] = WeakKeyDictionary()


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
    if isinstance(known, Missing):
        return default
    bounded = min(known, _MOST)
    return Range(bounded, bounded)


def _total(figures: Iterable[Range]) -> Range:
    return sum(figures, NONE)


def _sizes(stack: Stack, member: Resource) -> tuple[Range, Range | None, Range]:
    """Return the least, the desired and the most instances or tasks; no desired one for unknown.

    Each is read before the next is looked at, so that a value of no kind is called by its name.
    """
    if member.type == CONTAINERS:
        return _tasks(stack, member)
    if member.type not in _SIZES:
        return Range(1, 1), Range(1, 1), Range(1, 1)
    least, wanted, most = _SIZES[member.type]
    smallest = _range(member.declared(*least))
    desired = member.declared(*wanted)
    chosen = None if desired is UNKNOWN else _range(desired)
    return smallest, chosen, _range(member.declared(*most))


def _tasks(stack: Stack, member: Resource) -> tuple[Range, Range | None, Range]:
    """Read the tasks of a service of ECS, and between what bounds scaling may set them."""
    wanted = member.declared("desiredCount")
    tasks = _range(wanted)
    targets = _scaled(stack).get(member.urn, [])
    if not targets:
        return (tasks, tasks, tasks) if wanted is not UNKNOWN else (tasks, None, tasks)
    least = _range(targets[0].declared("minCapacity"))
    most = larger(_range(targets[0].declared("maxCapacity")), least)
    return least, None if wanted is UNKNOWN else tasks, most


def _scaled(stack: Stack) -> dict[str, list[Resource]]:
    """Return what scales each service of ECS: by dependency, else by the names in `resourceId`."""
    if stack not in _SCALED:
        found: dict[str, list[Resource]] = {}
        for target in stack.of_type(GROWTH):
            for urn in {one.urn for one in _services_of(stack, target)}:
                found.setdefault(urn, []).append(target)
        _SCALED[stack] = found
    return _SCALED[stack]


def _services_of(stack: Stack, target: Resource) -> Iterator[Resource]:
    identity = target.declared("resourceId")
    yield from stack.sources(target, "resourceId", CONTAINERS)
    if isinstance(identity, str) and identity.startswith("service/"):
        cluster, _, name = identity.removeprefix("service/").partition("/")
        for one in stack.named(name, CONTAINERS):
            own = one.declared("cluster")
            if not isinstance(own, str) or own.rsplit("/", 1)[-1] == cluster:
                yield one


def _running(stack: Stack, member: Resource) -> Range:
    smallest, desired, most = _sizes(stack, member)
    if desired is None:
        return Range(smallest.low, max(smallest.high, most.high))
    return larger(smallest, desired)


def _launchable(stack: Stack, member: Resource) -> Range:
    return _sizes(stack, member)[2]


def running(stack: Stack, members: Iterable[Resource]) -> Range:
    """Return what runs: the desired capacity, and never fewer than the minimum."""
    return _total(_running(stack, member) for member in members)


def launchable(stack: Stack, members: Iterable[Resource]) -> Range:
    """Return what the POD may grow to: the maximum size."""
    return _total(_launchable(stack, member) for member in members)


def held(stack: Stack, members: Iterable[Resource], *, stopped_count: bool) -> Range:
    """Return the running instances, and with them those that a warm pool holds ready.

    Args:
        stack: the stack.
        members: compute of any kind.
        stopped_count: whether stopped instances of a warm pool count; to start one, AWS needs
            free capacity at that moment, so it is not capacity that the POD has to itself.
    """
    return _total(_held(stack, member, stopped_count=stopped_count) for member in members)


def _held(stack: Stack, member: Resource, *, stopped_count: bool) -> Range:
    now = _running(stack, member)
    pool = member.declared("warmPool")
    if member.type != GROUP or pool is ABSENT:
        return now
    if pool is UNKNOWN or member.declared("warmPool", "poolState") is UNKNOWN:
        return Range(now.low, max(now.high, _launchable(stack, member).high))
    if member.declared("warmPool", "poolState") != "Running" and not stopped_count:
        return now
    prepared = _range(member.declared("warmPool", "maxGroupPreparedCapacity"), Range(-1, -1))
    ready = _launchable(stack, member) if prepared.high < 0 else prepared
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
