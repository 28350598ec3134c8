"""Releases that reach everybody too soon, or are taken back too late."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import pairwise

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.disruptions import Disruption
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding, Severity
from pods.continuity.releases import Blackout, ReleaseRules

__all__ = ["blackouts", "release_rules", "rollback", "rollout"]

# The tiers whose releases nobody may make without rules.
_GUARDED_TIER = 2


def release_rules(context: Context) -> Iterator[Finding]:
    """Find tiers in use without rules, and urgent ones without a measurement to stop at."""
    users: dict[int, str] = {}
    for key, targets in context.targets.items():
        if targets.tier in context.plan.tiers:
            users.setdefault(targets.tier, key)
    for tier, key in sorted(users.items()):
        rules = context.plan.releases.get(tier)
        if rules is None:
            yield Finding(
                "release-rules-missing",
                ("releases",),
                f"no rules for tier {tier}, the tier of {key}",
                "every tier in use needs stages and a rollback",
                f"Describe releases of tier {tier}.",
                Severity.ERROR if tier <= _GUARDED_TIER else Severity.WARNING,
            )
        elif tier <= _GUARDED_TIER and not rules.guard_metrics:
            yield Finding(
                "guard-metrics-missing",
                ("releases", str(tier)),
                "no guard metrics",
                f"a measurement that stops a release is required for tiers 1 to {_GUARDED_TIER}",
                "Give at least one under guard_metrics.",
            )


def rollout(context: Context) -> Iterator[Finding]:
    """Find stages that do not rise to the whole, and canaries larger than the first of them."""
    for tier, rules in context.plan.releases.items():
        path: Path = ("releases", str(tier))
        for position, (first, second) in enumerate(pairwise(rules.stages), start=1):
            if second.percent <= first.percent:
                yield Finding(
                    "stages-not-rising",
                    (*path, "stages", position, "percent"),
                    f"{second.percent:g} percent after {first.percent:g} percent",
                    "each stage must be larger than the one before",
                    "Sort the stages, or remove one.",
                )
        yield from _ends(path, rules)


def _ends(path: Path, rules: ReleaseRules) -> Iterator[Finding]:
    first, last = rules.stages[0], rules.stages[-1]
    if last.percent != 100:  # noqa: PLR2004 - the whole
        yield Finding(
            "stages-incomplete",
            (*path, "stages", len(rules.stages) - 1, "percent"),
            f"the last stage is {last.percent:g} percent",
            "a release ends with all of the load",
            "Add a stage of 100 percent.",
        )
    if rules.canary is not None and rules.canary.percent > first.percent:
        yield Finding(
            "canary-above-stage",
            (*path, "canary", "percent"),
            f"{rules.canary.percent:g} percent, and the first stage is {first.percent:g} percent",
            "the canary comes before the first stage and cannot be larger",
            "Make it smaller, or the first stage larger.",
        )


def rollback(context: Context) -> Iterator[Finding]:
    """Find rollbacks slower than the RTO for a deployment failure."""
    strictest: dict[int, str] = {}
    failure = Disruption.DEPLOYMENT_FAILURE
    for key, targets in context.targets.items():
        held = strictest.setdefault(targets.tier, key)
        if targets.targets[failure].rto < context.targets[held].targets[failure].rto:
            strictest[targets.tier] = key
    for tier, rules in context.plan.releases.items():
        if tier not in strictest:
            continue
        rto = context.targets[strictest[tier]].targets[failure].rto
        if rules.rollback_within > rto:
            yield Finding(
                "rollback-slower-than-rto",
                ("releases", str(tier), "rollback_within"),
                f"a release is taken back within {as_text(rules.rollback_within)}",
                f"the RTO of {strictest[tier]} for {failure} is {as_text(rto)}",
                "Make the rollback quicker, or raise the RTO.",
            )


def blackouts(context: Context) -> Iterator[Finding]:
    """Find blackouts without a beginning or an end, with two of them, or long past."""
    now = datetime.combine(context.today, time(), UTC)
    for tier, rules in context.plan.releases.items():
        for key, blackout in rules.blackouts.items():
            path: Path = ("releases", str(tier), "blackouts", key)
            yield from _span(path, blackout)
            if blackout.is_over(now):
                yield warning(
                    "blackout-over",
                    path,
                    f"it ended on {blackout.end:%Y-%m-%d}",
                    "a blackout should lie ahead, or come again",
                    "Remove it, or give the next one.",
                )


def _span(path: Path, blackout: Blackout) -> Iterator[Finding]:
    once = (blackout.start is not None, blackout.end is not None)
    again = (blackout.recurs is not None, blackout.lasts is not None)
    if any(once) and any(again):
        yield Finding(
            "blackout-ambiguous",
            path,
            "it is given once (start, end) and again and again (recurs, lasts)",
            "it can be only one of the two",
            "Make two blackouts of it.",
        )
    elif not (all(once) or all(again)):
        named = zip(("start", "end", "recurs", "lasts"), (*once, *again), strict=True)
        given = [name for name, is_given in named if is_given]
        yield Finding(
            "blackout-incomplete",
            path,
            f"only {given[0]} is given" if given else "no time is given",
            "start and end, or recurs and lasts, are required",
            "Give the other of the two." if given else "Give one of the two pairs.",
        )
    if blackout.start is not None and blackout.end is not None and blackout.end <= blackout.start:
        yield Finding(
            "blackout-reversed",
            (*path, "end"),
            f"it ends on {blackout.end.isoformat()} and starts on {blackout.start.isoformat()}",
            "the end must come after the start",
            "Swap the two.",
        )
