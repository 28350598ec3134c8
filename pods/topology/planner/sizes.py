"""How much runs where: the survivor of two zones carries the whole load."""

import math
from collections.abc import Iterator
from datetime import timedelta

from pods.continuity import Disruption, Finding
from pods.continuity.durations import as_text
from pods.continuity.services import Load, StoreKind
from pods.topology.planner.context import Context
from pods.topology.planner.decisions import Ask, Decision
from pods.topology.planner.entries import REDIRECT, SLOWEST_DETECTION
from pods.topology.planner.growth import gigabytes
from pods.topology.planner.needs import Need
from pods.topology.pod.capacity import plan_capacity

__all__ = ["sizes"]

_WHOLE = 100
_LEAST_GRACE_SECONDS = 120
_LONGEST_GRACE_SECONDS = 7200
_DEFAULT_SHARE = 50
# The load balancer asks every 10 seconds and gives up after two failures (T32).
_INSTANCE_SEEN = timedelta(seconds=20)


def sizes(context: Context) -> Iterator[Decision | Finding]:
    """Decide the instances of both PODs, and their volumes; nothing for a service without load."""
    load = context.service.load
    if load is None:
        return
    peak = max(load.instances, load.peak_instances or 0)
    yield from _primary(context, load, peak)
    yield from _secondary(context, load, peak)
    if load.instance_type is not None:
        yield context.decide("pod.instance_type", load.instance_type, "the plan's load names it")
    seconds = math.ceil(load.start_time.total_seconds())
    yield context.decide(
        "pod.grace_seconds",
        min(max(seconds, _LEAST_GRACE_SECONDS), _LONGEST_GRACE_SECONDS),
        f"an instance serves {as_text(load.start_time)} after its launch: "
        "replaced sooner, it would never",
    )
    volumes = context.stores(StoreKind.VOLUME)
    if volumes:
        yield context.decide(
            "pod.data_gb",
            sum(gigabytes(store) for _, store in volumes),
            f"what {', '.join(name for name, _ in volumes)} holds, with a year's growth",
        )


def _primary(context: Context, load: Load, peak: int) -> Iterator[Decision]:
    lost = Disruption.INSTANCE
    asks = [Ask(_ordinary(need, load), need.capability, lost) for need in context.needs]
    running = context.decide_strongest(
        "primary.running",
        asks or [Ask(load.instances, None, None)],
        lambda ask: _why_ordinary(context, load, ask),
    )
    yield running
    need = context.strictest(lost)
    yield context.decide(
        "primary.maximum",
        max(peak, running.value),
        "the highest load of the plan",
        need=need,
        disruption=lost if need else None,
    )


def _ordinary(need: Need, load: Load) -> int:
    """Return the instances of the primary: a second one where the only one comes back too late."""
    replaced = _INSTANCE_SEEN + load.start_time
    return max(load.instances, 2 if replaced > need.targets[Disruption.INSTANCE].rto else 1)


def _why_ordinary(context: Context, load: Load, ask: Ask) -> str:
    need = context.need_of(ask)
    if need is None or ask.value == load.instances:
        return "the ordinary load of the plan"
    rto = as_text(need.targets[Disruption.INSTANCE].rto)
    return (
        f"{need.capability} must be back in {rto}, and a new instance takes "
        f"{as_text(_INSTANCE_SEEN + load.start_time)}: a second one carries on meanwhile"
    )


def _secondary(context: Context, load: Load, peak: int) -> Iterator[Decision]:
    zone = context.strictest(Disruption.AZ)
    lost = Disruption.AZ if zone else None
    base = _share(context, load)
    asks = [Ask(_running(need, load, base, peak), need.capability, lost) for need in context.needs]
    running = context.decide_strongest(
        "secondary.running",
        asks or [Ask(base, None, None)],
        lambda ask: _why_running(context, load, ask),
    )
    yield running
    capacity = plan_capacity(
        primary_running=load.instances,
        primary_maximum=context.values["primary.maximum"],
        secondary_running=running.value,
    ).secondary
    law = "two zones need the full load in the one that is left: N / (N - 1)"
    for name, value in (
        ("secondary.maximum", capacity.maximum),
        ("secondary.reserved", capacity.reserved),
    ):
        yield context.decide(name, value, law, need=zone, disruption=lost)


def _share(context: Context, load: Load) -> int:
    placement = context.plan.placement
    percent = placement.secondary_percent if placement is not None else _DEFAULT_SHARE
    return max(1, math.ceil(load.instances * percent / _WHOLE))


def _running(need: Need, load: Load, base: int, peak: int) -> int:
    if not _can_start_in_time(need, load):
        return peak
    return max(base, math.ceil(load.instances * need.minimum_percent / _WHOLE))


def _time_to_start(load: Load) -> timedelta:
    # The slowest probes are counted, whatever is chosen: a quicker probe never lowers capacity.
    return SLOWEST_DETECTION + load.start_time + REDIRECT


def _can_start_in_time(need: Need, load: Load) -> bool:
    return _time_to_start(load) <= need.targets[Disruption.AZ].rto


def _why_running(context: Context, load: Load, ask: Ask) -> str:
    need = context.need_of(ask)
    needed = as_text(_time_to_start(load))
    if need is None:
        return "the plan's share of the ordinary load"
    rto = as_text(need.targets[Disruption.AZ].rto)
    if not _can_start_in_time(need, load):
        return (
            f"{need.capability} must be back in {rto}, and starting more takes {needed} with "
            "detection and redirection: the full load runs at all times"
        )
    if ask.value > _share(context, load):
        return f"{need.capability} keeps {need.minimum_percent:g} percent while more is started"
    return f"the plan's share of the load; more is started in {needed}, within {rto}"
