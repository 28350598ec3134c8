"""BC-POD-003: the secondary POD can take over the full load of the primary."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, inf
from typing import Final

from pydantic import Field

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.pairs.capacity import (
    GROWTH,
    RESERVATION,
    Range,
    held,
    larger,
    launchable,
    reserved,
    running,
)
from pods_policies.reading import UNKNOWN, Truth
from pods_policies.relations.places.zones import SUBNET, zones_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import (
    COMPUTE,
    CONTAINERS,
    GROUP,
    NODES,
    SECONDARY,
    Pair,
    PairSettings,
    Service,
    services_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["SECONDARY_CAPACITY", "CapacitySettings"]

_TAKE_OVER: Final = "it must take over without waiting for capacity (A10)"


class CapacitySettings(PairSettings):
    """How much of the primary's full load the secondary carries at once, and can grow to."""

    running_percent: int = Field(
        default=50, ge=0, le=100, description="Share of the full load that always runs."
    )
    launchable_percent: int = Field(
        default=100, ge=0, le=1000, description="Share of the full load that may be launched."
    )
    dedicated_percent: int = Field(
        default=100, ge=0, le=1000, description="Share of the full load that is held ready."
    )
    stopped_warm_pool_counts: bool = Field(
        default=False, description="Whether stopped instances of a warm pool count as held ready."
    )


