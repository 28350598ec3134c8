"""The times of a week in which a database takes no backup from anybody else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem

__all__ = ["DAYS", "DAY_MINUTES", "WEEK_MINUTES", "Blocked", "blocked_times"]

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# RDS starts no other backup from an hour before a window of its own until that window's end, and
# AWS Backup's job fails: https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html
_BEFORE_MINUTES = 60
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_DAILY = re.compile(rf"{_CLOCK}-{_CLOCK}")
_WEEKLY = re.compile(rf"({'|'.join(DAYS)}):{_CLOCK}-({'|'.join(DAYS)}):{_CLOCK}")


@dataclass(frozen=True, slots=True)
class Blocked:
    """A span of the week, which may reach over its end; in minutes from Monday 00:00 UTC."""

    start: int
    minutes: int

    def touches(self, start: int, minutes: int) -> bool:
        """Answer whether a span that starts here, and lasts so long, shares a minute with it."""
        return (start - self.start) % WEEK_MINUTES < self.minutes or (
            self.start - start
        ) % WEEK_MINUTES <= minutes


def blocked_times(windows: Sequence[str]) -> tuple[list[Blocked], list[Problem]]:
    """Return when no backup can start around these windows, and what is no window.

    A window is daily (`07:20-09:20`) or weekly (`sun:10:00-sun:11:00`), in UTC, as RDS writes it.
    """
    blocked, problems = [], []
    for window in windows:
        daily, weekly = _DAILY.fullmatch(window), _WEEKLY.fullmatch(window)
        if daily is not None:
            start, end = _minutes(daily[1], daily[2]), _minutes(daily[3], daily[4])
            length = (end - start) % DAY_MINUTES
            blocked += [_around(day * DAY_MINUTES + start, length) for day in range(len(DAYS))]
        elif weekly is not None:
            start = DAYS.index(weekly[1]) * DAY_MINUTES + _minutes(weekly[2], weekly[3])
            end = DAYS.index(weekly[4]) * DAY_MINUTES + _minutes(weekly[5], weekly[6])
            blocked.append(_around(start, (end - start) % WEEK_MINUTES))
        else:
            problems.append(
                Problem(
                    "backups.avoid_windows",
                    f"{window!r}",
                    "a UTC window of the database is required",
                    "Write it like 07:20-09:20 or sun:10:00-sun:11:00.",
                )
            )
    return blocked, problems


def _around(start: int, minutes: int) -> Blocked:
    return Blocked((start - _BEFORE_MINUTES) % WEEK_MINUTES, minutes + _BEFORE_MINUTES)


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
