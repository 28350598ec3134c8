"""BC-BKP-002: automated backups of a database cluster are kept long enough."""

from collections.abc import Iterator
from typing import Final

from pods_policies.backups.retention import BackupSettings
from pods_policies.clauses import BACKUPS
from pods_policies.relations.data.data_resources import DATABASE_CLUSTERS, is_replica
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.verdicts import Change, NotApplicable, Verdict

__all__ = ["CLUSTER_RETENTION"]

ELASTIC: Final = "aws:docdb/elasticCluster:ElasticCluster"


def _check(cluster: Resource, settings: BackupSettings) -> Iterator[Verdict]:
    if is_replica(cluster):
        yield NotApplicable("a replica: the backups of its source are judged", cluster)
        return
    tier = tier_of(cluster, settings)
    needed = settings.days(tier)
    demand = Demand(
        cluster,
        "backupRetentionPeriod",
        f"tier {tier} keeps automated backups for {needed} days or more (A6)",
        Change("backupRetentionPeriod", str(needed)),
        absent="so backups are kept for one day",
    )
    yield must_be_at_least(demand, needed, default=1)


CLUSTER_RETENTION = ResourceRule(
    id="BC-BKP-002",
    title="Automated backups of a database cluster are kept 35 days",
    severity=Severity.CRITICAL,
    requirements=("A6", "D3"),
    reads=(*DATABASE_CLUSTERS, ELASTIC),
    checks="`backup_retention_period` of every Aurora, Multi-AZ, DocumentDB and Neptune cluster is "
    "at least 35 days, or what the configuration asks of its tier. Clusters that replicate another "
    "one are left out; the other Regions of a global database keep backups of their own.",
    why="A cluster keeps one day of backups unless it is told otherwise. Corruption is often seen "
    "weeks after it began, and what is older than the retention cannot be restored.",
    remediation="Set backup_retention_period=35; these services keep no more than that.",
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV_AWS_133",
        "Checkov CKV_AWS_360",
        "Checkov CKV_AWS_361",
        "Security Hub DocumentDB.2",
        "Security Hub Neptune.5",
        "AWS Config NEPTUNE_CLUSTER_BACKUP_RETENTION_CHECK",
        "Prowler documentdb_cluster_backup_enabled",
        "Prowler neptune_cluster_backup_enabled",
    ),
    settings=BackupSettings,
    example=(resource(DATABASE_CLUSTERS[0], "clinic-database", {"backupRetentionPeriod": 7}),),
    check=_check,
)
