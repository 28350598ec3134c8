"""Cases of BC-BKP-008."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-008"
OPEN = ": how often it is backed up is not known before the update"
TABLE = "aws:dynamodb/table:Table"
DATABASE = "aws:rds/instance:Instance"
FILES = Declared("aws:efs/fileSystem:FileSystem", "scans", {"tags": {"pods:tier": "4"}})
HOURLY = "cron(0 * * * ? *)"
TIER_3 = {"pods:tier": "3"}


def plan(*rules: dict[str, Any], name: str = "plan") -> Declared:
    """Return a plan of these rules."""
    return Declared("aws:backup/plan:Plan", name, {"rules": list(rules)})


def rule(schedule: Any = HOURLY, start: Any = 60, **others: Any) -> dict[str, Any]:
    """Return a rule of a plan."""
    return {"schedule": schedule, "startWindow": start, **others}


def taking(made: Declared, *named: Declared) -> list[Declared]:
    """Return a plan and a selection that takes these resources."""
    selection = Declared(
        "aws:backup/selection:Selection",
        f"takes-{made.name}",
        {"planId": UNKNOWN, "resources": [UNKNOWN] * len(named)},
        uses={"planId": [made], "resources": list(named)},
    )
    return [made, selection]


def database(**properties: Any) -> Declared:
    """Return a database of tier 3, which may lose 13 hours."""
    return Declared(DATABASE, "db", {"tags": TIER_3, **properties})


def lifecycle(create: dict[str, Any]) -> Declared:
    """Return a lifecycle policy for volumes."""
    details = {
        "resourceTypes": ["VOLUME"],
        "targetTags": {"a": "b"},
        "schedules": [{"createRule": create, "retainRule": {"count": 9}}],
    }
    return Declared("aws:dlm/lifecyclePolicy:LifecyclePolicy", "l", {"policyDetails": details})


def versions(status: Any = "Enabled") -> Declared:
    """Return the versioning of a bucket by its name."""
    return Declared(
        "aws:s3/bucketVersioning:BucketVersioning",
        "v",
        {"bucket": "files", "versioningConfiguration": {"status": status}},
    )


def perhaps(made: Declared) -> list[Declared]:
    """Return a plan and a selection that may take anything."""
    selection = Declared(
        "aws:backup/selection:Selection",
        "s",
        {"planId": UNKNOWN, "resources": UNKNOWN},
        uses={"planId": [made]},
    )
    return [made, selection]


VOLUME = Declared("aws:ebs/volume:Volume", "data", {"tags": {"a": "b"}})
BUCKET = Declared("aws:s3/bucket:Bucket", "files", {"bucket": "files"})
DB = database()
WINDOWED = database(backupWindow="05:00-05:30")
TWICE = rule("cron(0 5,17 * * ? *)")

CASES: list[tuple[str, list[Declared], list[str]]] = [
    (
        "pass: automated backups restore the last five minutes",
        [Declared(DATABASE, "db", {"backupRetentionPeriod": 7})],
        [],
    ),
    (
        "pass: point-in-time recovery",
        [Declared(TABLE, "visits", {"pointInTimeRecovery": {"enabled": True}})],
        [],
    ),
    (
        "pass: a cluster keeps a day unless it says otherwise",
        [Declared("aws:rds/cluster:Cluster", "c")],
        [],
    ),
    ("pass: every 12 hours, and an hour to start", [DB, *taking(plan(TWICE), DB)], []),
    (
        "pass: two rules fill each other's gaps",
        [
            DB,
            *taking(plan(rule("cron(0 5 * * ? *)"), rule("cron(0 17 * * ? *)")), DB),
        ],
        [],
    ),
    (
        "pass: two plans fill each other's gaps",
        [
            DB,
            *taking(plan(rule("cron(0 5 * * ? *)")), DB),
            *taking(plan(rule("cron(0 17 * * ? *)"), name="other"), DB),
        ],
        [],
    ),
    (
        "pass: continuous backups of a database",
        [DB, *taking(plan(rule("cron(0 5 * * ? *)", enableContinuousBackup=True)), DB)],
        [],
    ),
    ("pass: the versions of a bucket", [BUCKET, versions()], []),
    (
        "pass: a volume twice a day",
        [VOLUME, lifecycle({"interval": 12, "intervalUnit": "HOURS"})],
        [],
    ),
    (
        "pass: a file system of tier 4 by its daily policy, within a day",
        [FILES, *taking(plan(rule("cron(0 0/12 * * ? *)")), FILES)],
        [],
    ),
    (
        "fail: from noon to the end of the day is once",
        [DB, *taking(plan(rule("cron(0 12/12 * * ? *)")), DB)],
        ["db: 1 backup a day, and up to 1 day 1 h of work between two that succeed"],
    ),
    (
        "fail: hours to start in",
        [DB, *taking(plan(rule("cron(0 5,17 * * ? *)", 480)), DB)],
        ["db: 2 backups a day, and up to 20 h of work between two that succeed"],
    ),
    (
        "fail: the start window that AWS takes when none is set",
        [DB, *taking(plan({"schedule": "cron(0 5,17 * * ? *)"}), DB)],
        ["db: 2 backups a day, and up to 20 h of work between two that succeed"],
    ),
    (
        "fail: not at weekends",
        [DB, *taking(plan(rule("cron(0 0,12 ? * MON-FRI *)")), DB)],
        ["db: 1.43 backups a day, and up to 2 days 13 h of work between two that succeed"],
    ),
    (
        "fail: a run in the way of the database's own window",
        [WINDOWED, *taking(plan(TWICE), WINDOWED)],
        ["db: 1 backup a day, and up to 1 day 1 h of work between two that succeed"],
    ),
    (
        "fail: a night that the clocks skip",
        [
            FILES,
            *taking(
                plan(rule("cron(20 2 * * ? *)", 0, scheduleExpressionTimezone="America/New_York")),
                FILES,
            ),
        ],
        ["scans: 0.998 backups a day, and up to 1 day 23 h of work between two that succeed"],
    ),
    (
        "fail: continuous backups of tables are snapshots",
        [
            Declared(TABLE, "visits"),
            *taking(plan(rule(enableContinuousBackup=True)), Declared(TABLE, "visits")),
        ],
        ["visits: 24 backups a day, and up to 2 h of work between two that succeed"],
    ),
    (
        "fail: a volume once a day",
        [VOLUME, lifecycle({"interval": 24, "intervalUnit": "HOURS"})],
        ["data: 1 backup a day, and up to 1 day 1 h of work between two that succeed"],
    ),
    (
        "fail: a schedule that AWS refuses",
        [DB, *taking(plan(rule("cron(0 5 * * * *)")), DB)],
        [
            (
                "db: rules[0] of plan is refused by AWS: "
                "one of the two day fields must be `?`, and only one"
            )
        ],
    ),
    (
        "fail: versions that are suspended",
        [BUCKET, versions("Suspended")],
        ["files: nothing of this stack backs it up"],
    ),
    (
        "fail: one of two rules may start four hours late",
        [
            DB,
            *taking(plan(rule("cron(0 5 * * ? *)"), rule("cron(0 17 * * ? *)", 240)), DB),
        ],
        ["db: 2 backups a day, and up to 16 h of work between two that succeed"],
    ),
    (
        "unknown: whether a plan takes it that is just good enough",
        [DB, *perhaps(plan(TWICE))],
        ["undecided: db" + OPEN],
    ),
    (
        "unknown: whether a plan takes it, and when it runs",
        [DB, *perhaps(plan(rule(UNKNOWN)))],
        ["undecided: db" + OPEN],
    ),
    (
        "boundary: a minute too late",
        [DB, *taking(plan(rule("cron(0 5,17 * * ? *)", 61)), DB)],
        ["db: 2 backups a day, and up to 13 h 1 min of work between two that succeed"],
    ),
    (
        "boundary: continuous backups of a bucket lag a quarter of an hour",
        [BUCKET, *taking(plan(rule(enableContinuousBackup=True)), BUCKET)],
        ["files: 24 backups a day, and up to 15 min of work between two that succeed"],
    ),
    ("absent: nothing backs it up", [DB], ["db: nothing of this stack backs it up"]),
    (
        "absent: a rule without a schedule",
        [DB, *taking(plan({}), DB)],
        ["db: no backup of it is ever due"],
    ),
    (
        "unknown: the schedule",
        [DB, *taking(plan(rule(UNKNOWN)), DB)],
        ["undecided: db" + OPEN],
    ),
    (
        "unknown: the start window",
        [DB, *taking(plan(rule("cron(0 5,17 * * ? *)", UNKNOWN)), DB)],
        ["undecided: db" + OPEN],
    ),
    (
        "unknown: whether a plan takes it",
        [DB, *perhaps(plan(rule()))],
        ["undecided: db" + OPEN],
    ),
    ("unknown: the status of versions", [BUCKET, versions(UNKNOWN)], ["undecided: files" + OPEN]),
    (
        "unknown: the retention of a database",
        [database(backupRetentionPeriod=UNKNOWN)],
        ["undecided: db" + OPEN],
    ),
    (
        "fail: even at best too rare",
        [DB, *perhaps(plan(rule("cron(0 5 * * ? *)")))],
        ["db: nothing of this stack backs it up"],
    ),
    ("not applicable: no data", [plan(rule())], ["n/a: no resource that holds data in this stack"]),
    (
        "not applicable: a replica",
        [Declared(DATABASE, "db", {"replicateSourceDb": "main"})],
        ["n/a: a read replica: its source is judged"],
    ),
]


@pytest.mark.requirement("B2", "B4", "A6", "D3")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_rarer_than_the_rpo_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """The longest gap of all paths together is what counts."""
    assert case
    assert judge(RULE, *stack, config={"advisoryFromTier": 5}) == expected


def carrying(stores: dict[str, Any]) -> Declared:
    """Return a plan of continuity for one service with these stores, of tier 1."""
    objectives = {"data_corruption": {"rtoSeconds": 3600, "rpoSeconds": 7200}}
    record = {
        "name": "clinic",
        "capabilities": {
            "book": {
                "name": "Book",
                "owner": "team",
                "tier": 1,
                "services": ["clinic"],
                "objectives": objectives,
            }
        },
        "services": {"clinic": {"name": "Clinic", "owner": "team", "stores": stores}},
    }
    return Declared("pods:index:ContinuityPlan", "clinic", {"plan": record})


def test_the_plan_says_how_much_work_may_be_lost(judge: Callable[..., list[str]]) -> None:
    """Two hours are enough for hourly snapshots and the hour to start in, and no more."""
    table = Declared(TABLE, "visits", {"tags": {"pods:service": "clinic"}})
    assert judge(RULE, carrying({}), table, *taking(plan(rule()), table)) == []
    assert judge(RULE, carrying({}), table, *taking(plan(rule(start=61)), table)) == [
        "visits: 24 backups a day, and up to 2 h 1 min of work between two that succeed"
    ]


@pytest.mark.requirement("A9")
def test_a_volume_with_data_of_its_own_has_the_rpo_of_its_capability(
    judge: Callable[..., list[str]],
) -> None:
    """Twice a day is enough for what can be derived anew, and for nothing else."""
    disk = Declared("aws:ebs/volume:Volume", "data", {"tags": {"a": "b", "pods:service": "clinic"}})
    twice = lifecycle({"interval": 12, "intervalUnit": "HOURS"})
    kept = {"kind": "volume", "classification": "internal"}
    assert judge(RULE, carrying({"work": kept | {"derivedFrom": "files"}}), disk, twice) == []
    assert judge(RULE, carrying({"work": kept}), disk, twice) == [
        "data: 2 backups a day, and up to 13 h of work between two that succeed"
    ]


def test_a_team_may_not_count_versions(judge: Callable[..., list[str]]) -> None:
    """Versions do not outlive their bucket."""
    assert judge(RULE, BUCKET, versions(), config={"versionsCount": False}) == [
        "files: nothing of this stack backs it up"
    ]
