"""What a change of the plan asks of the topology."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pods.continuity import Disruption
from pods.topology.planner.decisions import Decision
from pods.topology.planner.figures import is_weaker
from pods.topology.planner.service_topology import ServiceTopology

__all__ = ["Change", "Effect", "differences"]


class Effect(StrEnum):
    """What a change does to what the topology can bear."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    OTHER = "other"
    """Different, neither stronger nor weaker."""
    ADDED = "added"
    """The service is new."""
    REMOVED = "removed"
    """The service is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the topology must do otherwise."""

    service: str
    subject: str
    """The figure's name; `strategy` for a strategy, and `service` for the service as a whole."""
    old: Any
    """None where there was none."""
    new: Any
    """None where there is none any more."""
    effect: Effect
    capability: str | None
    """Who asks for the stronger of the two; None where the plan says it for the service."""
    disruption: Disruption | None


# Of two strategies for the same disruption the later one recovers sooner, or loses less.
_STRATEGIES = (
    "backup_and_restore",
    "point_in_time",
    "pilot_light",
    "warm_standby",
    "active_active",
)


def differences(
    old: Mapping[str, ServiceTopology], new: Mapping[str, ServiceTopology]
) -> tuple[Change, ...]:
    """Return every difference, by service: figures in the order of their names, then strategies."""
    return tuple(
        change
        for service in sorted({*old, *new})
        for change in _service(service, old.get(service), new.get(service))
    )


def _service(
    service: str, old: ServiceTopology | None, new: ServiceTopology | None
) -> Iterator[Change]:
    if old is None or new is None:
        effect = Effect.ADDED if old is None else Effect.REMOVED
        before, after = (None, service) if old is None else (service, None)
        yield Change(service, "service", before, after, effect, None, None)
        return
    before_all = {each.figure.name: each for each in old.decisions}
    after_all = {each.figure.name: each for each in new.decisions}
    for name in sorted({*before_all, *after_all}):
        yield from _figure(service, name, before_all.get(name), after_all.get(name))
    yield from _strategies(service, old, new)


def _figure(
    service: str, name: str, old: Decision | None, new: Decision | None
) -> Iterator[Change]:
    before, after = (None if each is None else each.value for each in (old, new))
    if before == after:
        return
    effect = _effect(name, old, new)
    asking = old if new is None or (effect is Effect.WEAKER and old is not None) else new
    yield Change(
        service,
        name,
        before,
        after,
        effect,
        asking.capability if asking is not None else None,
        asking.disruption if asking is not None else None,
    )


def _effect(name: str, old: Decision | None, new: Decision | None) -> Effect:
    if old is None or new is None:
        return Effect.STRONGER if old is None else Effect.WEAKER
    if is_weaker(name, new.value, old.value):
        return Effect.WEAKER
    return Effect.STRONGER if is_weaker(name, old.value, new.value) else Effect.OTHER


def _strategies(service: str, old: ServiceTopology, new: ServiceTopology) -> Iterator[Change]:
    for key in sorted({*old.strategies, *new.strategies}):
        before, after = (
            each.strategies[key].strategy if key in each.strategies else None for each in (old, new)
        )
        if before == after:
            continue
        ranks = [_STRATEGIES.index(each) if each in _STRATEGIES else -1 for each in (before, after)]
        effect = Effect.STRONGER if ranks[0] < ranks[1] else Effect.WEAKER
        if before is None or after is None:
            effect = Effect.STRONGER if before is None else Effect.WEAKER
        yield Change(service, "strategy", before, after, effect, *key)
