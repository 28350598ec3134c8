"""Backups: vaults in two Regions, restores that prove them, and snapshots on a schedule."""

from pods.components.backup.backups import (
    BACKUP_TAG,
    Backups,
    BackupsArgs,
    BackupsSettings,
    RestoreTestsArgs,
)
from pods.components.backup.export_reader import ExportReader, ExportReaderArgs
from pods.components.backup.snapshot_schedule import (
    SnapshotSchedule,
    SnapshotScheduleArgs,
    SnapshotScheduleSettings,
)

__all__ = [
    "BACKUP_TAG",
    "Backups",
    "BackupsArgs",
    "BackupsSettings",
    "ExportReader",
    "ExportReaderArgs",
    "RestoreTestsArgs",
    "SnapshotSchedule",
    "SnapshotScheduleArgs",
    "SnapshotScheduleSettings",
]
