"""Impact that cannot be as it is written, and parts that nothing leads to."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding
from pods.continuity.impact import Scale

__all__ = ["capability_use", "curves", "scales", "urgency"]


def scales(context: Context) -> Iterator[Finding]:
    """Find scales that end nowhere, fall in money, or judge nothing."""
    used = {
        name
        for capability in context.plan.capabilities.values()
        for name in (*capability.impact.outage, *capability.impact.data_loss)
    }
    for name, scale in context.plan.scales.items():
        path: Path = ("scales", name)
        if scale.intolerable not in scale.levels:
            yield Finding(
                "intolerable-level-unknown",
                (*path, "intolerable"),
                f"level {scale.intolerable} is not on the scale",
                f"one of the levels {_levels(scale)} is required",
                "Choose one of these, or define it under levels.",
            )
        if name not in used:
            yield warning(
                "scale-unused",
                path,
                "no capability's impact is judged on it",
                "a scale should be used",
                "Judge a capability on it, or remove it.",
            )
        yield from _amounts(path, scale)


def _amounts(path: Path, scale: Scale) -> Iterator[Finding]:
    bounds = [(level, each.up_to) for level, each in sorted(scale.levels.items()) if each.up_to]
    for (lower, first), (higher, second) in pairwise(bounds):
        place: Path = (*path, "levels", str(higher), "up_to")
        if first.currency != second.currency:
            yield Finding(
                "scale-currencies-differ",
                place,
                f"{second.currency}, while level {lower} is in {first.currency}",
                "one currency for a scale is required",
                "Write all amounts of the scale in one currency.",
            )
        elif second <= first:
            yield Finding(
                "scale-amounts-fall",
                place,
                f"{second.amount:,} {second.currency}, while level {lower} goes up to "
                f"{first.amount:,} {first.currency}",
                "amounts must rise with the level",
                f"Raise it above {first.amount:,} {first.currency}.",
            )


def curves(context: Context) -> Iterator[Finding]:
    """Find impact that shrinks while the outage lasts, has no steps, or leaves its scale."""
    for key, capability in context.plan.capabilities.items():
        for part in ("outage", "data_loss"):
            for name, curve in getattr(capability.impact, part).items():
                path: Path = ("capabilities", key, "impact", part, name)
                if not curve:
                    yield Finding(
                        "curve-empty",
                        path,
                        "no step",
                        "at least one span with its level is required",
                        "Say which level is reached after which span, such as 4 h: 3.",
                    )
                yield from _falls(path, curve)
                yield from _off_scale(path, curve, context.plan.scales.get(name))


def _falls(path: Path, curve: Mapping[timedelta, int]) -> Iterator[Finding]:
    for (early, first), (late, second) in pairwise(sorted(curve.items())):
        if second < first:
            yield Finding(
                "impact-falls",
                path,
                f"level {first} after {as_text(early)} and level {second} after {as_text(late)}",
                "impact cannot shrink while it lasts",
                f"Raise the level after {as_text(late)} to {first} or more.",
            )


def _off_scale(
    path: Path, curve: Mapping[timedelta, int], scale: Scale | None
) -> Iterator[Finding]:
    if scale is None:
        return  # `unknown_references` reports it
    for span, level in curve.items():
        # Level 0 is no impact on every scale.
        if level and level not in scale.levels:
            yield Finding(
                "level-off-scale",
                path,
                f"level {level} after {as_text(span)} is not on the scale",
                f"one of the levels {_levels(scale)} is required",
                "Choose one of these, or define it in the scale.",
            )


def _levels(scale: Scale) -> str:
    return ", ".join(map(str, sorted(scale.levels)))


def urgency(context: Context) -> Iterator[Finding]:
    """Find capabilities whose loss is never intolerable: they fall to the lowest tier."""
    scales = context.plan.scales
    for key, capability in context.plan.capabilities.items():
        targets = context.asked[key]
        judged_on = (scales[name] for name in capability.impact.outage if name in scales)
        # Where the intolerable level is not on the scale, that is the finding.
        is_known = all(scale.intolerable in scale.levels for scale in judged_on)
        if targets.mtpd is None and is_known:
            yield warning(
                "never-intolerable",
                ("capabilities", key, "impact", "outage"),
                f"no outage is intolerable, so there is no MTPD and the tier is {targets.tier}",
                "somebody should confirm that it may be gone for ever",
                "Carry the analysis on until impact is intolerable.",
            )


def capability_use(context: Context) -> Iterator[Finding]:
    """Find capabilities in no journey, services that carry nothing, and what is listed twice."""
    plan = context.plan
    travelled = {name for journey in plan.journeys.values() for name in journey.capabilities}
    for key, journey in plan.journeys.items():
        yield from _twice(("journeys", key, "capabilities"), journey.capabilities)
    for key, capability in plan.capabilities.items():
        if key not in travelled:
            yield warning(
                "capability-in-no-journey",
                ("capabilities", key),
                "no journey needs it",
                "impact should be seen from a customer's journey",
                "Add it to a journey, or remove it.",
            )
        yield from _twice(("capabilities", key, "services"), capability.services)
    needed = {name for each in plan.capabilities.values() for name in each.services}
    needed |= {name for each in plan.services.values() for name in each.depends_on}
    needed |= {each.service for each in plan.dependencies.values() if each.service is not None}
    for key, service in plan.services.items():
        if key not in needed:
            yield warning(
                "service-unused",
                ("services", key),
                "no capability, service or dependency needs it",
                "a service should carry something",
                "Name it where it is needed, or remove it.",
            )
        yield from _twice(("services", key, "depends_on"), service.depends_on)


def _twice(path: Path, names: list[str]) -> Iterator[Finding]:
    seen = set()
    for position, name in enumerate(names):
        if name in seen:
            yield warning(
                "listed-twice",
                (*path, position),
                f"{name} is listed before",
                "once is enough",
                "Remove it.",
            )
        seen.add(name)
