"""Cases of BC-BKP-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-002"
CLUSTER = "aws:rds/cluster:Cluster"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: as long as Aurora keeps them", {"backupRetentionPeriod": 35}, []),
    ("pass: written as text", {"backupRetentionPeriod": "35"}, []),
    (
        "pass: a joined cluster keeps backups of its own",
        {"globalClusterIdentifier": UNKNOWN, "backupRetentionPeriod": 35},
        [],
    ),
    (
        "boundary: one day short",
        {"backupRetentionPeriod": 34},
        ["db: backup_retention_period is 34 days"],
    ),
    ("fail: one day", {"backupRetentionPeriod": 1}, ["db: backup_retention_period is 1 day"]),
    (
        "fail: not a number",
        {"backupRetentionPeriod": ["35"]},
        ["db: backup_retention_period is not a number"],
    ),
    (
        "absent: not set",
        {},
        ["db: backup_retention_period is not set, so backups are kept for one day"],
    ),
    (
        "unknown: not known yet",
        {"backupRetentionPeriod": UNKNOWN},
        ["undecided: db: backup_retention_period is not known before the update"],
    ),
    (
        "not applicable: it replicates another one",
        {"replicationSourceIdentifier": UNKNOWN},
        ["n/a: a replica: the backups of its source are judged"],
    ),
]


@pytest.mark.requirement("A6", "D3")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_short_lived_backups_of_a_cluster_are_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Thirty-five days are the least."""
    assert case
    assert judge(RULE, Declared(CLUSTER, "db", properties)) == expected


@pytest.mark.parametrize(
    "kind",
    [
        "aws:docdb/cluster:Cluster",
        "aws:docdb/elasticCluster:ElasticCluster",
        "aws:neptune/cluster:Cluster",
    ],
)
def test_clusters_of_other_engines_are_judged_too(
    judge: Callable[..., list[str]], kind: str
) -> None:
    """DocumentDB and Neptune keep one day, too, unless they are told otherwise."""
    short, enough = Declared(kind, "a", {"backupRetentionPeriod": 7}), {"backupRetentionPeriod": 35}
    assert judge(RULE, short, Declared(kind, "b", enough)) == [
        "a: backup_retention_period is 7 days"
    ]


def test_a_tier_may_keep_less(judge: Callable[..., list[str]]) -> None:
    """One day is what a cluster keeps by itself, which a tier may be content with."""
    weak = Declared(CLUSTER, "db", {"tags": {"pods:tier": "2"}})
    assert judge(RULE, weak, config={"retentionDaysByTier": {"2": 1}}) == []
    assert judge(RULE, weak, config={"retentionDaysByTier": {"2": 2}}) == [
        "db: backup_retention_period is not set, so backups are kept for one day"
    ]
