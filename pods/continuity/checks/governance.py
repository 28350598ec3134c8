"""Reviews and approvals that are overdue, missing, or one's own."""

from collections.abc import Iterator
from datetime import date, timedelta

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding

__all__ = ["analysis", "approval", "future_dates", "reviews"]

_YEAR = timedelta(days=366)


def reviews(context: Context) -> Iterator[Finding]:
    """Find a review that is overdue, or further away than a year."""
    given = context.plan.governance
    yield from _interval(("governance", "review_every"), given.review_every, "review")
    if given.last_review > context.today:
        return  # `future_dates` reports it, and no other date can be measured by it
    is_late = context.today - given.last_review > given.review_every
    if given.next_review is not None:
        is_late = given.next_review < context.today
        if given.next_review <= given.last_review:
            yield Finding(
                "next-review-before-last",
                ("governance", "next_review"),
                f"next on {given.next_review}, and last on {given.last_review}",
                "the next one must come after the last one",
                "Give the date of the one to come, or remove next_review.",
            )
        elif given.next_review - given.last_review > given.review_every:
            yield Finding(
                "next-review-too-late",
                ("governance", "next_review"),
                f"next on {given.next_review}, and last on {given.last_review}",
                f"a review every {as_text(given.review_every)} is required",
                "Bring it forward, or remove next_review.",
            )
    if is_late:
        due = given.next_review or given.last_review + given.review_every
        yield warning(
            "review-overdue",
            ("governance", "last_review"),
            f"last reviewed on {given.last_review}, due on {due}",
            f"today is {context.today}",
            "Review the plan, have it approved, and give both dates.",
        )


def analysis(context: Context) -> Iterator[Finding]:
    """Find an impact analysis that is overdue, or made less than yearly."""
    given = context.plan.analysis
    if context.today - given.last > given.every:
        yield warning(
            "analysis-overdue",
            ("analysis", "last"),
            f"last made on {given.last}, due on {given.last + given.every}",
            f"today is {context.today}",
            "Analyse the impact anew, and give last.",
        )
    yield from _interval(("analysis", "every"), given.every, "analysis")


def _interval(path: Path, every: timedelta, what: str) -> Iterator[Finding]:
    if every > _YEAR:
        yield Finding(
            "interval-above-year",
            path,
            f"every {as_text(every)}",
            f"at least one {what} a year is required",
            "Write 1 year or less.",
        )


def approval(context: Context) -> Iterator[Finding]:
    """Find a plan that was changed since it was approved, or approved by who keeps it."""
    plan, given = context.plan, context.plan.governance
    if given.approved < given.last_review <= context.today:
        yield Finding(
            "approval-before-review",
            ("governance", "approved"),
            f"approved on {given.approved}, reviewed on {given.last_review}",
            "approval of what the review found is required",
            "Have it approved, and give approved.",
        )
    if given.owner == given.approver:
        yield Finding(
            "owner-is-approver",
            ("governance", "approver"),
            f"{given.approver} keeps the plan and approves it",
            "another role is required",
            "Name the role that the owner reports to.",
        )
    elif given.owner in plan.roles and given.approver in plan.roles:
        holder = plan.roles[given.owner].holder
        if holder == plan.roles[given.approver].holder:
            yield Finding(
                "owner-is-approver",
                ("governance", "approver"),
                f"{holder} holds both {given.owner} and {given.approver}",
                "somebody else is required",
                "Give one of the two roles to another contact.",
            )


def future_dates(context: Context) -> Iterator[Finding]:
    """Find things that were done on a day which has not come."""
    for path, day in _done(context):
        if day is not None and day > context.today:
            yield warning(
                "date-in-future",
                path,
                f"{day}",
                f"a day up to today, {context.today}, is required",
                "Give the day on which it was done.",
            )


def _done(context: Context) -> Iterator[tuple[Path, date | None]]:
    plan = context.plan
    yield ("governance", "approved"), plan.governance.approved
    yield ("governance", "last_review"), plan.governance.last_review
    yield ("analysis", "last"), plan.analysis.last
    for key, dependency in plan.dependencies.items():
        if dependency.fallback is not None:
            yield ("dependencies", key, "fallback", "last_tested"), dependency.fallback.last_tested
    for key, mode in plan.degradation_modes.items():
        yield ("degradation_modes", key, "last_tested"), mode.last_tested
    for key, risk in plan.risks.items():
        yield ("risks", key, "reviewed"), risk.reviewed
    for key, exercise in plan.exercises.items():
        yield ("exercises", key, "last"), exercise.last
