"""The two windows of a database: when it is copied, and when it may be mended."""

import re

from pods.errors import Problem

__all__ = ["window_problems"]

_SHORTEST_MINUTES = 30
_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_BACKUP = re.compile(rf"{_CLOCK}-{_CLOCK}")
_MAINTENANCE = re.compile(rf"({'|'.join(_DAYS)}):{_CLOCK}-({'|'.join(_DAYS)}):{_CLOCK}")


def window_problems(backup_window: str, maintenance_window: str) -> list[Problem]:
    """Return what RDS would refuse of these windows, which are UTC."""
    problems = []
    backup = _BACKUP.fullmatch(backup_window)
    if backup is None:
        problems.append(_bad_window("database.backup_window", backup_window, "07:20-09:20"))
    maintenance = _MAINTENANCE.fullmatch(maintenance_window)
    if maintenance is None:
        problems.append(
            _bad_window("database.maintenance_window", maintenance_window, "sun:10:00-sun:11:00")
        )
    if backup is None or maintenance is None:
        return problems
    backup_start, backup_end = _minutes(backup[1], backup[2]), _minutes(backup[3], backup[4])
    start = _DAYS.index(maintenance[1]) * _DAY_MINUTES + _minutes(maintenance[2], maintenance[3])
    end = _DAYS.index(maintenance[4]) * _DAY_MINUTES + _minutes(maintenance[5], maintenance[6])
    backup_minutes = (backup_end - backup_start) % _DAY_MINUTES
    maintenance_minutes = (end - start) % _WEEK_MINUTES
    if min(backup_minutes, maintenance_minutes) < _SHORTEST_MINUTES:
        problems.append(
            Problem(
                "database windows",
                f"{backup_minutes} and {maintenance_minutes} minutes",
                f"RDS needs windows of {_SHORTEST_MINUTES} minutes or more",
                "Widen the shorter one.",
            )
        )
    # Both windows come back every day, seen from the backup's side: compare within one day.
    to_maintenance = (start - backup_start) % _DAY_MINUTES
    if (
        to_maintenance < backup_minutes
        or to_maintenance + maintenance_minutes > _DAY_MINUTES
        or maintenance_minutes >= _DAY_MINUTES
    ):
        problems.append(
            Problem(
                "database windows",
                f"backup {backup_window} and maintenance {maintenance_window} overlap",
                "RDS refuses windows that overlap",
                "Move the maintenance window behind the backup window.",
            )
        )
    return problems


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)


def _bad_window(subject: str, value: str, example: str) -> Problem:
    return Problem(subject, f"{value!r}", "a UTC window is required", f"Write it like {example}.")
