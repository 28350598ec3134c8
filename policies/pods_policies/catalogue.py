"""Every rule of the pack, in the order in which policies and pages list them."""

from pods_policies.backups.retention import RETENTION
from pods_policies.backups.snapshot_coverage import SNAPSHOT_COVERAGE
from pods_policies.backups.snapshot_schedule import SNAPSHOT_SCHEDULE
from pods_policies.objects.versioning import VERSIONING
from pods_policies.pairs.both_pods import BOTH_PODS
from pods_policies.pairs.disjoint_zones import DISJOINT_ZONES
from pods_policies.pairs.secondary_capacity import SECONDARY_CAPACITY
from pods_policies.redundancy.multi_az import MULTI_AZ
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    RETENTION,
    SNAPSHOT_SCHEDULE,
    SNAPSHOT_COVERAGE,
    VERSIONING,
    MULTI_AZ,
    BOTH_PODS,
    DISJOINT_ZONES,
    SECONDARY_CAPACITY,
)
