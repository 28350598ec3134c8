"""The times of a week in which a database takes no backup from anybody else."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pods_policies.relations.resource import Resource
from pods_policies.schedules.run_times import FIRST_DAY, RunTimes

__all__ = ["backup_start", "without_blocked"]

_DAY: Final = 24 * 60
_WEEK: Final = 7 * _DAY
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK: Final = r"([01]\d|2[0-3]):([0-5]\d)"
_DAILY: Final = re.compile(rf"{_CLOCK}-{_CLOCK}")
_WEEKLY: Final = re.compile(rf"({'|'.join(_DAYS)}):{_CLOCK}-({'|'.join(_DAYS)}):{_CLOCK}")

_BEFORE: Final = 60
"""RDS lets no other backup begin from an hour before a window of its own until that window's end:
https://docs.aws.amazon.com/aws-backup/latest/devguide/troubleshooting.html"""


@dataclass(frozen=True, slots=True)
class _Window:
    """A window that comes every day or every week, in minutes from Monday 00:00 UTC."""

    start: int
    length: int
    period: int

    def blocks(self, run: int, start_minutes: float) -> bool:
        """Answer whether a job that begins within so many minutes of its time may be refused."""
        after = (run - (self.start - _BEFORE)) % self.period
        until = self.period - after
        return after < self.length + _BEFORE or until <= start_minutes


def without_blocked(database: Resource, runs: RunTimes, start_minutes: float) -> RunTimes:
    """Return the runs of AWS Backup that no window of the database can stop."""
    windows = tuple(each for each in (_daily(database), _weekly(database)) if each is not None)
    return _without(windows, runs, start_minutes) if windows and runs.placed else runs


@lru_cache(maxsize=256)
def _without(windows: tuple[_Window, ...], runs: RunTimes, start_minutes: float) -> RunTimes:
    offset = FIRST_DAY.weekday() * _DAY
    return RunTimes(
        tuple(
            run
            for run in runs.minutes
            if not any(window.blocks(run + offset, start_minutes) for window in windows)
        )
    )


def backup_start(database: Resource) -> str | None:
    """Return the time of day at which its own daily backup may start; None where AWS chooses."""
    matched = _matched(_DAILY, _text(database, "backupWindow", "preferredBackupWindow"))
    return None if matched is None else f"{matched[1]}:{matched[2]}"


def _daily(database: Resource) -> _Window | None:
    matched = _matched(_DAILY, _text(database, "backupWindow", "preferredBackupWindow"))
    if matched is None:
        return None
    start, end = _minutes(matched[1], matched[2]), _minutes(matched[3], matched[4])
    return _Window(start, (end - start) % _DAY, _DAY)


def _weekly(database: Resource) -> _Window | None:
    matched = _matched(_WEEKLY, _text(database, "maintenanceWindow", "preferredMaintenanceWindow"))
    if matched is None:
        return None
    start = _DAYS.index(matched[1]) * _DAY + _minutes(matched[2], matched[3])
    end = _DAYS.index(matched[4]) * _DAY + _minutes(matched[5], matched[6])
    return _Window(start, (end - start) % _WEEK, _WEEK)


def _text(database: Resource, *props: str) -> Any:
    return next((value for value in map(database.declared, props) if isinstance(value, str)), None)


def _matched(form: re.Pattern[str], value: Any) -> re.Match[str] | None:
    return form.fullmatch(value.strip().lower()) if isinstance(value, str) else None


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
