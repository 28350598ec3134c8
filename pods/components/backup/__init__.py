"""AWS Backup: vaults in two Regions, what fills them, and restores that prove it."""

from pods.components.backup.backups import (
    BACKUP_TAG,
    Backups,
    BackupsArgs,
    BackupsSettings,
    RestoreTestsArgs,
)
from pods.components.backup.export_reader import ExportReader, ExportReaderArgs

__all__ = [
    "BACKUP_TAG",
    "Backups",
    "BackupsArgs",
    "BackupsSettings",
    "ExportReader",
    "ExportReaderArgs",
    "RestoreTestsArgs",
]
