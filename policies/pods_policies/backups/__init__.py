"""Rules about copies in time: backups and snapshots."""
