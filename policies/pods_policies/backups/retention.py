"""BC-BKP-001: automated backups of a database are kept long enough."""

from collections.abc import Iterator

from pydantic import Field

from pods_policies.finding import Change, Finding, NotApplicable, Undecided, Verdict
from pods_policies.reading import ABSENT, UNKNOWN, Missing, number
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.stack import Resource, resource
from pods_policies.tags import tier_of

__all__ = ["RETENTION", "RetentionSettings"]

DATABASE = "aws:rds/instance:Instance"


class RetentionSettings(Settings):
    """How long automated backups are kept."""

    retention_days: int = Field(
        default=35, ge=1, le=35, description="Days that automated backups are kept, at least."
    )
    retention_days_by_tier: dict[str, int] = Field(
        default_factory=dict, description="Days for single tiers, such as {'3': 14}."
    )

    def days(self, tier: int) -> int:
        """Return the days that a tier needs."""
        return self.retention_days_by_tier.get(str(tier), self.retention_days)


def _check(database: Resource, settings: RetentionSettings) -> Iterator[Verdict]:
    if database.declared("replicateSourceDb") is not ABSENT:
        yield NotApplicable("a read replica: the backups of its source are judged")
        return
    tier = tier_of(database, settings)
    needed = settings.days(tier)
    required = f"tier {tier} keeps automated backups for {needed} days or more (A6)"
    change = Change("backupRetentionPeriod", str(needed))
    declared = database.declared("backupRetentionPeriod")
    kept = number(declared)
    if kept is UNKNOWN:
        observed = "backup_retention_period is not known before the update"
        yield Undecided(database, observed, required, change)
    elif isinstance(kept, Missing):
        observed = "backup_retention_period is not set, so no automated backup is promised"
        yield Finding(database, observed, required, change)
    elif kept < needed:
        yield Finding(database, f"backup_retention_period is {kept} days", required, change)


RETENTION = ResourceRule(
    id="BC-BKP-001",
    title="Automated backups of a database are kept 35 days",
    severity=Severity.CRITICAL,
    requirements=("A6", "D3"),
    reads=(DATABASE,),
    checks="`backup_retention_period` of every RDS instance is at least 35 days, or what the "
    "configuration asks of its tier. Read replicas are left out.",
    why="Corruption is often seen weeks after it began. What is older than the retention cannot be "
    "restored, and without automated backups there is no point-in-time recovery at all.",
    remediation="Set backup_retention_period=35; RDS keeps no more than that.",
    settings=RetentionSettings,
    example=(resource(DATABASE, "clinic-database", {"backupRetentionPeriod": 7}),),
    check=_check,
)
