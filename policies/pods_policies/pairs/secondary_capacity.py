"""BC-POD-003: the secondary POD can take over the full load of the primary."""

from collections.abc import Iterator
from math import ceil, inf
from typing import Final

from pydantic import Field

from pods_policies.finding import Change, Finding, NotApplicable, Undecided, Verdict
from pods_policies.pairs.capacity import (
    RESERVATION,
    Range,
    full_load,
    held,
    larger,
    launchable,
    reserved,
    running,
)
from pods_policies.pairs.disjoint_zones import ZoneSettings
from pods_policies.pairs.service import GROUP, INSTANCE, SECONDARY, Service, services_of
from pods_policies.pairs.zones import SUBNET, zones_of
from pods_policies.reading import UNKNOWN, Truth
from pods_policies.rule import Severity, StackRule
from pods_policies.stack import Resource, Stack, resource

__all__ = ["SECONDARY_CAPACITY", "CapacitySettings"]

_TAKE_OVER: Final = "it must take over without waiting for capacity (A10)"


class CapacitySettings(ZoneSettings):
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
    services = [one for one in services_of(stack, settings) if one.tier <= settings.max_tier]
    pairs = [one for one in services if one.has_both]
    if not pairs:
        yield NotApplicable("no service of this stack has both PODs: see BC-POD-001")
    for service in pairs:
        yield from _check_pair(stack, service, settings)


def _check_pair(stack: Stack, service: Service, settings: CapacitySettings) -> Iterator[Verdict]:
    load = full_load(service.primary)
    subject = service.secondary[0]
    runs, grows = running(service.secondary), launchable(service.secondary)
    needed = _share(load, settings.running_percent)
    yield from _verdict(service, subject, f"runs {runs}", runs.at_least(needed), _runs(needed))
    needed = _share(load, settings.launchable_percent)
    yield from _verdict(
        service, subject, f"can launch {grows}", grows.at_least(needed), _grows(needed)
    )
    ready = _dedicated(stack, service, settings)
    needed = _share(load, settings.dedicated_percent)
    yield from _verdict(
        service, subject, f"holds ready {ready}", ready.at_least(needed), _holds(service, needed)
    )


def _dedicated(stack: Stack, service: Service, settings: CapacitySettings) -> Range:
    """Return what the secondary has to itself.

    Running instances take their place in a matching reservation, so the two are not added up.
    """
    zones = zones_of(stack, service.secondary, settings.subnet_zones)
    in_use = held(service.secondary, stopped_count=settings.stopped_warm_pool_counts)
    return larger(in_use, reserved(stack, service.name, zones))


def _share(load: Range, percent: int) -> Range:
    """Return a share of the load; half an instance is a whole one, and no load still needs one."""
    low, high = (
        bound if bound == inf else ceil(bound * percent / 100) for bound in (load.low, load.high)
    )
    least = 1 if percent else 0
    return Range(max(low, least), max(high, least))


def _verdict(
    service: Service,
    subject: Resource,
    observed: str,
    enough: Truth,
    asked: tuple[str, Change],
) -> Iterator[Verdict]:
    required, change = asked
    what = f"the secondary POD of service {service.name} {observed}"
    if enough is False:
        yield Finding(subject, f"{what} instances", f"{required}; {_TAKE_OVER}", change)
    elif enough is UNKNOWN:
        observed = f"{what} instances, as far as is known before the update"
        yield Undecided(subject, observed, f"{required}; {_TAKE_OVER}", change)


def _runs(needed: Range) -> tuple[str, Change]:
    nearby = ("min_size", "desired_capacity", "running")
    value = f"{needed.low:g}"
    change = Change("minSize", value, words_nearby=nearby, part=SECONDARY)
    return f"{needed} must run at all times", change


def _grows(needed: Range) -> tuple[str, Change]:
    nearby = ("max_size", "maximum")
    change = Change("maxSize", f"{needed.low:g}", words_nearby=nearby, part=SECONDARY)
    return f"{needed} must be launchable", change


def _holds(service: Service, needed: Range) -> tuple[str, Change]:
    words = (
        f"add aws.ec2.CapacityReservation(instance_count={needed.low:g}, …) in the secondary's "
        f'zone with the tags "pods:service": "{service.name}" and "pods:role": "secondary", '
        f"or set min_size={needed.low:g} (minSize),"
    )
    nearby = ("min_size", "desired_capacity", "running")
    change = Change("minSize", "", words, words_nearby=nearby, part=SECONDARY)
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
    reads=(GROUP, INSTANCE, RESERVATION, SUBNET),
    checks="The full load is what the primary runs: its desired capacity, or its minimum size. Of "
    "it the secondary runs at least half (desired capacity or minimum), may launch all (maximum "
    "size), and has all held ready: running, in a warm pool that runs, or in capacity reservations "
    "in its zones that carry its tags and have no end date. Stopped warm-pool instances count only "
    "when the configuration says so, and running instances are not added to reservations, since "
    "they use them. A single instance counts as one.",
    why="When a zone is lost, everyone asks for capacity in the others at the same time. What is "
    "not running or reserved by then may not be had.",
    remediation="Raise the secondary's desired capacity and maximum size, and reserve capacity "
    "in its zone for the rest of the full load.",
    settings=CapacitySettings,
    example=(_example_group("primary", 2), _example_group("secondary", 0)),
    check=_check,
)
