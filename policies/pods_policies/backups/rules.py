"""The rules about backups, in the order of the catalogue."""

from typing import Final

from pods_policies.backups.backup_window import BACKUP_WINDOW
from pods_policies.backups.cache_snapshots import CACHE_SNAPSHOTS
from pods_policies.backups.cluster_retention import CLUSTER_RETENTION
from pods_policies.backups.file_system_backups import FILE_SYSTEM_BACKUPS
from pods_policies.backups.final_snapshot import FINAL_SNAPSHOT
from pods_policies.backups.plan_coverage import PLAN_COVERAGE
from pods_policies.backups.plan_retention import PLAN_RETENTION
from pods_policies.backups.point_in_time import POINT_IN_TIME
from pods_policies.backups.recovery_point_age import RECOVERY_POINT_AGE
from pods_policies.backups.retention import RETENTION
from pods_policies.backups.rule_windows import RULE_WINDOWS
from pods_policies.backups.snapshot_coverage import SNAPSHOT_COVERAGE
from pods_policies.backups.snapshot_schedule import SNAPSHOT_SCHEDULE
from pods_policies.backups.snapshot_tags import SNAPSHOT_TAGS
from pods_policies.backups.surviving_backups import SURVIVING_BACKUPS
from pods_policies.backups.working_plans import WORKING_PLANS
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    RETENTION,
    CLUSTER_RETENTION,
    POINT_IN_TIME,
    BACKUP_WINDOW,
    SNAPSHOT_SCHEDULE,
    SNAPSHOT_COVERAGE,
    PLAN_COVERAGE,
    RECOVERY_POINT_AGE,
    PLAN_RETENTION,
    WORKING_PLANS,
    RULE_WINDOWS,
    FINAL_SNAPSHOT,
    SURVIVING_BACKUPS,
    SNAPSHOT_TAGS,
    FILE_SYSTEM_BACKUPS,
    CACHE_SNAPSHOTS,
)
