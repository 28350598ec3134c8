"""What brings a service back when its Region or its account is lost, or an attacker was inside.

None of it is carried by a component of this version: every objective that rests on it is a finding
that says so.
"""

import math
from collections.abc import Iterator

from pods.continuity import Disruption, Finding, Severity
from pods.continuity.durations import as_text
from pods.topology.planner.context import Context, objective_path
from pods.topology.planner.copies import copied_stores, copies
from pods.topology.planner.decisions import Ask, Decision
from pods.topology.planner.figures import KINDS
from pods.topology.planner.needs import Need
from pods.topology.planner.strategies import Strategy, strategy_for

__all__ = ["recovery"]

_WHOLE = 100
_BY_COPY = Strategy.BACKUP_AND_RESTORE


def recovery(context: Context) -> Iterator[Decision | Finding]:
    """Decide where and from what the service is recovered; nothing where nobody needs it."""
    placement = context.plan.placement
    if placement is None or not context.needs or not _is_deployed(context):
        return
    region = placement.recovery_region
    if region is None:
        yield Finding(
            "no-recovery-region",
            ("placement",),
            "there is no recovery_region",
            f"{context.name} must be recovered when {placement.region} or its account is lost",
            "Name a second Region.",
        )
        return
    yield from _site(context, region)
    if copied_stores(context):
        yield from copies(context, region)
    yield from _not_carried(context)


def _is_deployed(context: Context) -> bool:
    return context.service.load is not None or bool(context.service.stores)


def _site(context: Context, region: str) -> Iterator[Decision]:
    need = context.strictest(Disruption.REGION)
    if need is None:
        return
    choice = strategy_for(need.targets[Disruption.REGION], Disruption.REGION)
    lost = Disruption.REGION
    yield context.decide("recovery.region", region, choice.because, need=need, disruption=lost)
    quickest = min(
        context.needs, key=lambda each: (-_LADDER.index(_strategy(each)), each.capability)
    )
    if _strategy(quickest) is not _BY_COPY:
        for store, figure in (
            ("postgresql", "database.replica_region"),
            ("objects", "object_store.replica_region"),
        ):
            if any(each.kind == store for each in context.service.stores.values()):
                because = strategy_for(quickest.targets[lost], lost).because
                yield context.decide(figure, region, because, need=quickest, disruption=lost)
    if context.service.load is not None:
        yield context.decide_strongest(
            "recovery.running",
            [Ask(_running(context, each), each.capability, lost) for each in context.needs],
            lambda ask: _why(context, ask),
        )


_LADDER = (
    Strategy.BACKUP_AND_RESTORE,
    Strategy.PILOT_LIGHT,
    Strategy.WARM_STANDBY,
    Strategy.ACTIVE_ACTIVE,
)


def _strategy(need: Need) -> Strategy:
    return strategy_for(need.targets[Disruption.REGION], Disruption.REGION).strategy


def _running(context: Context, need: Need) -> int:
    load, placement = context.service.load, context.plan.placement
    if load is None or placement is None:
        return 0
    strategy = _strategy(need)
    if strategy is Strategy.ACTIVE_ACTIVE:
        return max(load.instances, load.peak_instances or 0)
    if strategy is Strategy.WARM_STANDBY:
        percent = max(placement.secondary_percent, need.minimum_percent)
        return math.ceil(load.instances * percent / _WHOLE)
    return 0


def _why(context: Context, ask: Ask) -> str:
    need = next(each for each in context.needs if each.capability == ask.capability)
    strategy = _strategy(need).replace("_", " ")
    rto = as_text(need.targets[Disruption.REGION].rto)
    return f"{need.capability} is back in {rto} by {strategy}"


def _not_carried(context: Context) -> Iterator[Finding]:
    """Say which objectives rest on figures that no component of this version carries."""
    planned = [name for name in context.values if KINDS[name].carrier is None]
    groups = {
        Disruption.REGION: [name for name in planned if not name.startswith("probes.")],
        Disruption.COMPROMISE: [name for name in planned if name.startswith("copies.")],
        Disruption.ACCOUNT: [name for name in planned if name.startswith("copies.")],
    }
    for disruption, names in groups.items():
        need = context.strictest(disruption)
        if need is None or not names:
            continue
        target = need.targets[disruption]
        yield Finding(
            "not-carried",
            objective_path(need, disruption, "rto"),
            f"{context.name} needs {', '.join(names)}, which no component of this version carries",
            f"{need.capability} is back in {as_text(target.rto)} with at most "
            f"{as_text(target.rpo)} of data lost",
            "Build them beside the pair until then.",
            Severity.WARNING,
        )
