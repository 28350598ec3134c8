"""BC-BKP-016: caches and warehouses keep their daily snapshots long enough."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import Field

from pods_policies.backups.retention import BackupSettings
from pods_policies.clauses import BACKUPS
from pods_policies.relations.data.data_resources import CACHE
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.verdicts import Change, NotApplicable, Verdict

__all__ = ["CACHE_SNAPSHOTS", "CacheSettings"]

WAREHOUSE: Final = "aws:redshift/cluster:Cluster"
MEMORY_DATABASE: Final = "aws:memorydb/cluster:Cluster"

_DEFAULT_DAYS: Final = {CACHE: 0, MEMORY_DATABASE: 0, WAREHOUSE: 1}


class CacheSettings(BackupSettings):
    """How long snapshots are kept, and of what."""

    caches: bool = Field(
        default=True,
        description="Whether ElastiCache is judged too: not where it only holds copies.",
    )


def _prop(store: Resource) -> str:
    return (
        "automatedSnapshotRetentionPeriod" if store.type == WAREHOUSE else "snapshotRetentionLimit"
    )


def _check(store: Resource, settings: CacheSettings) -> Iterator[Verdict]:
    if store.type == CACHE and not settings.caches:
        yield NotApplicable("a cache: it holds copies", store)
        return
    tier = tier_of(store, settings)
    needed = settings.days(tier)
    default = _DEFAULT_DAYS[store.type]
    prop = _prop(store)
    demand = Demand(
        store,
        prop,
        f"tier {tier} keeps daily snapshots for {needed} days or more (A6)",
        Change(prop, str(needed)),
        absent="so snapshots are kept for one day" if default else "so no snapshot is made",
    )
    yield must_be_at_least(demand, needed, default=default)


def _mend(store: Resource, settings: CacheSettings) -> Mapping[str, Any]:
    return {_prop(store): settings.days(tier_of(store, settings))}


CACHE_SNAPSHOTS = ResourceRule(
    id="BC-BKP-016",
    title="Caches and warehouses keep their snapshots 35 days",
    severity=Severity.MEDIUM,
    requirements=("A6",),
    reads=(CACHE, MEMORY_DATABASE, WAREHOUSE),
    checks="`snapshot_retention_limit` of every ElastiCache replication group and MemoryDB cluster "
    "and `automated_snapshot_retention_period` of every Redshift cluster is at least 35 days, or "
    "what the configuration asks of its tier.",
    why="ElastiCache and MemoryDB make no snapshot unless they are told to, and Redshift keeps one "
    "day. A cache that became the only place of sessions or queues is then lost with its nodes.",
    remediation="Set snapshot_retention_limit or automated_snapshot_retention_period. Where a "
    "cache only holds copies, say so by the setting `caches`.",
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV_AWS_134",
        "Checkov CKV_AWS_343",
        "Security Hub ElastiCache.1",
        "Security Hub Redshift.3",
        "AWS Config ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK",
        "AWS Config REDSHIFT_BACKUP_ENABLED",
        "Prowler elasticache_redis_cluster_backup_enabled",
        "Prowler redshift_cluster_automated_snapshot",
    ),
    settings=CacheSettings,
    example=(resource(CACHE, "clinic-sessions", {"snapshotRetentionLimit": 0}),),
    check=_check,
    mend=_mend,
)
