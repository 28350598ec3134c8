"""The pair's database: a standby in the other zone, and a way back to any moment."""

from collections.abc import Iterator
from datetime import timedelta

from pods.continuity import Disruption, Finding
from pods.continuity.durations import as_text
from pods.continuity.services import Store, StoreKind
from pods.topology.database.database import LARGEST_STORAGE_GB
from pods.topology.planner.context import Context
from pods.topology.planner.decisions import Decision
from pods.topology.planner.growth import gigabytes
from pods.topology.planner.retention import Span, kept_for, retention_findings
from pods.topology.planner.windows import Window, maintenance_after, window_of

__all__ = ["databases"]

_LONGEST_DAYS = 35
_SMALLEST_GB = 20
# The logs of RDS leave every five minutes (T06).
_POINT_IN_TIME = timedelta(minutes=5)
_USUAL_WINDOW = Window(
    "07:20-09:20", "02:20-04:20 US Eastern Standard Time, unless the plan says", 440, 120
)


def databases(context: Context) -> Iterator[Decision | Finding]:
    """Decide the database's figures; nothing for a service that keeps nothing in one."""
    stores = context.stores(StoreKind.POSTGRESQL)
    if not stores:
        return
    need = context.strictest(Disruption.AZ)
    yield context.decide(
        "database.multi_az",
        True,  # noqa: FBT003 - the value of the figure
        _why_standby(context),
        need=need,
        disruption=Disruption.AZ if need else None,
    )
    keep = kept_for(stores, Span(usual=_LONGEST_DAYS, longest=_LONGEST_DAYS))
    data = context.strictest(Disruption.DATA_CORRUPTION, "rpo")
    yield context.decide(
        "database.backup_retention_days",
        keep.days,
        f"{keep.because}; within it any second can be restored, to the last "
        f"{as_text(_POINT_IN_TIME)} (T06){_overruled(stores)}",
        need=data,
        disruption=Disruption.DATA_CORRUPTION if data else None,
    )
    yield from _windows(context, stores)
    size = max(_SMALLEST_GB, sum(gigabytes(store) for _, store in stores))
    yield context.decide(
        "database.storage_gb",
        min(size, LARGEST_STORAGE_GB),
        f"what {', '.join(name for name, _ in stores)} holds, with a year's growth",
    )
    if size > LARGEST_STORAGE_GB:
        yield Finding(
            "store-too-large",
            ("services", context.name, "stores", stores[0][0], "size"),
            f"{size} GB with a year's growth",
            f"a database holds at most {LARGEST_STORAGE_GB} GB",
            "Divide the data between several services.",
        )
    for name, store in stores:
        yield from _retention(context, name, store, keep.days)
    yield from context.too_strict(
        "rpo-below-point-in-time",
        Disruption.DATA_CORRUPTION,
        "rpo",
        _POINT_IN_TIME,
        ("the database can be wound back to the last", "Allow 5 min or more (T06)."),
    )


def _retention(context: Context, name: str, store: Store, days: int) -> Iterator[Finding]:
    """Find a duty beyond what the database keeps, and no copies elsewhere that keep the rest."""
    placement = context.plan.placement
    if placement is None or placement.recovery_region is None:
        yield from retention_findings(context, name, store, days)


def _why_standby(context: Context) -> str:
    need = context.strictest(Disruption.AZ)
    if need is None:
        return "the published commitment"
    target = need.targets[Disruption.AZ]
    return (
        f"{need.capability} may be gone {as_text(target.rto)} and lose {as_text(target.rpo)} with "
        "a zone: a standby that has every write takes over in 60 to 120 s (T01, T05)"
    )


def _overruled(stores: list[tuple[str, Store]]) -> str:
    """Say which wishes of the plan RDS does not know: it copies daily, and logs all the time."""
    names = [
        name
        for name, store in stores
        if store.protection is not None
        and (store.protection.every is not None or store.protection.point_in_time is False)
    ]
    if not names:
        return ""
    return f"; whatever the plan chooses for {', '.join(names)}, RDS copies daily and logs always"


def _windows(context: Context, stores: list[tuple[str, Store]]) -> Iterator[Decision]:
    chosen = [
        (name, store.protection.window)
        for name, store in stores
        if store.protection is not None and store.protection.window is not None
    ]
    window = window_of(chosen[0][1]) if chosen else _USUAL_WINDOW
    others = ", ".join(name for name, other in chosen[1:] if other != chosen[0][1])
    unheard = f"; {others} asked for another, and there is one database" if others else ""
    yield context.decide("database.backup_window", window.text, f"{window.because}{unheard}")
    yield context.decide(
        "database.maintenance_window",
        maintenance_after(window),
        "the first that does not meet the backup window, which RDS would refuse",
    )
