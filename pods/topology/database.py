"""When a database is backed up and mended, and for how long it can be wound back."""

import re
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["LARGEST_STORAGE_GB", "DatabasePlan", "plan_database"]

_LONGEST_RETENTION_DAYS = 35
_SMALLEST_STORAGE_GB = 20
# 64 TiB: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
LARGEST_STORAGE_GB = 65_536
_SHORTEST_WINDOW_MINUTES = 30
_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_BACKUP = re.compile(rf"{_CLOCK}-{_CLOCK}")
_MAINTENANCE = re.compile(rf"({'|'.join(_DAYS)}):{_CLOCK}-({'|'.join(_DAYS)}):{_CLOCK}")


@dataclass(frozen=True, slots=True)
class DatabasePlan:
    """The figures of a PostgreSQL instance."""

    engine_version: str
    """Major version: minor ones are AWS's to choose, so that an upgrade is no difference."""
    parameter_family: str
    multi_az: bool
    backup_retention_days: int
    backup_window: str
    maintenance_window: str
    storage_gb: int
    maximum_storage_gb: int


def plan_database(
    *,
    engine_version: str = "17",
    multi_az: bool = True,
    backup_retention_days: float = _LONGEST_RETENTION_DAYS,
    backup_window: str = "07:20-09:20",
    maintenance_window: str = "sun:10:00-sun:11:00",
    storage_gb: float = 100,
    maximum_storage_gb: float | None = None,
) -> DatabasePlan:
    """Plan a database; the default backup window is 2:20 to 4:20 am US Eastern Standard Time.

    Windows are UTC. AWS knows no daylight saving time, so in summer the window lies an hour later
    on the clock in New York. One zone, or fewer days, is planned, not refused: the policy pack
    judges it. Raises `TopologyError` with every figure AWS would refuse.
    """
    retention, storage = int(backup_retention_days), int(storage_gb)
    maximum = (
        int(maximum_storage_gb)
        if maximum_storage_gb is not None
        else max(storage, min(storage * 5, LARGEST_STORAGE_GB))
    )
    problems = []
    if not 0 <= retention <= _LONGEST_RETENTION_DAYS:
        problems.append(
            Problem(
                "database.backup_retention_days",
                f"{retention}",
                f"RDS keeps backups for 0 to {_LONGEST_RETENTION_DAYS} days",
                f"Use {_LONGEST_RETENTION_DAYS}; AWS Backup keeps copies for longer.",
            )
        )
    if storage > LARGEST_STORAGE_GB or (maximum_storage_gb and maximum > LARGEST_STORAGE_GB):
        problems.append(
            Problem(
                "database.storage_gb",
                f"{storage} GB, growing to {maximum} GB",
                f"RDS gives an instance at most {LARGEST_STORAGE_GB} GB",
                "Keep the data in several databases, or lower the figure.",
            )
        )
    elif storage < _SMALLEST_STORAGE_GB or maximum < storage:
        problems.append(
            Problem(
                "database.storage_gb",
                f"{storage} GB, growing to {maximum} GB",
                f"at least {_SMALLEST_STORAGE_GB} GB, and a maximum that is not smaller",
                "Raise storage_gb, or maximum_storage_gb.",
            )
        )
    if not re.fullmatch(r"\d+(\.\d+)?", engine_version):
        problems.append(
            Problem(
                "database.engine_version",
                f"{engine_version!r}",
                "a PostgreSQL version is required",
                "Write the major version, such as 17.",
            )
        )
    problems.extend(_window_problems(backup_window, maintenance_window))
    TopologyError.refuse(problems)
    return DatabasePlan(
        engine_version=engine_version,
        parameter_family=f"postgres{engine_version.partition('.')[0]}",
        multi_az=bool(multi_az),
        backup_retention_days=retention,
        backup_window=backup_window,
        maintenance_window=maintenance_window,
        storage_gb=storage,
        maximum_storage_gb=maximum,
    )


def _window_problems(backup_window: str, maintenance_window: str) -> list[Problem]:
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
    if min(backup_minutes, maintenance_minutes) < _SHORTEST_WINDOW_MINUTES:
        problems.append(
            Problem(
                "database windows",
                f"{backup_minutes} and {maintenance_minutes} minutes",
                f"RDS needs windows of {_SHORTEST_WINDOW_MINUTES} minutes or more",
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
