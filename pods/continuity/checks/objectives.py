"""Objectives that contradict the impact, the tier or each other."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from pods.continuity.capabilities import Objective
from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.derivation import CapabilityTargets, derive_capability
from pods.continuity.disruptions import NARROWER_FIRST, Disruption
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding
from pods.continuity.tiers import TierObjective

__all__ = ["narrower_first", "objective_limits", "overrides", "tier_choices", "zero_objectives"]

_FIGURES = ("rto", "rpo")
_Figure = tuple[Disruption, timedelta]


def zero_objectives(context: Context) -> Iterator[Finding]:
    """Find objectives of 0: nothing recovers in no time, and no copy is ever that young."""
    for path, span in _given(context):
        if span == timedelta(0):
            yield Finding(
                "objective-zero",
                path,
                "an objective of 0 s",
                "a span above 0 is required, as nothing recovers in no time",
                "Write the longest span that can be borne.",
            )


def _given(context: Context) -> Iterator[tuple[Path, timedelta | None]]:
    for number, tier in context.plan.tiers.items():
        yield from _pairs(("tiers", str(number), "objectives"), tier.objectives)
    for key, capability in context.plan.capabilities.items():
        path: Path = ("capabilities", key)
        yield from _pairs((*path, "objectives"), capability.objectives)
        # What is intolerable at once leaves half of nothing as the objective.
        targets = context.asked[key]
        yield (*path, "impact", "outage"), targets.mtpd
        yield (*path, "impact", "data_loss"), targets.tolerable_data_loss
    for key, promise in context.plan.commitments.items():
        yield ("commitments", key, "rto"), promise.rto
        yield ("commitments", key, "rpo"), promise.rpo


def _pairs(
    path: Path, objectives: Mapping[Disruption, TierObjective | Objective]
) -> Iterator[tuple[Path, timedelta | None]]:
    for kind, pair in objectives.items():
        yield (*path, kind.value, "rto"), pair.rto
        yield (*path, kind.value, "rpo"), pair.rpo


def objective_limits(context: Context) -> Iterator[Finding]:
    """Find RTOs at or above the MTPD, and RPOs at or above the loss that is intolerable."""
    for key, capability in context.plan.capabilities.items():
        targets = context.asked[key]
        for kind, own in capability.objectives.items():
            path: Path = ("capabilities", key, "objectives", kind.value)
            if own.rto and targets.mtpd and own.rto >= targets.mtpd:
                yield Finding(
                    "rto-above-mtpd",
                    (*path, "rto"),
                    f"an RTO of {as_text(own.rto)}",
                    f"less than the MTPD of {as_text(targets.mtpd)} "
                    f"({targets.mtpd_dimension}) is required",
                    "Shorten the RTO, or analyse the impact anew.",
                )
            loss = targets.tolerable_data_loss
            if own.rpo and loss and own.rpo >= loss:
                yield Finding(
                    "rpo-above-tolerable-loss",
                    (*path, "rpo"),
                    f"an RPO of {as_text(own.rpo)}",
                    f"less than the {as_text(loss)} whose loss is intolerable is required",
                    "Shorten the RPO, or analyse the impact anew.",
                )


def narrower_first(context: Context) -> Iterator[Finding]:
    """Find a wider disruption with a stricter objective than the narrower one inside it."""
    for number, tier in context.plan.tiers.items():
        for narrow, wide in pairwise(NARROWER_FIRST):
            here, there = tier.objectives[narrow], tier.objectives[wide]
            path: Path = ("tiers", str(number), "objectives", wide.value)
            yield from _sooner((*path, "rto"), (wide, there.rto), (narrow, here.rto))
            yield from _less((*path, "rpo"), (wide, there.rpo), (narrow, here.rpo))
    for key, capability in context.plan.capabilities.items():
        # Derived figures keep the order of their tier, which was looked at above.
        if capability.objectives:
            yield from _of_capability(key, context.targets[key])


def _of_capability(key: str, targets: CapabilityTargets) -> Iterator[Finding]:
    for narrow, wide in pairwise(NARROWER_FIRST):
        here, there = targets.targets[narrow], targets.targets[wide]
        path: Path = ("capabilities", key, "objectives")
        if here.rto_source.is_override or there.rto_source.is_override:
            place = wide if there.rto_source.is_override else narrow
            at: Path = (*path, place.value, "rto")
            yield from _sooner(at, (wide, there.rto), (narrow, here.rto))
        if here.rpo_source.is_override or there.rpo_source.is_override:
            place = wide if there.rpo_source.is_override else narrow
            yield from _less((*path, place.value, "rpo"), (wide, there.rpo), (narrow, here.rpo))


def _sooner(path: Path, wide: _Figure, narrow: _Figure) -> Iterator[Finding]:
    if wide[1] < narrow[1]:
        yield Finding(
            "wider-recovers-sooner",
            path,
            f"an RTO of {as_text(wide[1])} for {wide[0]} and of {as_text(narrow[1])} for "
            f"{narrow[0]}",
            f"recovery from {wide[0]} cannot be the quicker, as it contains {narrow[0]}",
            f"Raise the RTO for {wide[0]}, or lower the one for {narrow[0]}.",
        )


def _less(path: Path, wide: _Figure, narrow: _Figure) -> Iterator[Finding]:
    # A warning only: the stricter figure can be kept, and then the other is kept as well.
    if wide[1] < narrow[1]:
        yield warning(
            "wider-loses-less",
            path,
            f"an RPO of {as_text(wide[1])} for {wide[0]} and of {as_text(narrow[1])} for "
            f"{narrow[0]}",
            f"what holds for {wide[0]} should hold for {narrow[0]}, which it contains",
            f"Lower the RPO for {narrow[0]}, or raise the one for {wide[0]}.",
        )


def overrides(context: Context) -> Iterator[Finding]:
    """Find overrides that say nothing, or nothing new."""
    bare = context.plan.model_copy(
        update={
            "capabilities": {
                key: each.model_copy(update={"objectives": {}})
                for key, each in context.plan.capabilities.items()
                if each.objectives
            }
        }
    )
    for key in bare.capabilities:
        derived = derive_capability(bare, key)
        for kind, own in context.plan.capabilities[key].objectives.items():
            path: Path = ("capabilities", key, "objectives", kind.value)
            yield from _empty(path, own)
            for figure in _FIGURES:
                span = getattr(own, figure)
                if span is not None and span == getattr(derived.targets[kind], figure):
                    yield warning(
                        "override-equals-derived",
                        (*path, figure),
                        f"{as_text(span)} is also what is derived",
                        "an override should differ",
                        f"Remove {figure}: it follows the impact by itself.",
                    )


def _empty(path: Path, own: Objective) -> Iterator[Finding]:
    if own.rto is None and own.rpo is None:
        yield Finding(
            "override-empty",
            path,
            "neither rto nor rpo is given",
            "an override of at least one is required",
            "Give one, or remove the entry.",
        )


def tier_choices(context: Context) -> Iterator[Finding]:
    """Find tiers that were chosen against the impact, or that the impact gives anyway."""
    for key, capability in context.plan.capabilities.items():
        if capability.tier is None or capability.tier.is_ not in context.plan.tiers:
            continue
        chosen, derived = capability.tier.is_, context.asked[key].derived_tier
        path: Path = ("capabilities", key, "tier", "is")
        if chosen > derived:
            yield warning(
                "tier-weaker-than-derived",
                path,
                f"tier {chosen}",
                f"the impact gives tier {derived}, which protects more",
                "Let somebody with the authority confirm the reason, or remove tier.",
            )
        elif chosen == derived:
            yield warning(
                "tier-equals-derived",
                path,
                f"tier {chosen} is also what is derived",
                "an override should differ",
                "Remove tier: it follows the impact by itself.",
            )
