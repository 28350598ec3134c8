"""How long compute takes to carry the full load elsewhere."""

from typing import Final

from pods_policies.failover.assumptions import RecoveryTimeSettings
from pods_policies.failover.step import Step
from pods_policies.pairs.capacity import held, launchable, running
from pods_policies.reading import UNKNOWN, UnreadableValueError, number
from pods_policies.relations.places.zones import zones_of
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.services import COMPUTE, CONTAINERS, Service
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import Change

__all__ = ["compute_of", "growth_step", "takeover_step"]

_TWO_ZONES: Final = 2
_LONGEST_WARMUP: Final = 3600


def compute_of(service: Service) -> tuple[Resource, ...]:
    """Return the compute of a service, with a role or without."""
    return tuple(one for one in service.members if one.type in COMPUTE)


def takeover_step(stack: Stack, service: Service, settings: RecoveryTimeSettings) -> Step:
    """Return how long it takes until the full load runs without the primary's zone."""
    if service.has_both:
        return growth_step(stack, service, service.secondary, settings)
    alone = service.primary or service.secondary or compute_of(service)
    launch, rebuild = settings.launch_seconds, settings.rebuild_seconds
    spread = zones_of(stack, alone, settings.subnet_zones).are_at_least(_TWO_ZONES)
    if spread is True:
        return Step("scale-out", launch, launch, "launched in another zone, assumed", alone[0])
    words = "add the secondary POD (BC-POD-001)"
    change = Change("tags", "", words, place="beside")
    least = launch if spread is UNKNOWN else rebuild
    return Step("scale-out", least, rebuild, "one POD in one zone", alone[0], change)


def growth_step(
    stack: Stack, service: Service, pod: tuple[Resource, ...], settings: RecoveryTimeSettings
) -> Step:
    """Return how long a POD takes to carry the full load of the primary."""
    load = running(stack, service.primary or pod)
    runs, most = running(stack, pod), launchable(stack, pod)
    subject = pod[0]
    enough = runs.at_least(load)
    counted = f"{runs} of {load} run"
    if enough is True:
        return Step("scale-out", 0, 0, counted, subject)
    if most.at_least(load) is False:
        change = Change("maxSize", f"{load.high:g}")
        reason = f"{counted}, and {most} may be launched"
        rebuild = settings.rebuild_seconds
        return Step("scale-out", rebuild, rebuild, reason, subject, change)
    ready = held(stack, pod, stopped_count=True).at_least(load) is True
    started = ready or subject.type == CONTAINERS
    slow = (settings.start_seconds if started else settings.launch_seconds) + _warmup(pod)
    how = "started" if started else "launched"
    change = Change("minSize", f"{load.high:g}")
    least = 0 if enough is UNKNOWN else slow
    reason = f"{counted}, the rest {how}, assumed"
    return Step("scale-out", least, slow, reason, subject, change)


def _warmup(pod: tuple[Resource, ...]) -> float:
    """Return the longest time that a new instance is given before it counts."""
    longest = 0.0
    for one in pod:
        try:
            seconds = number(one.declared("defaultInstanceWarmup"))
        except UnreadableValueError:
            seconds = _LONGEST_WARMUP
        if seconds is UNKNOWN:
            seconds = _LONGEST_WARMUP
        longest = max(longest, seconds if isinstance(seconds, int | float) else 0)
    return longest
