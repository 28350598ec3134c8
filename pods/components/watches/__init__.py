"""Watches: what is watched beside the parts of a pair, each a function of plain names and ARNs."""

from pods.components.watches.answers import watch_answers
from pods.components.watches.backups import watch_backup_silence
from pods.components.watches.certificates import watch_certificate
from pods.components.watches.queues import watch_queue
from pods.components.watches.replication import watch_object_replication, watch_replica
from pods.components.watches.service import (
    MAINTENANCE_METRIC,
    MAINTENANCE_NAMESPACE,
    watch_service,
)

__all__ = [
    "MAINTENANCE_METRIC",
    "MAINTENANCE_NAMESPACE",
    "watch_answers",
    "watch_backup_silence",
    "watch_certificate",
    "watch_object_replication",
    "watch_queue",
    "watch_replica",
    "watch_service",
]
