"""Promises to customers that the objectives do not protect."""

from collections.abc import Iterator
from datetime import timedelta

from pods.continuity.capabilities import Commitment
from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.derivation import CapabilityTargets
from pods.continuity.disruptions import DATA_LOST, Disruption
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding

__all__ = ["promised_availability", "promised_objectives"]


def promised_objectives(context: Context) -> Iterator[Finding]:
    """Find promises of recovery that are stricter than an objective behind them."""
    for key, promise in context.plan.commitments.items():
        path: Path = ("commitments", key)
        if promise.availability is None and promise.rto is None and promise.rpo is None:
            yield warning(
                "commitment-empty",
                path,
                "no availability, rto or rpo",
                "a commitment should promise something that can be measured",
                "Give one of the three, or remove the entry.",
            )
        for targets in _covered(context, promise):
            rto = {kind: target.rto for kind, target in targets.targets.items()}
            rpo = {kind: target.rpo for kind, target in targets.targets.items()}
            yield from _unprotected((*path, "rto"), "RTO", promise.rto, targets, rto)
            yield from _unprotected((*path, "rpo"), "RPO", promise.rpo, targets, rpo)


def _covered(context: Context, promise: Commitment) -> Iterator[CapabilityTargets]:
    return (context.targets[key] for key in promise.capabilities if key in context.targets)


def _unprotected(
    path: Path,
    figure: str,
    promised: timedelta | None,
    targets: CapabilityTargets,
    objectives: dict[Disruption, timedelta],
) -> Iterator[Finding]:
    if not promised:
        return  # nothing is promised, or 0, which is a finding of its own
    weaker = [f"{kind} {as_text(span)}" for kind, span in objectives.items() if span > promised]
    if weaker:
        yield Finding(
            "commitment-unprotected",
            path,
            f"{as_text(promised)} is promised, but the {figure} of {targets.capability} is longer: "
            + ", ".join(weaker),
            "every objective must be within what customers were promised",
            f"Override these objectives of {targets.capability}, or promise less.",
        )


def promised_availability(context: Context) -> Iterator[Finding]:
    """Find shares of time that a single outage breaks, though it keeps its RTO.

    Only disruptions that a standby answers count: one that needs a copy (`DATA_LOST`) is too rare
    for a share of a month, and the promised rto speaks for it.
    """
    for key, promise in context.plan.commitments.items():
        if promise.availability is None:
            continue
        allowed = promise.period * (1 - promise.availability / 100)
        for targets in _covered(context, promise):
            longer = [
                f"{kind} {as_text(target.rto)}"
                for kind, target in targets.targets.items()
                if kind not in DATA_LOST and target.rto > allowed
            ]
            if longer:
                yield Finding(
                    "availability-below-rto",
                    ("commitments", key, "availability"),
                    f"{promise.availability:g} percent of {as_text(promise.period)} allow "
                    f"{as_text(allowed)} of outage, but the RTO of {targets.capability} is "
                    f"longer: {', '.join(longer)}",
                    "one outage that keeps its RTO must not break the promise",
                    f"Shorten these RTOs of {targets.capability}, or promise less.",
                )
