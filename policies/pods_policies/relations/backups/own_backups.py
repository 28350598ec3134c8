"""The backups that services make of their own resources."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Truth, amount
from pods_policies.relations.backups.backup_path import BackupPath
from pods_policies.relations.backups.backup_plans import Copy
from pods_policies.relations.backups.database_windows import backup_start
from pods_policies.relations.data.data_resources import DATABASE
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource
from pods_policies.schedules.cron import MalformedScheduleError
from pods_policies.schedules.run_times import RunTimes, every

__all__ = ["FILE_POLICY", "automated", "daily", "file_policy", "point_in_time"]

FILE_POLICY: Final = "aws:efs/backupPolicy:BackupPolicy"

_LONGEST_RECOVERY: Final = 35
_DEFAULT_REPLICATED_DAYS: Final = 7


def automated(database: Resource, replications: Iterable[Resource]) -> Iterator[BackupPath]:
    """Its own backups: a snapshot a day, and logs that restore the last five minutes."""
    days = amount(database.declared("backupRetentionPeriod"))
    if days is ABSENT:  # the provider takes none for an instance, AWS a day for a cluster
        days = 0 if database.type == DATABASE else 1
    if days == 0:
        return
    yield BackupPath(
        kind="automated backups",
        source=database,
        rule=None,
        reaches=UNKNOWN if days is UNKNOWN else True,
        runs=every(24, backup_start(database)),
        continuous=True,
        kept_days=days,
        copies=tuple(_replicated(one) for one in replications),
    )


def _replicated(one: Resource) -> Copy:
    days = amount(one.declared("retentionPeriod"))
    kept = _DEFAULT_REPLICATED_DAYS if days is ABSENT else days
    return Copy(References(), region_of(one), ABSENT, kept)


def daily(files: Resource) -> Iterator[BackupPath]:
    """Yield the daily backups that an FSx file system makes of itself, where it is told to."""
    days = amount(files.declared("automaticBackupRetentionDays"))
    if days in (ABSENT, 0):
        return
    start = files.declared("dailyAutomaticBackupStartTime")
    yield BackupPath(
        kind="automated backups",
        source=files,
        rule=None,
        reaches=UNKNOWN if days is UNKNOWN else True,
        runs=_every_day(start),
        continuous=False,
        kept_days=days,
    )


def _every_day(start: Any) -> RunTimes:
    try:
        return every(24, start if isinstance(start, str) else None)
    except MalformedScheduleError:
        return every(24, None)


def point_in_time(table: Resource) -> Iterator[BackupPath]:
    """Yield the point-in-time recovery of a table, if it is on."""
    enabled = _enabled(table.declared("pointInTimeRecovery", "enabled"))
    if enabled is False:
        return
    days = amount(table.declared("pointInTimeRecovery", "recoveryPeriodInDays"))
    kept = _LONGEST_RECOVERY if days is ABSENT else days
    yield BackupPath(
        kind="point in time",
        source=table,
        rule=None,
        reaches=enabled,
        runs=ABSENT,
        continuous=True,
        kept_days=kept,
    )


def file_policy(policy: Resource, certain: Truth) -> Iterator[BackupPath]:
    """AWS's own plan for file systems: daily from 05:00, started within 8 hours, kept 35 days.

    https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html
    """
    status = policy.declared("backupPolicy", "status")
    if status not in ("ENABLED", UNKNOWN):
        return
    reaches = certain if status == "ENABLED" else UNKNOWN
    runs = every(24, "05:00")
    yield BackupPath(
        kind="efs backup policy",
        source=policy,
        rule=None,
        reaches=reaches,
        runs=runs,
        continuous=False,
        kept_days=35,
        start_minutes=8 * 60,
    )


def _enabled(value: Any) -> Truth:
    if value in (True, "true"):
        return True
    return UNKNOWN if value is UNKNOWN else False
