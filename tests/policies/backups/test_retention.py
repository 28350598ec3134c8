"""Cases of BC-BKP-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-001"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: as long as RDS keeps them", {"backupRetentionPeriod": 35}, []),
    (
        "boundary: one day short",
        {"backupRetentionPeriod": 34},
        ["db: backup_retention_period is 34 days"],
    ),
    ("fail: switched off", {"backupRetentionPeriod": 0}, ["db: backup_retention_period is 0 days"]),
    (
        "fail: not a number",
        {"backupRetentionPeriod": "five weeks"},
        ["db: backup_retention_period is not a number"],
    ),
    (
        "absent: not set",
        {},
        ["db: backup_retention_period is not set, so no automated backup is promised"],
    ),
    (
        "unknown: not known yet",
        {"backupRetentionPeriod": UNKNOWN},
        ["undecided: db: backup_retention_period is not known before the update"],
    ),
    (
        "fail: an empty source makes no replica",
        {"backupRetentionPeriod": 7, "replicateSourceDb": ""},
        ["db: backup_retention_period is 7 days"],
    ),
    (
        "not applicable: a read replica",
        {"replicateSourceDb": "main"},
        ["n/a: a read replica: the backups of its source are judged"],
    ),
]


@pytest.mark.requirement("A6", "D3")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_short_lived_backups_are_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Thirty-five days are the least."""
    assert case
    assert judge(RULE, Declared("aws:rds/instance:Instance", "db", properties)) == expected


def test_a_tier_may_keep_less(judge: Callable[..., list[str]]) -> None:
    """The days of a tier come from the configuration; other tiers keep the default."""
    config = {"retentionDaysByTier": {"3": 14}}
    weak = {"backupRetentionPeriod": 14, "tags": {"pods:tier": "3"}}
    strong = {"backupRetentionPeriod": 14, "tags": {"pods:tier": "2"}}
    kind = "aws:rds/instance:Instance"
    assert judge(RULE, Declared(kind, "a", weak), Declared(kind, "b", strong), config=config) == [
        "b: backup_retention_period is 14 days"
    ]
