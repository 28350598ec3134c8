"""BC-BKP-014: snapshots carry the tags of what they were made from."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import BACKUPS
from pods_policies.relations.data.data_resources import DATABASE
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, flag_must_be
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Verdict

__all__ = ["SNAPSHOT_TAGS"]

CLUSTERS: Final = ("aws:rds/cluster:Cluster", "aws:neptune/cluster:Cluster")


def _check(database: Resource, settings: Settings) -> Iterator[Verdict]:
    demand = Demand(
        database,
        "copyTagsToSnapshot",
        f"snapshots of tier {tier_of(database, settings)} carry the tags by which they are kept, "
        "found and restored (A6)",
        Change("copyTagsToSnapshot", "True"),
        absent="so snapshots carry none",
    )
    yield flag_must_be(demand, wanted=True, default=False)


SNAPSHOT_TAGS = ResourceRule(
    id="BC-BKP-014",
    title="Snapshots carry the tags of their database",
    severity=Severity.MEDIUM,
    requirements=("A6",),
    reads=(DATABASE, *CLUSTERS),
    checks="`copy_tags_to_snapshot` of every RDS instance, RDS cluster and Neptune cluster is "
    "True. DocumentDB has no such setting; instances of an Aurora cluster follow the cluster.",
    why="Selections, lifecycles and restore scripts find snapshots by their tags. A snapshot "
    "without tags is not copied, expires unseen, and nobody knows whose it is.",
    remediation="Set copy_tags_to_snapshot=True.",
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV2_AWS_60",
        "Checkov CKV_AWS_313",
        "Security Hub RDS.16",
        "Security Hub RDS.17",
        "Prowler rds_instance_copy_tags_to_snapshots",
        "Prowler rds_cluster_copy_tags_to_snapshots",
    ),
    example=(resource(DATABASE, "clinic-database", {}),),
    check=_check,
    mend=lambda _database, _settings: {"copyTagsToSnapshot": True},
)
