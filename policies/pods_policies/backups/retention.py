"""BC-BKP-001: automated backups of a database are kept long enough."""

from collections.abc import Iterator

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.relations.data.data_resources import DATABASE, is_replica
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import RetentionSettings
from pods_policies.verdicts import Change, NotApplicable, Verdict

__all__ = ["RETENTION", "BackupSettings"]


class BackupSettings(RetentionSettings):
    """How long automated backups are kept."""

    retention_days: int = Field(
        default=35, ge=1, le=35, description="Days that automated backups are kept, at least."
    )


def _check(database: Resource, settings: BackupSettings) -> Iterator[Verdict]:
    if is_replica(database):
        yield NotApplicable("a read replica: the backups of its source are judged", database)
        return
    tier = tier_of(database, settings)
    needed = settings.days(tier)
    demand = Demand(
        database,
        "backupRetentionPeriod",
        f"tier {tier} keeps automated backups for {needed} days or more (A6)",
        Change("backupRetentionPeriod", str(needed)),
        absent="so no automated backup is promised",
    )
    yield must_be_at_least(demand, needed)


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
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV_AWS_133",
        "Security Hub RDS.11",
        "AWS Config DB_INSTANCE_BACKUP_ENABLED",
        "Prowler rds_instance_backup_enabled",
    ),
    settings=BackupSettings,
    example=(resource(DATABASE, "clinic-database", {"backupRetentionPeriod": 7}),),
    check=_check,
)
