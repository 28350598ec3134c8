"""Risks that are followed by nobody, or borne without anybody's word."""

from collections.abc import Iterator
from datetime import timedelta

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.findings import Finding
from pods.continuity.risks import Risk, RiskState, Treatment

__all__ = ["risks"]

_UNFINISHED = (RiskState.OPEN, RiskState.MITIGATING)
# The top band of a matrix of five by five: likely and severe, or rare and worse than that.
_INTOLERABLE = 15
_YEAR = timedelta(days=366)


def risks(context: Context) -> Iterator[Finding]:
    """Find risks whose state, date or acceptance does not fit."""
    for key, risk in context.plan.risks.items():
        path: Path = ("risks", key)
        yield from _state(path, risk)
        yield from _due(context, path, risk)
        yield from _acceptance(context, path, risk)


def _state(path: Path, risk: Risk) -> Iterator[Finding]:
    is_accepted = risk.state is RiskState.ACCEPTED
    is_borne = risk.treatment is Treatment.ACCEPT
    if (is_accepted and not is_borne) or (
        is_borne and risk.state in (RiskState.MITIGATING, RiskState.MITIGATED)
    ):
        yield Finding(
            "risk-state-contradicts",
            (*path, "state"),
            f"the state {risk.state} with the treatment {risk.treatment}",
            "what is accepted is not mitigated, and what is mitigated is not accepted",
            "Change the state or the treatment.",
        )


def _due(context: Context, path: Path, risk: Risk) -> Iterator[Finding]:
    if risk.state not in _UNFINISHED:
        return
    if risk.due is None:
        yield Finding(
            "risk-without-due",
            path,
            f"the state {risk.state} and no due date",
            "a date by which the mitigation stands is required",
            "Give due.",
        )
    elif risk.due < context.today:
        yield warning(
            "risk-overdue",
            (*path, "due"),
            f"due on {risk.due}, and the state is {risk.state}",
            "a mitigation should stand when it is due",
            "Finish it, or set a new date with the owner.",
        )


def _acceptance(context: Context, path: Path, risk: Risk) -> Iterator[Finding]:
    if risk.treatment is not Treatment.ACCEPT or risk.rating < _INTOLERABLE:
        return
    if risk.reviewed is None:
        yield Finding(
            "intolerable-risk-accepted",
            path,
            f"a rating of {risk.rating} is accepted, and was never reviewed",
            f"a review is required from {_INTOLERABLE} on",
            "Have the owner review it and give reviewed, or treat it.",
        )
    elif context.today - risk.reviewed > _YEAR:
        yield warning(
            "accepted-risk-unreviewed",
            (*path, "reviewed"),
            f"a rating of {risk.rating} is accepted, and was last reviewed on {risk.reviewed}",
            "an accepted risk should be reviewed every year",
            "Have the owner review it, and give reviewed.",
        )
