"""Cases of BC-BKP-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-003"
TABLE = "aws:dynamodb/table:Table"
DATABASE = "aws:rds/instance:Instance"
ON = {"pointInTimeRecovery": {"enabled": True}}

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: on, for as long as DynamoDB keeps it", ON, []),
    (
        "pass: on in each replica",
        {**ON, "replicas": [{"regionName": "us-west-2", "pointInTimeRecovery": True}]},
        [],
    ),
    (
        "fail: off",
        {"pointInTimeRecovery": {"enabled": False}},
        ["visits: point_in_time_recovery.enabled is False"],
    ),
    (
        "fail: off in the second replica",
        {
            **ON,
            "replicas": [
                {"regionName": "us-west-2", "pointInTimeRecovery": True},
                {"regionName": "eu-west-1"},
            ],
        },
        ["visits: replicas[1].point_in_time_recovery is not set"],
    ),
    (
        "fail: settings and replicas of the wrong shape",
        {"pointInTimeRecovery": [True], "replicas": "us-west-2"},
        ["visits: point_in_time_recovery cannot be read", "visits: replicas cannot be read"],
    ),
    (
        "boundary: three days back",
        {"pointInTimeRecovery": {"enabled": True, "recoveryPeriodInDays": 3}},
        [],
    ),
    (
        "boundary: two days back",
        {"pointInTimeRecovery": {"enabled": True, "recoveryPeriodInDays": 2}},
        ["visits: point_in_time_recovery.recovery_period_in_days is 2 days"],
    ),
    ("absent: not set", {}, ["visits: point_in_time_recovery is not set"]),
    (
        "absent: settings that do not switch it on",
        {"pointInTimeRecovery": {}},
        ["visits: point_in_time_recovery.enabled is not set"],
    ),
    (
        "unknown: all of it",
        {"pointInTimeRecovery": UNKNOWN, "replicas": UNKNOWN},
        [
            "undecided: visits: point_in_time_recovery is not known before the update",
            "undecided: visits: replicas is not known before the update",
        ],
    ),
    (
        "unknown: whether it is on, here and in a replica",
        {"pointInTimeRecovery": {"enabled": UNKNOWN}, "replicas": [UNKNOWN]},
        [
            "undecided: visits: point_in_time_recovery.enabled is not known before the update",
            "undecided: visits: replicas[0].point_in_time_recovery is not known before the update",
        ],
    ),
    (
        "not applicable: a tier that may lose a quarter of an hour",
        {"tags": {"pods:tier": "2"}},
        ["n/a: 15 minutes of its data may be lost"],
    ),
]


@pytest.mark.requirement("A6", "D3")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_table_that_cannot_be_restored_to_the_minute_is_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Point-in-time recovery is on, far enough back, in each Region."""
    assert case
    assert judge(RULE, Declared(TABLE, "visits", properties)) == expected


@pytest.mark.requirement("A6", "D3")
@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"backupRetentionPeriod": 3}, []),
        ({"backupRetentionPeriod": 2}, ["db: backup_retention_period is 2 days"]),
        ({}, ["db: backup_retention_period is not set, so there is no automated backup"]),
        ({"replicateSourceDb": UNKNOWN}, ["n/a: a replica: its source is judged"]),
    ],
)
def test_a_database_keeps_its_log_for_three_days(
    judge: Callable[..., list[str]], properties: dict[str, Any], expected: list[str]
) -> None:
    """RDS has point-in-time recovery as long as it keeps automated backups."""
    assert judge(RULE, Declared(DATABASE, "db", properties)) == expected


def test_a_cluster_keeps_one_day_by_itself(judge: Callable[..., list[str]]) -> None:
    """Aurora always has a log, of one day, which the configuration may find enough."""
    cluster = Declared("aws:rds/cluster:Cluster", "db", {})
    assert judge(RULE, cluster) == ["db: backup_retention_period is not set, which is one day"]
    assert judge(RULE, cluster, config={"days": 1}) == []


def test_a_replica_of_its_own_is_judged(judge: Callable[..., list[str]]) -> None:
    """A table's replica can also be a resource of its own."""
    kind = "aws:dynamodb/tableReplica:TableReplica"
    on = Declared(kind, "here", {"pointInTimeRecovery": True})
    assert judge(RULE, on, Declared(kind, "there", {})) == [
        "there: point_in_time_recovery is not set"
    ]


def test_the_objective_comes_from_the_plan(judge: Callable[..., list[str]]) -> None:
    """What the plan promises for corrupted data decides, not the tier's own figure."""
    objective = {"data_corruption": {"rtoSeconds": 3600, "rpoSeconds": 60}}
    capability = {
        "name": "Booking",
        "owner": "clinic-team",
        "tier": 2,
        "services": ["booking"],
        "objectives": objective,
    }
    plan = {"name": "clinic", "capabilities": {"booking": capability}}
    carrier = Declared("pods:index:ContinuityPlan", "clinic", {"plan": plan})
    table = Declared(TABLE, "visits", {"tags": {"pods:service": "booking"}})
    assert judge(RULE, carrier, table) == ["visits: point_in_time_recovery is not set"]
