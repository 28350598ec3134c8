"""Cases of BC-BKP-016."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.backups.cache_snapshots import CACHE_SNAPSHOTS, CacheSettings
from pods_policies.relations.resource import resource

RULE = "BC-BKP-016"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
MEMORY = "aws:memorydb/cluster:Cluster"
WAREHOUSE = "aws:redshift/cluster:Cluster"

Case = tuple[str, str, dict[str, Any], dict[str, Any], list[str]]

CASES: list[Case] = [
    ("pass: a cache", CACHE, {"snapshotRetentionLimit": 35}, {}, []),
    ("pass: a warehouse", WAREHOUSE, {"automatedSnapshotRetentionPeriod": 35}, {}, []),
    (
        "fail: switched off",
        MEMORY,
        {"snapshotRetentionLimit": 0},
        {},
        ["store: snapshot_retention_limit is 0 days"],
    ),
    (
        "fail: not a number",
        CACHE,
        {"snapshotRetentionLimit": "a month"},
        {},
        ["store: snapshot_retention_limit is not a number"],
    ),
    (
        "boundary: one day short",
        WAREHOUSE,
        {"automatedSnapshotRetentionPeriod": 34},
        {},
        ["store: automated_snapshot_retention_period is 34 days"],
    ),
    (
        "absent: a cache makes none",
        CACHE,
        {},
        {},
        ["store: snapshot_retention_limit is not set, so no snapshot is made"],
    ),
    (
        "absent: a warehouse keeps one day",
        WAREHOUSE,
        {},
        {},
        [
            (
                "store: automated_snapshot_retention_period is not set, "
                "so snapshots are kept for one day"
            )
        ],
    ),
    ("absent: one day is enough for a tier", WAREHOUSE, {}, {"retentionDays": 1}, []),
    (
        "unknown: not known yet",
        CACHE,
        {"snapshotRetentionLimit": UNKNOWN},
        {},
        ["undecided: store: snapshot_retention_limit is not known before the update"],
    ),
    (
        "not applicable: a cache of copies",
        CACHE,
        {},
        {"caches": False},
        ["n/a: a cache: it holds copies"],
    ),
]


@pytest.mark.requirement("A6")
@pytest.mark.parametrize("case", CASES, ids=[one[0] for one in CASES])
def test_snapshots_that_are_not_made_or_kept_are_refused(
    judge: Callable[..., list[str]],
    case: tuple[str, str, dict[str, Any], dict[str, Any], list[str]],
) -> None:
    """Thirty-five days are the least, as for databases."""
    _, kind, properties, config, expected = case
    assert judge(RULE, Declared(kind, "store", properties), config=config) == expected


@pytest.mark.parametrize(
    ("kind", "prop"),
    [(CACHE, "snapshotRetentionLimit"), (WAREHOUSE, "automatedSnapshotRetentionPeriod")],
)
def test_the_mend_sets_the_days_of_the_tier(kind: str, prop: str) -> None:
    """What is mended is kept, also where a tier needs less."""
    assert CACHE_SNAPSHOTS.mend is not None
    settings = CacheSettings(retention_days_by_tier={"3": 14})
    weak = resource(kind, "store", {"tags": {"pods:tier": "3"}})
    assert CACHE_SNAPSHOTS.mend(weak, settings) == {prop: 14}
    assert CACHE_SNAPSHOTS.mend(resource(kind, "store", {}), settings) == {prop: 35}
