"""Incidents that are answered, decided or escalated too late, or not at all."""

from collections.abc import Iterator
from itertools import pairwise

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding

__all__ = ["crisis", "decisions", "escalation", "response", "severities"]


def escalation(context: Context) -> Iterator[Finding]:
    """Find steps of an escalation whose times do not rise."""
    for key, severity in context.plan.incidents.severities.items():
        for position, (early, late) in enumerate(pairwise(severity.escalation), start=1):
            if late.after <= early.after:
                yield Finding(
                    "escalation-not-rising",
                    ("incidents", "severities", key, "escalation", position, "after"),
                    f"{as_text(late.after)}, and the step before is after {as_text(early.after)}",
                    "each step must come later than the one before",
                    "Sort the steps by time, or merge the two.",
                )


def severities(context: Context) -> Iterator[Finding]:
    """Find severities out of order, and those that no priority is given to."""
    given = context.plan.incidents.severities
    prioritised = {
        name
        for priority in context.plan.incidents.priorities.values()
        for name in priority.severities
    }
    for (worse, first), (milder, second) in pairwise(given.items()):
        if second.responds_within < first.responds_within:
            yield Finding(
                "severity-order",
                ("incidents", "severities", milder, "responds_within"),
                f"{as_text(second.responds_within)}, while the worse {worse} waits "
                f"{as_text(first.responds_within)}",
                "severities go from the worst to the mildest",
                f"Sort them, or answer {worse} sooner.",
            )
    for key in given:
        if key not in prioritised:
            yield warning(
                "severity-without-priority",
                ("incidents", "severities", key),
                "no priority is given to it",
                "its place in the queue should be known",
                "Add it to a priority.",
            )


def response(context: Context) -> Iterator[Finding]:
    """Find an answer to the worst severity that is slower than the strictest RTO."""
    worst = next(iter(context.plan.incidents.severities.items()), None)
    strictest = context.strictest(lambda each: min(one.rto for one in each.targets.values()))
    if worst is None or strictest is None:
        return
    (key, severity), (name, rto) = worst, strictest
    if severity.responds_within > rto:
        targets = context.targets[name].targets
        kind = min(targets, key=lambda each: targets[each].rto)
        yield Finding(
            "response-slower-than-rto",
            ("incidents", "severities", key, "responds_within"),
            f"somebody works on it within {as_text(severity.responds_within)}",
            f"the RTO of {name} for {kind} is {as_text(rto)}",
            "Answer sooner, or raise the RTO.",
        )


def decisions(context: Context) -> Iterator[Finding]:
    """Find decisions that come after the slowest recovery of what is most urgent.

    A decision names no disruption, so this is what can be said of each: the answer to the worst
    severity and the decision must leave time in the longest RTO of the strictest capability.
    """
    incidents = context.plan.incidents
    worst = next(iter(incidents.severities.values()), None)
    strictest = context.strictest(lambda each: max(one.rto for one in each.targets.values()))
    if worst is None or strictest is None:
        return
    name, longest = strictest
    for key, decision in incidents.decisions.items():
        if worst.responds_within + decision.within >= longest:
            yield Finding(
                "decision-too-late",
                ("incidents", "decisions", key, "within"),
                f"an answer within {as_text(worst.responds_within)} and a decision within "
                f"{as_text(decision.within)}",
                f"time must be left in {as_text(longest)}, the longest RTO of {name}",
                "Decide sooner, or let it happen without a decision.",
            )


def crisis(context: Context) -> Iterator[Finding]:
    """Find severities that call a crisis team there is none of, and a team that nothing calls."""
    incidents = context.plan.incidents
    calling = [key for key, severity in incidents.severities.items() if severity.crisis]
    if incidents.crisis is None:
        for key in calling:
            path: Path = ("incidents", "severities", key, "crisis")
            yield Finding(
                "crisis-team-missing",
                path,
                "the crisis team meets, and the plan has none",
                "a core team and its procedure are required",
                "Describe it under incidents.crisis.",
            )
    elif not calling:
        yield warning(
            "crisis-never-called",
            ("incidents", "crisis"),
            "no severity calls it",
            "the worst severity should",
            "Set crisis of that severity.",
        )
