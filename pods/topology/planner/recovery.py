"""What brings a service back when its Region or its account is lost, or an attacker was inside."""

import math
from collections.abc import Iterator

from pods.continuity import Disruption, Finding
from pods.continuity.durations import as_text
from pods.continuity.services import Load, Placement, StoreKind
from pods.topology.planner.context import Context
from pods.topology.planner.copies import copied_stores, copies
from pods.topology.planner.decisions import Ask, Decision
from pods.topology.planner.needs import Need
from pods.topology.planner.strategies import Strategy, strategy_for

__all__ = ["recovery"]

_WHOLE = 100
_LOST = Disruption.REGION
_LADDER = (
    Strategy.BACKUP_AND_RESTORE,
    Strategy.PILOT_LIGHT,
    Strategy.WARM_STANDBY,
    Strategy.ACTIVE_ACTIVE,
)


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
    if context.service.load is not None:
        yield from _running(context, context.service.load, placement)
    if copied_stores(context):
        yield from copies(context, region)


def _is_deployed(context: Context) -> bool:
    return context.service.load is not None or bool(context.service.stores)


def _site(context: Context, region: str) -> Iterator[Decision]:
    need = min(context.needs, key=lambda each: (-_LADDER.index(_strategy(each)), each.capability))
    because = strategy_for(need.targets[_LOST], _LOST).because
    yield context.decide("recovery.region", region, because, need=need, disruption=_LOST)
    if _strategy(need) is Strategy.BACKUP_AND_RESTORE:
        return
    for kind, figure, value in (
        (StoreKind.POSTGRESQL, "database.replica_region", region),
        # Copied backups would have to be restored first, for which no time is published (T07).
        (StoreKind.POSTGRESQL, "database.replica_kind", "read_replica"),
        (StoreKind.OBJECTS, "object_store.replica_region", region),
    ):
        if context.stores(kind):
            yield context.decide(figure, value, because, need=need, disruption=_LOST)


def _strategy(need: Need) -> Strategy:
    return strategy_for(need.targets[_LOST], _LOST).strategy


def _running(context: Context, load: Load, placement: Placement) -> Iterator[Decision]:
    strategies = {each.capability: _strategy(each) for each in context.needs}
    rto = {each.capability: as_text(each.targets[_LOST].rto) for each in context.needs}
    yield context.decide_strongest(
        "recovery.running",
        [Ask(_share(each, load, placement), each.capability, _LOST) for each in context.needs],
        lambda ask: (
            f"{ask.capability} is back in {rto[ask.capability or '']} by "
            f"{strategies[ask.capability or ''].replace('_', ' ')}"
        ),
    )


def _share(need: Need, load: Load, placement: Placement) -> int:
    strategy = _strategy(need)
    if strategy is Strategy.ACTIVE_ACTIVE:
        return max(load.instances, load.peak_instances or 0)
    if strategy is Strategy.WARM_STANDBY:
        percent = max(placement.secondary_percent, need.minimum_percent)
        return math.ceil(load.instances * percent / _WHOLE)
    return 0
