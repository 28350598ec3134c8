"""BC-BKP-012: what is deleted leaves a last snapshot behind."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import DELETION_PROTECTION
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.data.data_resources import (
    CACHE,
    DATABASE,
    DATABASE_CLUSTERS,
    VOLUME,
    is_global_secondary,
    is_replica,
)
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict

__all__ = ["FINAL_SNAPSHOT", "FinalSnapshotSettings"]

WAREHOUSE: Final = "aws:redshift/cluster:Cluster"
MEMORY_DATABASE: Final = "aws:memorydb/cluster:Cluster"

_NAMED_BY: Final = {CACHE: "finalSnapshotIdentifier", MEMORY_DATABASE: "finalSnapshotName"}


class FinalSnapshotSettings(Settings):
    """Which stores leave a snapshot."""

    caches: bool = Field(
        default=True,
        description="Whether ElastiCache is judged too: not where it only holds copies.",
    )


def _check(store: Resource, settings: FinalSnapshotSettings) -> Iterator[Verdict]:
    tier = tier_of(store, settings)
    required = f"tier {tier} leaves a last snapshot to restore from when it is deleted (A6, C2)"
    if is_replica(store) or is_global_secondary(store):
        yield NotApplicable("a replica: services take no final snapshot of it", store)
    elif store.type == CACHE and not settings.caches:
        yield NotApplicable("a cache: it holds copies", store)
    elif store.type == VOLUME:
        change = Change("finalSnapshot", "True")
        demand = Demand(store, "finalSnapshot", required, change, "so deletion keeps nothing")
        yield flag_must_be(demand, wanted=True, default=False)
    elif store.type in _NAMED_BY:
        yield _named(store, _NAMED_BY[store.type], required)
    else:
        demand = Demand(store, "skipFinalSnapshot", required, Change("skipFinalSnapshot", "False"))
        skips = flag_must_be(demand, wanted=False, default=False)
        named = (
            [_named(store, "finalSnapshotIdentifier", required)] if isinstance(skips, Kept) else []
        )
        yield from all_kept(store, [skips, *named])


def _named(store: Resource, prop: str, required: str) -> Verdict:
    """Judge the name: without one a database refuses to be deleted, and a cache keeps nothing."""
    name = store.declared(prop)
    change = Change(prop, f'"{store.name}-final"')
    demand = Demand(store, prop, required, change, "so the snapshot has no name")
    if name is UNKNOWN or (isinstance(name, str) and name):
        return Kept(store)  # whichever name it will be, there is one
    return demand.unset if name in (ABSENT, "") else demand.unreadable


FINAL_SNAPSHOT = ResourceRule(
    id="BC-BKP-012",
    title="A store that is deleted leaves a final snapshot",
    severity=Severity.HIGH,
    requirements=("A6", "C2"),
    reads=(DATABASE, *DATABASE_CLUSTERS, WAREHOUSE, CACHE, MEMORY_DATABASE, VOLUME),
    checks="RDS instances and clusters, DocumentDB, Neptune and Redshift clusters do not skip the "
    "final snapshot and name it; ElastiCache replication groups and MemoryDB clusters name one; "
    "volumes set `final_snapshot`. Replicas and clusters that join a global database are left out.",
    why="A stack destroyed by mistake takes its databases along, and mostly their automated "
    "backups too. The final snapshot is then what is left.",
    remediation="Set skip_final_snapshot=False and final_snapshot_identifier; final_snapshot=True "
    "on a volume.",
    clauses=DELETION_PROTECTION,
    settings=FinalSnapshotSettings,
    example=(resource(DATABASE, "clinic-database", {"skipFinalSnapshot": True}),),
    check=_check,
)
