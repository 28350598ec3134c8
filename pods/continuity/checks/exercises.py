"""What is never tried, or not often enough."""

from collections.abc import Iterator
from datetime import date, timedelta

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.disruptions import Disruption
from pods.continuity.exercises import Exercise
from pods.continuity.findings import Finding
from pods.continuity.schedules import next_after

__all__ = ["calendar", "coverage"]

_YEAR = timedelta(days=366)
# The tiers whose recovery must have been tried.
_TRIED_TIER = 2


def coverage(context: Context) -> Iterator[Finding]:
    """Find urgent capabilities in no exercise, and disruptions that the most urgent never met."""
    tried: dict[str, set[Disruption]] = {}
    for exercise in context.plan.exercises.values():
        for name in exercise.capabilities:
            tried.setdefault(name, set()).add(exercise.disruption)
    for key, targets in context.targets.items():
        path: Path = ("capabilities", key)
        if targets.tier <= _TRIED_TIER and key not in tried:
            yield Finding(
                "capability-unexercised",
                path,
                f"no exercise tries it, and its tier is {targets.tier}",
                f"one every year is required for tiers 1 to {_TRIED_TIER}",
                "Add it to an exercise.",
            )
        elif targets.tier == 1:
            untried = [kind for kind in Disruption if kind not in tried[key]]
            if untried:
                yield warning(
                    "disruption-unexercised",
                    path,
                    f"no exercise tries {', '.join(untried)}",
                    "a capability of tier 1 should have met every kind of disruption",
                    "Add an exercise for each.",
                )


def calendar(context: Context) -> Iterator[Finding]:
    """Find exercises that are overdue, have no date, or come too rarely."""
    for key, exercise in context.plan.exercises.items():
        path: Path = ("exercises", key)
        if exercise.last is not None and exercise.last > context.today:
            continue  # the date is reported, and nothing can be counted from it
        following = next_after(exercise.repeats, exercise.last or context.today)
        yield from _dates(context, path, exercise, exercise.next or following)
        last = exercise.last or context.today
        if following is not None and following - last > _YEAR:
            yield Finding(
                "exercise-too-rare",
                (*path, "repeats"),
                f"the next after {last} is on {following}",
                "one every year is required",
                "Repeat it yearly or more often.",
            )
        if following is None:
            yield warning(
                "exercise-ended",
                (*path, "repeats"),
                f"it does not come again after {last}",
                "an exercise should be repeated",
                "Remove COUNT and UNTIL from the rule, or remove the exercise.",
            )


def _dates(context: Context, path: Path, exercise: Exercise, due: date | None) -> Iterator[Finding]:
    if exercise.last is None:
        yield warning(
            "exercise-never-held",
            path,
            "it was never held",
            "what was never tried is not known to work",
            "Hold it, and give last." if exercise.next else "Give next, hold it, and give last.",
        )
        is_overdue = exercise.next is not None and exercise.next < context.today
    else:
        is_overdue = due is not None and due < context.today
    if is_overdue:
        yield warning(
            "exercise-overdue",
            path,
            f"it was due on {due}",
            f"today is {context.today}",
            "Hold it, and give last.",
        )
    if exercise.last and exercise.next and exercise.next <= exercise.last:
        yield Finding(
            "exercise-next-before-last",
            (*path, "next"),
            f"next on {exercise.next}, and last on {exercise.last}",
            "the next one must come after the last one",
            "Give the date of the one to come, or remove next.",
        )
