"""When the PODs' volumes are copied, and how long copies are kept."""

import math
from collections.abc import Iterator
from datetime import timedelta

from pods.continuity import Disruption, Finding
from pods.continuity.durations import as_text
from pods.continuity.services import Store, StoreKind
from pods.topology.planner.context import Context, objective_path
from pods.topology.planner.decisions import Ask, Decision
from pods.topology.planner.derived import is_covered
from pods.topology.planner.intervals import INTERVALS, largest_interval, worst_age
from pods.topology.planner.needs import Need
from pods.topology.planner.retention import Span, kept_for, retention_findings
from pods.topology.planner.windows import start_of

__all__ = ["volumes"]

# Twice a day is the published commitment (A9): a slower objective does not make it rarer.
_RAREST = 12
_SIX_MONTHS_DAYS = 184
_LONGEST_DAYS = 36_500

_COPY_ONLY = (
    Disruption.DATA_CORRUPTION,
    Disruption.INSTANCE,
    Disruption.AZ,
)
"""A volume stands in one zone and goes with it: only its copy brings back what was on it."""


def volumes(context: Context) -> Iterator[Decision | Finding]:
    """Decide the schedule of the volumes; nothing for a service that keeps nothing on them."""
    stores = context.stores(StoreKind.VOLUME)
    if not stores:
        return
    asks = [ask for name, store in stores for ask in _asks(context, name, store)]
    yield context.decide_strongest(
        "snapshots.interval_hours",
        asks or [Ask(_RAREST, None, None)],
        lambda ask: _why(context, ask),
    )
    keep = kept_for(stores, Span(usual=_SIX_MONTHS_DAYS, longest=_LONGEST_DAYS))
    yield context.decide("snapshots.retention_days", keep.days, keep.because, need=context.foremost)
    windows = [store.protection.window for _, store in stores if store.protection is not None]
    window = next((each for each in windows if each is not None), None)
    if window is not None:
        start = start_of(window)
        yield context.decide("snapshots.start_at", start.text, start.because)
    for name, store in stores:
        yield from _findings(context, name, store)
        yield from retention_findings(context, name, store, keep.days)


def _asks(context: Context, name: str, store: Store) -> Iterator[Ask]:
    chosen = _chosen(store)
    if chosen is not None:
        yield Ask(chosen, None, None)
        return
    for need in context.needs:
        disruption = _strictest(context, need, name, store)
        interval = largest_interval(need.targets[disruption].rpo, _RAREST)
        yield Ask(interval, need.capability, disruption)


def _chosen(store: Store) -> int | None:
    """Return the interval that the plan itself chooses for a store, as AWS can keep it."""
    if store.protection is None or store.protection.every is None:
        return None
    hours = math.floor(store.protection.every / timedelta(hours=1))
    return max((each for each in INTERVALS if each <= hours), default=INTERVALS[0])


def _strictest(context: Context, need: Need, name: str, store: Store) -> Disruption:
    kinds = (Disruption.DATA_CORRUPTION,) if is_covered(context, name, store) else _COPY_ONLY
    return min(kinds, key=lambda kind: need.targets[kind].rpo)


def _why(context: Context, ask: Ask) -> str:
    if ask.capability is None:
        return "the plan chooses it" if context.needs else "no capability needs it: twice a day"
    need = next(each for each in context.needs if each.capability == ask.capability)
    rpo = need.targets[ask.disruption or Disruption.DATA_CORRUPTION].rpo
    worst = as_text(worst_age(ask.value))
    limit = as_text(rpo)
    if worst_age(ask.value) <= rpo:
        return (
            f"{ask.capability} may lose {limit}; with the hour that AWS takes to start, "
            f"a copy is at most {worst} old"
        )
    return (
        f"{ask.capability} may lose {limit}, and hourly copies, the most frequent ones, are up to "
        f"{worst} old: {_since(context)}"
    )


def _since(context: Context) -> str:
    """Say what becomes of the work since the last copy."""
    stores = context.stores(StoreKind.VOLUME)
    if all(is_covered(context, name, store) for name, store in stores):
        sources = sorted({store.derived_from for _, store in stores if store.derived_from})
        return f"what was lost since is made anew from {', '.join(sources)}"
    return "what was lost since is gone, which is a finding"


def _findings(context: Context, name: str, store: Store) -> Iterator[Finding]:
    """Find the objectives that even the store's schedule cannot keep."""
    chosen = _chosen(store)
    wished = store.protection.every if store.protection is not None else None
    if chosen is not None and wished is not None and timedelta(hours=chosen) > wished:
        yield Finding(
            "copies-rarer-than-chosen",
            ("services", context.name, "stores", name, "protection", "every"),
            as_text(wished),
            f"copies of volumes are {as_text(timedelta(hours=chosen))} apart or more",
            "Choose no less, or keep it in the database or the object store.",
        )
    covered = is_covered(context, name, store)
    for need in context.needs:
        for kind in () if covered else _COPY_ONLY:
            rpo = need.targets[kind].rpo
            worst = worst_age(chosen or largest_interval(rpo, _RAREST))
            if worst > rpo:
                yield Finding(
                    "rpo-below-copies",
                    objective_path(need, kind, "rpo"),
                    as_text(rpo),
                    f"{context.name}'s {name} comes back from copies up to {as_text(worst)} old",
                    "Keep it in the database or the object store, name the store it is derived "
                    "from, or allow more.",
                )