def _check(stack: Stack, settings: CapacitySettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    for service in services:
        peer = settings.peer(service.name)
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif service.pairs:
            for pair in service.pairs:
                yield from _check_pair(stack, service, pair, settings)
        elif peer is not None:
            where = f"its {peer.role} POD is in stack {peer.stack}: judge both together"
            yield NotApplicable(f"service {service.name}: {where}")
        else:
            reason = f"service {service.name} has not both PODs in this stack: see BC-POD-001"
            yield NotApplicable(reason)


def _check_pair(
    stack: Stack, service: Service, pair: Pair, settings: CapacitySettings
) -> Iterator[Verdict]:
    load = running(stack, service.primary)
    needed = _share(load, settings.launchable_percent)
    if pair.is_away:
        yield from _can_grow(stack, _Pod.away(service, pair), needed)
        return
    pod = _Pod.secondary(service, pair)
    load = running(stack, pair.primary)
    runs = running(stack, pod.members)
    least = _share(load, settings.running_percent)
    yield from _verdict(pod, f"runs {runs}", runs.at_least(least), _runs(pod, least))
    yield from _can_grow(stack, pod, _share(load, settings.launchable_percent))
    ready = _dedicated(stack, service, pod, settings)
    needed = _share(load, settings.dedicated_percent)
    asked = _holds(service, pod, needed)
    yield from _verdict(pod, f"holds ready {ready}", ready.at_least(needed), asked)


@dataclass(frozen=True, slots=True)
class _Pod:
    """What must carry the load, and how messages call it."""

    name: str
    members: tuple[Resource, ...]

    @classmethod
    def secondary(cls, service: Service, pair: Pair) -> "_Pod":
        return cls(f"the secondary POD of service {service.name}", pair.secondary)

    @classmethod
    def away(cls, service: Service, pair: Pair) -> "_Pod":
        members = (*pair.primary, *pair.secondary)
        return cls(f"the recovery Region of service {service.name}", members)

    @property
    def counted(self) -> str:
        """What its capacity is counted in."""
        kinds = {one.type for one in self.members}
        if kinds == {CONTAINERS}:
            return "tasks"
        return "nodes" if kinds == {NODES} else "instances"

    @property
    def properties(self) -> tuple[str, str]:
        """Where the least and the most are set."""
        kind = self.members[0].type
        if kind == CONTAINERS:
            return "desiredCount", "maxCapacity"
        return (
            ("scalingConfig.minSize", "scalingConfig.maxSize")
            if kind == NODES
            else ("minSize", "maxSize")
        )


def _can_grow(stack: Stack, pod: _Pod, needed: Range) -> Iterator[Verdict]:
    grows = launchable(stack, pod.members)
    yield from _verdict(pod, f"can launch {grows}", grows.at_least(needed), _grows(pod, needed))


def _dedicated(stack: Stack, service: Service, pod: _Pod, settings: CapacitySettings) -> Range:
    """Return what the secondary has to itself.

    Running instances take their place in a matching reservation, so the two are not added up.
    """
    zones = zones_of(stack, pod.members, settings.subnet_zones)
    in_use = held(stack, pod.members, stopped_count=settings.stopped_warm_pool_counts)
    return larger(in_use, reserved(stack, service.name, zones))


def _share(load: Range, percent: int) -> Range:
    """Return a share of the load; half an instance is a whole one, and no load still needs one."""
    low, high = (
        bound if bound == inf else ceil(bound * percent / 100) for bound in (load.low, load.high)
    )
    least = 1 if percent else 0
    return Range(max(low, least), max(high, least))


def _verdict(
    pod: _Pod, observed: str, enough: Truth, asked: tuple[str, Change]
) -> Iterator[Verdict]:
    required, change = asked
    subject = pod.members[0]
    what = f"{pod.name} {observed} {pod.counted}"
    if enough is False:
        yield Finding(subject, what, f"{required}; {_TAKE_OVER}", change)
    elif enough is UNKNOWN:
        observed = f"{what}, as far as is known before the update"
        yield Undecided(subject, observed, f"{required}; {_TAKE_OVER}", change)
    else:
        yield Kept(subject)


def _runs(pod: _Pod, needed: Range) -> tuple[str, Change]:
    prop = pod.properties[0]
    nearby = ("min_size", "desired_capacity", "desired_count", "running")
    change = Change(prop, f"{needed.low:g}", words_nearby=nearby, part=SECONDARY)
    return f"{needed} must run at all times", change


def _grows(pod: _Pod, needed: Range) -> tuple[str, Change]:
    prop = pod.properties[1]
    nearby = ("max_size", "max_capacity", "maximum")
    change = Change(prop, f"{needed.low:g}", words_nearby=nearby, part=SECONDARY)
    return f"{needed} must be launchable", change


def _holds(service: Service, pod: _Pod, needed: Range) -> tuple[str, Change]:
    least = pod.properties[0]
    run = Change(least, f"{needed.low:g}")
    words = (
        f"add aws.ec2.CapacityReservation(instance_count={needed.low:g}, …) in the secondary's "
        f'zone with the tags "pods:service": "{service.name}" and "pods:role": "secondary", '
        f"or set {run},"
    )
    if pod.counted == "tasks":  # Fargate reserves nothing
        words = f"set {run}"
    nearby = ("min_size", "desired_capacity", "desired_count", "running")
    change = Change(least, "", words, words_nearby=nearby, part=SECONDARY)
    return f"{needed} must be held for it", change


def _example_group(role: str, size: int) -> Resource:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    zone = "us-east-1a" if role == "primary" else "us-east-1b"
    properties = {"tags": tags, "minSize": size, "maxSize": 4, "availabilityZones": [zone]}
    return resource(GROUP, f"clinic-{role}", properties)


SECONDARY_CAPACITY = StackRule(
    id="BC-POD-003",
    title="The secondary POD can take over the full load of the primary",
    severity=Severity.CRITICAL,
    requirements=("A10",),
    reads=(*COMPUTE, GROWTH, RESERVATION, SUBNET),
    checks="The full load is what the primary runs: its desired capacity, or its minimum size. Of "
    "it the secondary runs at least half (desired capacity or minimum), may launch all (maximum "
    "size), and has all held ready: running, in a warm pool that runs, or in capacity reservations "
    "in its zones that carry its tags and have no end date. Stopped warm-pool instances count only "
    "when the configuration says so, and running instances are not added to reservations, since "
    "they use them. A single instance counts as one; of containers tasks are counted, of EKS node "
    "groups nodes. PODs of the recovery Region may be dormant, but together may launch the full "
    "load. What another stack holds is judged when both are judged together.",
    why="When a zone is lost, everyone asks for capacity in the others at the same time. What is "
    "not running or reserved by then may not be had.",
    remediation="Raise the secondary's desired capacity and maximum size, and reserve capacity "
    "in its zone for the rest of the full load.",
    clauses=ALTERNATE_SITE,
    settings=CapacitySettings,
    example=(_example_group("primary", 2), _example_group("secondary", 0)),
    check=_check,
)
