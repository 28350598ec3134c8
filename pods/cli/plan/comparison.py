"""What `pods plan diff` tells of two plans, as plain values: what is asked, and of whom."""

from collections.abc import Iterator
from typing import Any

from pods.cli.plan.explanation import plain_value
from pods.continuity import CapabilityTargets, Disruption, Plan, derive
from pods.continuity.durations import as_text
from pods.topology.planner import KINDS, Change, Effect, differences, plan_all

__all__ = ["comparison", "is_weakening"]

Row = dict[str, Any]


def comparison(old: Plan, new: Plan) -> list[Row]:
    """Return every difference: capabilities first, then what the topology must do otherwise."""
    before, after = derive(old), derive(new)
    capabilities = [
        row
        for name in sorted({*before, *after})
        for row in _capability(name, before.get(name), after.get(name))
    ]
    return capabilities + [_topology(each) for each in differences(plan_all(old), plan_all(new))]


def is_weakening(rows: list[Row]) -> bool:
    """Say whether anything is protected less than before, or no more at all."""
    return any(row["effect"] in (Effect.WEAKER, Effect.REMOVED) for row in rows)


def _capability(
    name: str, old: CapabilityTargets | None, new: CapabilityTargets | None
) -> Iterator[Row]:
    if old is None or new is None:
        if old is None:
            yield _row("capability", None, name, Effect.ADDED, capability=name)
        else:
            yield _row("capability", name, None, Effect.REMOVED, capability=name)
        return
    if old.tier != new.tier:
        effect = Effect.WEAKER if new.tier > old.tier else Effect.STRONGER
        yield _row("tier", old.tier, new.tier, effect, capability=name)
    for disruption in Disruption:
        for figure in ("rto", "rpo"):
            before = getattr(old.targets[disruption], figure)
            after = getattr(new.targets[disruption], figure)
            if before != after:
                effect = Effect.WEAKER if after > before else Effect.STRONGER
                yield _row(
                    figure,
                    as_text(before),
                    as_text(after),
                    effect,
                    capability=name,
                    disruption=disruption,
                )


def _topology(change: Change) -> Row:
    old, new = (
        plain_value(change.subject, each) if change.subject in KINDS and each is not None else each
        for each in (change.old, change.new)
    )
    return _row(
        change.subject,
        old,
        new,
        change.effect,
        service=change.service,
        capability=change.capability,
        disruption=change.disruption,
    )


def _row(
    subject: str,
    old: Any,
    new: Any,
    effect: Effect,
    *,
    capability: str | None,
    service: str | None = None,
    disruption: Disruption | None = None,
) -> Row:
    return {
        "service": service,
        "subject": subject,
        "old": old,
        "new": new,
        "effect": effect.value,
        "capability": capability,
        "disruption": disruption.value if disruption else None,
    }
