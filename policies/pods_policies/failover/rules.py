"""The rules about failover and the time it takes, in the order of the catalogue."""

from typing import Final

from pods_policies.failover.failover_records import FAILOVER_RECORDS
from pods_policies.failover.health_checks import HEALTH_CHECKS
from pods_policies.failover.own_objectives import OWN_OBJECTIVES
from pods_policies.failover.record_ttl import RECORD_TTL
from pods_policies.failover.recovery_time import RECOVERY_TIME
from pods_policies.failover.tier_inversion import TIER_INVERSION
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    FAILOVER_RECORDS,
    RECORD_TTL,
    HEALTH_CHECKS,
    RECOVERY_TIME,
    OWN_OBJECTIVES,
    TIER_INVERSION,
)
