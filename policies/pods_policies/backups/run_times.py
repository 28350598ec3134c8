"""When a schedule runs, and the longest time between two runs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

__all__ = ["RunTimes", "every", "from_cron", "longest_gap"]

FIRST_DAY: Final = date(2027, 1, 1)
DAYS: Final = 400
"""Runs are laid out over this many days: more than a year, so that each month's length occurs."""

DAY: Final = 24 * 60

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_CRON = re.compile(r"\s*cron\((.+)\)\s*")
_STEP = re.compile(r"(\*|\d+(?:-\d+)?)(?:/(\d+))?")


@dataclass(frozen=True, slots=True)
class RunTimes:
    """The minutes at which a schedule runs, counted from `FIRST_DAY`, in order."""

    minutes: tuple[int, ...]

    @property
    def mean_gap_days(self) -> float:
        """The mean time between two runs, in days."""
        return DAYS / len(self.minutes) if self.minutes else float("inf")


def every(hours: int, start: str = "00:00") -> RunTimes:
    """Return the runs of a schedule that repeats after some hours, from a time of day on."""
    hour, minute = (int(part) for part in start.split(":"))
    first = (hour * 60 + minute) % (hours * 60)
    return RunTimes(tuple(range(first, DAYS * DAY, hours * 60)))


def longest_gap(schedules: Iterable[RunTimes]) -> float:
    """Return the longest time between two runs of all schedules together, in hours."""
    runs = sorted({minute for schedule in schedules for minute in schedule.minutes})
    if not runs:
        return float("inf")
    between = [later - run for run, later in pairwise(runs)]
    # Before the first run and after the last one no snapshot is made either.
    return max([*between, runs[0], DAYS * DAY - runs[-1]]) / 60


def from_cron(expression: str) -> RunTimes | None:
    """Return the runs of an AWS cron expression, or None for a form that is not understood.

    Understood are numbers, names, lists, ranges, steps, `*` and `?`. The forms that depend on the
    calendar (`L`, `W`, `#`) and those bound to certain years are not.
    """
    matched = _CRON.fullmatch(expression)
    fields = matched[1].upper().split() if matched else []
    if len(fields) != 6 or fields[5] != "*":  # noqa: PLR2004 - AWS's cron has six fields
        return None
    minutes, hours = _numbers(fields[0], 0, 59), _numbers(fields[1], 0, 23)
    days, months = _numbers(fields[2], 1, 31), _numbers(_numbered(fields[3], _MONTHS), 1, 12)
    weekdays = _numbers(_numbered(fields[4], _WEEKDAYS), 1, 7)
    if not (minutes and hours and days and months and weekdays):
        return None
    times = sorted(hour * 60 + minute for hour in hours for minute in minutes)
    dates = [(offset, FIRST_DAY + timedelta(offset)) for offset in range(DAYS)]
    return RunTimes(
        tuple(
            offset * DAY + time
            for offset, day in dates
            if day.month in months and day.day in days and day.isoweekday() % 7 + 1 in weekdays
            for time in times
        )
    )


def _numbered(field: str, names: tuple[str, ...]) -> str:
    for position, name in enumerate(names, start=1):
        field = field.replace(name, str(position))
    return field


def _numbers(field: str, low: int, high: int) -> set[int] | None:
    """Return the numbers that a field stands for; None when it is not understood."""
    found: set[int] = set()
    for part in field.replace("?", "*").split(","):
        matched = _STEP.fullmatch(part)
        if matched is None:
            return None
        base, step = matched[1], int(matched[2] or 0)
        first, _, last = base.partition("-")
        start = low if base == "*" else int(first)
        end = high if base == "*" or (step and not last) else int(last or first)
        if not low <= start <= end <= high:
            return None
        found.update(range(start, end + 1, step or 1))
    return found
