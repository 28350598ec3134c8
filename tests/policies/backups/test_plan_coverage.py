"""Cases of BC-BKP-007."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-007"
BARE = ": no backup selection of this stack takes it"
OPEN = ": whether a backup selection takes it is not known before the update"
TABLE = "aws:dynamodb/table:Table"
BUCKET = "aws:s3/bucket:Bucket"
PLAN = Declared("aws:backup/plan:Plan", "plan", {"rules": [{"schedule": "cron(0 5 * * ? *)"}]})
DAILY = [{"type": "STRINGEQUALS", "key": "backup", "value": "daily"}]


def table(name: str = "visits", **properties: Any) -> Declared:
    """Return a table."""
    return Declared(TABLE, name, properties)


def bucket(name: str = "files", **properties: Any) -> Declared:
    """Return a bucket."""
    return Declared(BUCKET, name, {"bucket": name, **properties})


def made(kind: str, label: str, arn: str, **properties: Any) -> Declared:
    """Return a resource that has its ARN."""
    return Declared(kind, label, properties, outputs={"arn": arn, "id": arn.rpartition(":")[2]})


def taking(*named: Declared, plan: Declared = PLAN, **properties: Any) -> Declared:
    """Return a selection of the plan that names resources by reference, and what else it asks."""
    uses = {"planId": [plan]}
    if named:
        uses["resources"] = list(named)
        properties = {"resources": [UNKNOWN] * len(named), **properties}
    return Declared(
        "aws:backup/selection:Selection", "s", {"planId": UNKNOWN, **properties}, uses=uses
    )


VISITS, LETTERS = table(), table("letters")
FILES = bucket()
CLUSTER = Declared("aws:rds/cluster:Cluster", "main")
MEMBER = Declared("aws:rds/clusterInstance:ClusterInstance", "main-a")
ARN = "arn:aws:dynamodb:us-east-1:111111111111:table/visits"
WITH_ARN = made(TABLE, "visits", ARN, name="visits")
POLICY = Declared(
    "aws:efs/backupPolicy:BackupPolicy",
    "p",
    {"fileSystemId": "fs-1", "backupPolicy": {"status": "ENABLED"}},
)
COPIES = made(BUCKET, "copies", "arn:aws:s3:::copies", bucket="copies")
REPLICATION = Declared(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "r",
    {"bucket": "files", "rules": [{"destination": {"bucket": "arn:aws:s3:::copies"}}]},
)

WAREHOUSE = Declared("aws:redshift/cluster:Cluster", "reports")
REPORTS = made(WAREHOUSE.type, "reports", "arn:aws:redshift:us-east-1:111111111111:cluster:r")

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by reference", [VISITS, PLAN, taking(VISITS)], []),
    ("pass: a warehouse by reference", [WAREHOUSE, PLAN, taking(WAREHOUSE)], []),
    (
        "pass: a warehouse by a wildcard",
        [REPORTS, PLAN, taking(resources=["arn:aws:redshift:*:*:cluster:*"])],
        [],
    ),
    ("fail: a warehouse that nothing takes", [WAREHOUSE], [f"reports{BARE}"]),
    ("pass: several by reference", [VISITS, FILES, PLAN, taking(VISITS, FILES)], []),
    (
        "pass: a list that is not known, made of its ARN alone",
        [VISITS, PLAN, taking(VISITS, resources=UNKNOWN)],
        [],
    ),
    (
        "pass: a cluster whose members its ARN depends on as well",
        [
            CLUSTER,
            MEMBER,
            FILES,
            PLAN,
            taking(CLUSTER, MEMBER, FILES, resources=[UNKNOWN, UNKNOWN]),
        ],
        [],
    ),
    ("pass: by ARN", [WITH_ARN, PLAN, taking(resources=[ARN])], []),
    (
        "pass: by the ARN that its name gives it",
        [Declared(TABLE, "main", {"name": "visits"}), PLAN, taking(resources=[ARN])],
        [],
    ),
    (
        "pass: the ARN of a bucket that is not there yet",
        [bucket(), PLAN, taking(resources=["arn:aws:s3:::files"])],
        [],
    ),
    ("pass: everything", [VISITS, FILES, PLAN, taking(resources=["*"])], []),
    (
        "pass: all tables",
        [VISITS, PLAN, taking(resources=["arn:aws:dynamodb:*:*:table/*"])],
        [],
    ),
    ("pass: all of a service", [VISITS, PLAN, taking(resources=["arn:aws:dynamodb:*"])], []),
    ("pass: by tag", [table(tags={"backup": "daily"}), PLAN, taking(selectionTags=DAILY)], []),
    (
        "pass: by the provider's default tags",
        [
            Declared(TABLE, "visits", provider={"defaultTags": '{"tags": {"backup": "daily"}}'}),
            PLAN,
            taking(selectionTags=DAILY),
        ],
        [],
    ),
    (
        "pass: a volume by its snapshot policy",
        [
            Declared("aws:ebs/volume:Volume", "data", {"tags": {"a": "b"}}),
            Declared(
                "aws:dlm/lifecyclePolicy:LifecyclePolicy",
                "l",
                {
                    "policyDetails": {
                        "resourceTypes": ["VOLUME"],
                        "targetTags": {"a": "b"},
                        "schedules": [{"createRule": {"interval": 12}}],
                    }
                },
            ),
        ],
        [],
    ),
    (
        "pass: a file system by its backup policy",
        [
            made(
                "aws:efs/fileSystem:FileSystem",
                "scans",
                "arn:aws:elasticfilesystem:us-east-1:111111111111:fs-1",
            ),
            POLICY,
        ],
        [],
    ),
    ("pass: the copy of a bucket", [FILES, COPIES, REPLICATION, PLAN, taking(FILES)], []),
    ("fail: a second bucket", [FILES, COPIES, PLAN, taking(FILES)], ["copies" + BARE]),
    ("fail: another one is named", [VISITS, LETTERS, PLAN, taking(VISITS)], ["letters" + BARE]),
    ("fail: another ARN", [WITH_ARN, PLAN, taking(resources=[ARN + "-old"])], ["visits" + BARE]),
    (
        "fail: another tag",
        [table(tags={"backup": "no"}), PLAN, taking(selectionTags=DAILY)],
        ["visits" + BARE],
    ),
    (
        "fail: all tables but this",
        [
            VISITS,
            PLAN,
            Declared(
                "aws:backup/selection:Selection",
                "s",
                {"planId": UNKNOWN, "resources": ["*"], "notResources": [UNKNOWN]},
                uses={"planId": [PLAN], "notResources": [VISITS]},
            ),
        ],
        ["visits" + BARE],
    ),
    (
        "fail: all databases",
        [VISITS, PLAN, taking(resources=["arn:aws:rds:*:*:db:*"])],
        ["visits" + BARE],
    ),
    (
        "fail: a plan of another Region",
        [table(region="eu-west-1"), PLAN, taking(resources=["*"], region="us-east-1")],
        ["visits" + BARE],
    ),
    (
        "fail: a plan without rules",
        [VISITS, Declared(PLAN.type, "plan", {"rules": []}), taking(VISITS)],
        ["visits" + BARE],
    ),
    (
        "fail: only what ends with it",
        [Declared("aws:rds/instance:Instance", "db", {"backupRetentionPeriod": 35})],
        ["db" + BARE + ", and its automated backups end with it"],
    ),
    (
        "fail: only its own point-in-time recovery",
        [table(pointInTimeRecovery={"enabled": True})],
        ["visits" + BARE + ", and its point-in-time recovery ends with it"],
    ),
    (
        "boundary: tier 2 of two",
        [table(tags={"pods:tier": "2"})],
        ["visits" + BARE],
    ),
    (
        "boundary: two are named, of three",
        [VISITS, LETTERS, FILES, PLAN, taking(VISITS, FILES)],
        ["letters" + BARE],
    ),
    ("absent: no backup at all", [FILES], ["files" + BARE]),
    ("absent: a selection of nothing", [FILES, PLAN, taking()], ["files" + BARE]),
    (
        "unknown: which of two a list names",
        [VISITS, LETTERS, PLAN, taking(VISITS, LETTERS, resources=[UNKNOWN])],
        ["undecided: letters" + OPEN, "undecided: visits" + OPEN],
    ),
    (
        "unknown: a list that comes from elsewhere",
        [VISITS, PLAN, taking(resources=UNKNOWN)],
        ["undecided: visits" + OPEN],
    ),
    (
        "unknown: its tags",
        [table(tags=UNKNOWN), PLAN, taking(selectionTags=DAILY)],
        ["undecided: visits" + OPEN],
    ),
    (
        "unknown: the tags that are asked for",
        [VISITS, PLAN, taking(selectionTags=UNKNOWN)],
        ["undecided: visits" + OPEN],
    ),
    (
        "unknown: what is left out",
        [VISITS, PLAN, taking(resources=["*"], notResources=UNKNOWN)],
        ["undecided: visits" + OPEN],
    ),
    ("not applicable: no data", [PLAN], ["n/a: no resource that holds data in this stack"]),
    (
        "not applicable: a weaker tier",
        [table(tags={"pods:tier": "3"})],
        ["n/a: tier 3 may do without a backup plan"],
    ),
    (
        "not applicable: scratch storage",
        [
            Declared(
                "aws:fsx/lustreFileSystem:LustreFileSystem", "l", {"deploymentType": "SCRATCH_2"}
            )
        ],
        ["n/a: scratch storage, which AWS neither repairs nor backs up"],
    ),
    (
        "not applicable: a read replica",
        [Declared("aws:rds/instance:Instance", "db", {"replicateSourceDb": "main"})],
        ["n/a: a read replica: its source is judged"],
    ),
]


@pytest.mark.requirement("A6", "A9", "B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_data_that_no_backup_outlives_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A selection takes it for certain, whatever names it: a reference, an ARN, a tag."""
    assert case
    assert judge(RULE, *stack) == expected


def test_a_plan_outside_the_stack_counts_by_its_tags(judge: Callable[..., list[str]]) -> None:
    """A team may name the tags that another stack's plan takes."""
    tagged = table(tags={"backup": "daily"})
    assert judge(RULE, tagged, config={"centralBackupTags": {"backup": "daily"}}) == []
    assert judge(RULE, tagged, config={"centralBackupTags": {"backup": "no"}}) == ["visits" + BARE]


def test_a_team_may_ask_it_of_weaker_tiers(judge: Callable[..., list[str]]) -> None:
    """The tier down to which it holds is a setting."""
    config = {"maxTier": 3, "advisoryFromTier": 4}
    assert judge(RULE, table(tags={"pods:tier": "3"}), config=config) == ["visits" + BARE]
