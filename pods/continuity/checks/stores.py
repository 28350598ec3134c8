"""Data whose copies are too rare, too short-lived, kept too long, or impossible."""

from collections.abc import Iterator
from datetime import timedelta

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.disruptions import DATA_LOST
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding, dotted
from pods.continuity.graph import SERVICE
from pods.continuity.services import Lock, Protection, Service, Store, StoreKind

__all__ = ["derived_stores", "lost_data", "protection", "recovery_points", "retention"]

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
# Data Lifecycle Manager takes these intervals and starts a run within an hour of its time:
# https://docs.aws.amazon.com/dlm/latest/APIReference/API_CreateRule.html
_VOLUME_HOURS = (1, 2, 3, 4, 6, 8, 12, 24)
_VOLUME_START = _HOUR
# Logs of the database are saved every five minutes; without them, a copy is made once a day in a
# window of at least half an hour:
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
_POINT_IN_TIME = timedelta(minutes=5)
_SHORTEST_WINDOW = timedelta(minutes=30)


def _stores(context: Context) -> Iterator[tuple[Path, Service, Store]]:
    for key, service in context.plan.services.items():
        for name, store in service.stores.items():
            yield ("services", key, "stores", name), service, store


def recovery_points(context: Context) -> Iterator[Finding]:
    """Find stores whose copies cannot be as young as an RPO that stands on them."""
    claims = context.claims(lambda targets: min(targets.targets[kind].rpo for kind in DATA_LOST))
    for path, _, store in _stores(context):
        strictest = claims.get((SERVICE, str(path[1])))
        if strictest is None or store.derived_from is not None:
            continue
        kind = min(DATA_LOST, key=lambda each: strictest.targets[each].rpo)
        rpo = strictest.targets[kind].rpo
        worst, why, is_chosen = _worst_loss(store)
        if worst > rpo:
            yield Finding(
                "rpo-below-schedule" if is_chosen else "rpo-below-store",
                (*path, "protection") if is_chosen else (*path, "kind"),
                f"up to {as_text(worst)} can be lost ({why})",
                f"the RPO of {strictest.capability} for {kind} is {as_text(rpo)}",
                "Copy more often, keep the data where every change is saved, or raise the RPO.",
            )


def _worst_loss(store: Store) -> tuple[timedelta, str, bool]:
    """Return the most that can be lost, why, and whether the plan chose it."""
    chosen = store.protection
    every = chosen.every if chosen is not None else None
    if store.kind is StoreKind.VOLUME:
        interval = every or _HOUR
        why = f"a copy every {as_text(interval)}, started within {as_text(_VOLUME_START)}"
        return interval + _VOLUME_START, why, every is not None
    if store.kind is StoreKind.POSTGRESQL:
        if chosen is not None and chosen.point_in_time is False:
            window = _window(chosen)
            why = f"a copy every {as_text(every or _DAY)}, in a window of {as_text(window)}"
            return (every or _DAY) + window, why, True
        why = f"changes are saved every {as_text(_POINT_IN_TIME)}"
        return _POINT_IN_TIME, why, chosen is not None and chosen.point_in_time is True
    # Every version of an object is kept: nothing that was written is lost.
    return timedelta(0), "every version is kept", False


def _window(chosen: Protection) -> timedelta:
    if chosen.window is None:
        return _SHORTEST_WINDOW
    start, end = (
        timedelta(hours=each.hour, minutes=each.minute, seconds=each.second)
        for each in (chosen.window.start, chosen.window.end)
    )
    return (end - start) % _DAY  # a window may end on the next day


def retention(context: Context) -> Iterator[Finding]:
    """Find copies that are kept too short or too long for a duty, and duties that clash."""
    for path, _, store in _stores(context):
        duty, chosen = store.retention, store.protection
        if duty is None:
            continue
        if duty.at_least and duty.at_most and duty.at_least > duty.at_most:
            yield Finding(
                "retention-reversed",
                (*path, "retention"),
                f"at least {as_text(duty.at_least)} and at most {as_text(duty.at_most)}",
                "at_least cannot be longer than at_most",
                "Ask those who know the duty which of the two holds.",
            )
        keep = chosen.keep if chosen is not None else None
        if keep and duty.at_least and keep < duty.at_least:
            yield Finding(
                "keep-below-retention",
                (*path, "protection", "keep"),
                f"copies are kept for {as_text(keep)}",
                f"at least {as_text(duty.at_least)} are required ({duty.duty})",
                f"Keep them for {as_text(duty.at_least)}.",
            )
        if keep and duty.at_most and keep > duty.at_most:
            yield Finding(
                "keep-above-retention",
                (*path, "protection", "keep"),
                f"copies are kept for {as_text(keep)}",
                f"at most {as_text(duty.at_most)} are allowed ({duty.duty})",
                f"Keep them for {as_text(duty.at_most)}.",
            )


