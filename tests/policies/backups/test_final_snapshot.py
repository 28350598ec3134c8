"""Cases of BC-BKP-012."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-012"
DATABASE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
VOLUME = "aws:ebs/volume:Volume"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
NAMED = {"finalSnapshotIdentifier": "store-final"}

CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("pass: named", DATABASE, {"skipFinalSnapshot": False, **NAMED}, []),
    ("pass: not skipped unless it is said", CLUSTER, NAMED, []),
    (
        "pass: a name that is not known yet is a name",
        DATABASE,
        {"finalSnapshotIdentifier": UNKNOWN},
        [],
    ),
    ("pass: a volume", VOLUME, {"finalSnapshot": True}, []),
    (
        "pass: the first cluster of a global database",
        CLUSTER,
        {"globalClusterIdentifier": UNKNOWN, "masterUsername": "pods", **NAMED},
        [],
    ),
    (
        "fail: skipped",
        DATABASE,
        {"skipFinalSnapshot": True, **NAMED},
        ["store: skip_final_snapshot is True"],
    ),
    (
        "fail: a value that is no flag",
        "aws:redshift/cluster:Cluster",
        {"skipFinalSnapshot": {"skip": True}},
        ["store: skip_final_snapshot is neither true nor false"],
    ),
    (
        "boundary: the name is empty",
        DATABASE,
        {"skipFinalSnapshot": False, "finalSnapshotIdentifier": ""},
        ["store: final_snapshot_identifier is not set, so the snapshot has no name"],
    ),
    (
        "absent: no name",
        "aws:docdb/cluster:Cluster",
        {"skipFinalSnapshot": False},
        ["store: final_snapshot_identifier is not set, so the snapshot has no name"],
    ),
    (
        "absent: a volume",
        VOLUME,
        {},
        ["store: final_snapshot is not set, so deletion keeps nothing"],
    ),
    (
        "absent: a cache",
        CACHE,
        {},
        ["store: final_snapshot_identifier is not set, so the snapshot has no name"],
    ),
    (
        "unknown: whether it is skipped",
        DATABASE,
        {"skipFinalSnapshot": UNKNOWN, **NAMED},
        ["undecided: store: skip_final_snapshot is not known before the update"],
    ),
    (
        "not applicable: a read replica",
        DATABASE,
        {"replicateSourceDb": UNKNOWN, "skipFinalSnapshot": True},
        ["n/a: a replica: services take no final snapshot of it"],
    ),
    (
        "not applicable: a cluster that joins a global database",
        CLUSTER,
        {"globalClusterIdentifier": UNKNOWN, "skipFinalSnapshot": True},
        ["n/a: a replica: services take no final snapshot of it"],
    ),
]


@pytest.mark.requirement("A6", "C2")
@pytest.mark.parametrize(
    ("case", "kind", "properties", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_deletion_without_a_last_snapshot_is_refused(
    judge: Callable[..., list[str]],
    case: str,
    kind: str,
    properties: dict[str, Any],
    expected: list[str],
) -> None:
    """The snapshot is taken and has a name."""
    assert case
    assert judge(RULE, Declared(kind, "store", properties)) == expected


def test_a_cache_may_only_hold_copies(judge: Callable[..., list[str]]) -> None:
    """The configuration says so; MemoryDB is a database all the same."""
    memory = Declared("aws:memorydb/cluster:Cluster", "sessions", {})
    assert judge(RULE, Declared(CACHE, "pages", {}), memory, config={"caches": False}) == [
        "sessions: final_snapshot_name is not set, so the snapshot has no name",
        "n/a: a cache: it holds copies",
    ]
