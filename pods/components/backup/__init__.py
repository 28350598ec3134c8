"""AWS Backup: vaults in two Regions, what fills them, and restores that prove it."""

from pods.components.backup.backups import (
    BACKUP_TAG,
    Backups,
    BackupsArgs,
    BackupsSettings,
    RestoreTestsArgs,
)

__all__ = ["BACKUP_TAG", "Backups", "BackupsArgs", "BackupsSettings", "RestoreTestsArgs"]
