"""Copies that outlive the Region and the account: how often, how long, how firmly kept."""

from collections.abc import Iterator
from datetime import timedelta

from pods.continuity import Disruption, Finding
from pods.continuity.durations import as_text
from pods.continuity.services import Lock, Store, StoreKind
from pods.topology.planner.context import Context
from pods.topology.planner.decisions import Ask, Decision
from pods.topology.planner.derived import is_covered
from pods.topology.planner.intervals import largest_interval, worst_age
from pods.topology.planner.needs import Need
from pods.topology.planner.retention import Span, kept_for

__all__ = ["copied_stores", "copies"]

_ELSEWHERE = (Disruption.COMPROMISE, Disruption.ACCOUNT, Disruption.REGION)
_DAILY = 24
_USUAL_DAYS = 35
_LONGEST_DAYS = 36_500
# Logs of the database reach another Region in 5 to 15 minutes, which is not published but
# calibrated (T09); objects within 15 (T17, T27).
_CONTINUOUS = timedelta(minutes=15)
# A replica in another Region is not written together with its source: what it lags is lost, and
# no figure is published (T10).
_REPLICA_LAG = timedelta(seconds=1)


def copied_stores(context: Context) -> list[tuple[str, Store]]:
    """Return the stores that copies must bring back: all but those made anew from others."""
    return sorted(
        (name, store)
        for name, store in context.service.stores.items()
        if not is_covered(context, name, store)
    )


def copies(context: Context, region: str) -> Iterator[Decision | Finding]:
    """Decide the copies of the service's data, and find objectives that none can keep."""
    stores = copied_stores(context)
    need = context.strictest(Disruption.COMPROMISE, "rpo")
    yield context.decide(
        "backups.region",
        region,
        "the plan's recovery Region: copies survive the loss of the home Region",
        need=context.strictest(Disruption.REGION, "rpo"),
        disruption=Disruption.REGION,
    )
    yield context.decide(
        "backups.account",
        True,  # noqa: FBT003 - the value of the figure
        "whoever holds the service's account must not hold its copies",
        need=context.strictest(Disruption.ACCOUNT, "rpo"),
        disruption=Disruption.ACCOUNT,
    )
    asks = [_ask(each) for each in context.needs]
    yield context.decide_strongest("backups.interval_hours", asks, lambda ask: _why(context, ask))
    continuous = [each for each in context.needs if _rpo(each) < worst_age(1)]
    if continuous:
        strictest = min(continuous, key=lambda each: (_rpo(each), each.capability))
        yield context.decide(
            "backups.point_in_time",
            True,  # noqa: FBT003 - the value of the figure
            f"{strictest.capability} may lose {as_text(_rpo(strictest))}, and hourly copies lose "
            f"{as_text(worst_age(1))}",
            need=strictest,
            disruption=_kind(strictest),
        )
    keep = kept_for(stores, Span(usual=_USUAL_DAYS, longest=_LONGEST_DAYS))
    yield context.decide("backups.retention_days", keep.days, keep.because, need=need)
    yield from _lock(context, stores, need)
    yield from _too_strict(context, stores)


def _kind(need: Need) -> Disruption:
    return min(_ELSEWHERE, key=lambda kind: need.targets[kind].rpo)


def _rpo(need: Need) -> timedelta:
    return need.targets[_kind(need)].rpo


def _ask(need: Need) -> Ask:
    return Ask(largest_interval(_rpo(need), _DAILY), need.capability, _kind(need))


def _why(context: Context, ask: Ask) -> str:
    need = next(each for each in context.needs if each.capability == ask.capability)
    return (
        f"{need.capability} may lose {as_text(_rpo(need))}; with the hour that a copy may start "
        f"late it is at most {as_text(worst_age(ask.value))} old"
    )


def _lock(
    context: Context, stores: list[tuple[str, Store]], need: Need | None
) -> Iterator[Decision | Finding]:
    order = list(Lock)
    chosen = [
        store.protection.lock if store.protection is not None else None for _, store in stores
    ]
    # Compliance cannot be undone by anybody: only the plan itself may ask for it.
    found = max((each or Lock.GOVERNANCE for each in chosen), key=order.index)
    because = "the plan chooses it" if found in chosen else "an attacker must not delete them"
    yield context.decide(
        "backups.lock", found.value, because, need=need, disruption=Disruption.COMPROMISE
    )
    if found is Lock.NONE:
        name = stores[0][0]
        yield Finding(
            "copies-without-lock",
            ("services", context.name, "stores", name, "protection", "lock"),
            "none",
            "copies that an attacker can delete bring nothing back after a compromise",
            "Write governance or compliance, or leave it out.",
        )


def _too_strict(context: Context, stores: list[tuple[str, Store]]) -> Iterator[Finding]:
    kinds = {store.kind for _, store in stores}
    has_volume = StoreKind.VOLUME in kinds
    floor = worst_age(1) if has_volume else _CONTINUOUS
    what = (
        "copies of volumes in another account are up to"
        if has_volume
        else ("copies in another account, continuous as they are, may miss the last")
    )
    for disruption in _ELSEWHERE:
        if disruption is Disruption.REGION and kinds == {StoreKind.POSTGRESQL}:
            continue
        yield from context.too_strict(
            "rpo-below-remote-copies",
            disruption,
            "rpo",
            floor,
            (what, f"Allow {as_text(floor)} or more."),
        )
    if kinds == {StoreKind.POSTGRESQL}:
        yield from context.too_strict(
            "rpo-below-remote-copies",
            Disruption.REGION,
            "rpo",
            _REPLICA_LAG,
            (
                "a replica in another Region lags, as it is not written together: allow",
                "Allow a second or more.",
            ),
        )
