"""Reads daily and weekly windows in UTC, as database services write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["DAY", "Window", "daily_window", "offsets_of", "weekly_window"]

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME: Final = r"([01]\d|2[0-3]):([0-5]\d)"
_DAILY: Final = re.compile(f"{_TIME}-{_TIME}")
_WEEKLY: Final = re.compile(rf"({'|'.join(_DAYS)}):{_TIME}-({'|'.join(_DAYS)}):{_TIME}")

# Offsets from UTC are what a zone's rules give in this year: rules seldom change, and a verdict
# must not depend on the day on which it is asked for.
_YEAR: Final = 2026


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes from a start, around a circle of one day or one week."""

    start: int
    minutes: int
    circle: int

    def contains(self, other: "Window") -> bool:
        """Answer whether another window of the same circle lies inside this one."""
        return (other.start - self.start) % self.circle + other.minutes <= self.minutes

    def meets(self, other: "Window") -> bool:
        """Answer whether two windows of the same circle share a minute."""
        return (other.start - self.start) % self.circle < self.minutes or (
            self.start - other.start
        ) % self.circle < other.minutes

    def moved(self, minutes: int) -> "Window":
        """Return the window some minutes later."""
        return Window((self.start + minutes) % self.circle, self.minutes, self.circle)

    def of_each_day(self) -> Iterator["Window"]:
        """Yield a daily window as the seven of a week."""
        for day in range(len(_DAYS)):
            yield Window(day * DAY + self.start, self.minutes, WEEK)


def daily_window(text: str) -> Window | None:
    """Read `23:30-00:30`; None for anything else."""
    found = _DAILY.fullmatch(text.strip())
    if found is None:
        return None
    start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    return Window(start, (end - start) % DAY, DAY) if start != end else None


def weekly_window(text: str) -> Window | None:
    """Read `sun:23:30-mon:00:30`; None for anything else."""
    found = _WEEKLY.fullmatch(text.strip().lower())
    if found is None:
        return None
    start = _DAYS.index(found[1]) * DAY + _minutes(found[2], found[3])
    end = _DAYS.index(found[4]) * DAY + _minutes(found[5], found[6])
    return Window(start, (end - start) % WEEK, WEEK) if start != end else None


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)


def offsets_of(zone: ZoneInfo) -> tuple[int, ...]:
    """Return the minutes by which a zone is ahead of UTC, in winter and in summer."""
    found = set()
    for month in range(1, 13):
        offset = datetime(_YEAR, month, 1, tzinfo=UTC).astimezone(zone).utcoffset()
        found.add(0 if offset is None else int(offset.total_seconds() // 60))
    return tuple(sorted(found))