def protection(context: Context) -> Iterator[Finding]:
    """Find chosen schedules that AWS cannot keep, or that leave nothing to restore."""
    for path, _, store in _stores(context):
        chosen = store.protection
        if chosen is None:
            continue
        place: Path = (*path, "protection")
        if chosen.lock is Lock.COMPLIANCE and chosen.keep is None:
            yield Finding(
                "lock-without-keep",
                (*place, "lock"),
                "a lock that nobody can take off, and no keep",
                "the span for which nothing can be deleted must be chosen by somebody",
                "Give keep.",
            )
        if chosen.keep and chosen.every and chosen.keep < chosen.every:
            yield Finding(
                "keep-below-interval",
                (*place, "keep"),
                f"copies are kept for {as_text(chosen.keep)} and made every "
                f"{as_text(chosen.every)}",
                "a copy must live until the next one",
                f"Keep them for {as_text(chosen.every)} or longer.",
            )
        if chosen.window is not None and chosen.window.start == chosen.window.end:
            yield Finding(
                "window-empty",
                (*place, "window"),
                "it ends when it starts",
                "a window of 30 min or more is required",
                "Move its end.",
            )
        yield from _of_kind(place, store.kind, chosen)


def _of_kind(path: Path, kind: StoreKind, chosen: Protection) -> Iterator[Finding]:
    if kind is not StoreKind.VOLUME:
        return
    if chosen.point_in_time:
        yield Finding(
            "point-in-time-impossible",
            (*path, "point_in_time"),
            "a volume is copied at intervals",
            "only a database or an object store can be restored to any moment",
            "Remove point_in_time, and give every.",
        )
    if chosen.every and chosen.every not in {_HOUR * hours for hours in _VOLUME_HOURS}:
        yield Finding(
            "interval-impossible",
            (*path, "every"),
            f"a copy every {as_text(chosen.every)}",
            f"AWS copies volumes every {', '.join(map(str, _VOLUME_HOURS))} h",
            "Choose one of these.",
        )


def derived_stores(context: Context) -> Iterator[Finding]:
    """Find stores that are made anew from what does not exist, or from themselves."""
    for key, service in context.plan.services.items():
        path: Path = ("services", key, "stores")
        for name, store in service.stores.items():
            if store.derived_from is not None and store.derived_from not in service.stores:
                yield Finding(
                    "unknown-store",
                    (*path, name, "derived_from"),
                    f"{store.derived_from} is not defined",
                    "a store of the same service is required",
                    f"Define it under {dotted(path)}, or name one that is.",
                )
        for circle in _circles(service):
            yield Finding(
                "store-derived-from-itself",
                (*path, circle[0], "derived_from"),
                " is made from ".join((*circle, circle[0])),
                "data must come from somewhere else",
                "Remove derived_from of the store that holds the original.",
            )


def _circles(service: Service) -> Iterator[list[str]]:
    """Return each circle of stores once; every store is walked once."""
    walked: set[str] = set()
    for start in service.stores:
        way: dict[str, None] = {}
        name: str | None = start
        while name in service.stores and name not in walked:
            walked.add(name)
            way[name] = None
            name = service.stores[name].derived_from
        if name in way:
            yield list(way)[list(way).index(name) :]


def lost_data(context: Context) -> Iterator[Finding]:
    """Find capabilities that fear for data which none of their services keeps."""
    keeping = {key for key, service in context.plan.services.items() if service.stores}
    for key, capability in context.plan.capabilities.items():
        if not capability.impact.data_loss or keeping & set(capability.services):
            continue
        if not any(name in keeping for _, name in context.behind(capability)):
            yield warning(
                "data-loss-without-store",
                ("capabilities", key, "impact", "data_loss"),
                "losing data hurts, but no service behind it keeps any",
                "the data should stand in a store",
                "Name the store in the service that keeps it, or remove data_loss.",
            )
