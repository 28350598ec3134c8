"""Cases of BC-CPY-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import RECOVERY, data, plan, selection, vault

RULE = "BC-CPY-001"
HOME, COPIES, OTHER = vault("home"), vault("copies", RECOVERY), vault("other", "eu-west-1")
DB = data()
KEPT = data(backupRetentionPeriod=35)
CLUSTER = data("aws:rds/cluster:Cluster", masterUsername="admin", globalClusterIdentifier="all")
BUCKET, FILES = data("aws:s3/bucket:Bucket"), data("aws:efs/fileSystem:FileSystem")
OPEN = "undecided: data: where its copies go is not known before the update"
NONE = ["data: it has no copy"]


def backed(
    one: Declared, *copies: Declared, literal: bool = False, home: Declared = HOME
) -> list[Declared]:
    """Return a stack that backs a resource up, with these copies."""
    made = plan(home, copies, literal=literal)
    return [one, home, *copies, made, selection(made, one)]


def replication(target: Any, *uses: Declared, status: str = "Enabled") -> Declared:
    """Return a replication of the bucket."""
    rules = [{"status": status, "destination": {"bucket": target}}]
    return Declared(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        "replication",
        {"bucket": UNKNOWN, "rules": rules},
        uses={"bucket": [BUCKET], "rules": uses},
    )


REPLICA = Declared("aws:s3/bucket:Bucket", "replica", {"region": RECOVERY})
TABLE = "aws:dynamodb/table:Table"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by a copy action, ids unknown", backed(DB, COPIES), []),
    ("pass: by a copy action, ids known", backed(DB, COPIES, literal=True), []),
    ("pass: one of two copies", backed(DB, OTHER, COPIES), []),
    (
        "pass: a replica of a database",
        [
            DB,
            Declared(
                DB.type,
                "replica",
                {"replicateSourceDb": UNKNOWN, "region": RECOVERY},
                uses={"replicateSourceDb": [DB]},
            ),
        ],
        [],
    ),
    (
        "pass: replicated automated backups",
        [
            KEPT,
            Declared(
                "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
                "r",
                {"sourceDbInstanceArn": UNKNOWN, "region": RECOVERY},
                uses={"sourceDbInstanceArn": [KEPT]},
            ),
        ],
        [],
    ),
    (
        "pass: a global database",
        [
            CLUSTER,
            Declared(
                "aws:rds/globalCluster:GlobalCluster",
                "all",
                {"globalClusterIdentifier": "all", "sourceDbClusterIdentifier": UNKNOWN},
                uses={"sourceDbClusterIdentifier": [CLUSTER]},
                outputs={"id": "all"},
            ),
            Declared(
                CLUSTER.type, "follower", {"globalClusterIdentifier": "all", "region": RECOVERY}
            ),
        ],
        [],
    ),
    ("pass: a table's replica", [data(TABLE, replicas=[{"regionName": RECOVERY}])], []),
    ("pass: a bucket's replica", [BUCKET, REPLICA, replication(UNKNOWN, REPLICA)], []),
    (
        "pass: a file system's replica",
        [
            FILES,
            Declared(
                "aws:efs/replicationConfiguration:ReplicationConfiguration",
                "r",
                {"sourceFileSystemId": UNKNOWN, "destination": {"region": RECOVERY}},
                uses={"sourceFileSystemId": [FILES]},
            ),
        ],
        [],
    ),
    ("fail: no copy", backed(DB), NONE),
    (
        "fail: at home only",
        backed(DB, vault("second"), literal=True),
        ["data: it is copied to us-east-1 only"],
    ),
    ("fail: in another Region", backed(DB, OTHER), ["data: it is copied to eu-west-1 only"]),
    (
        "fail: the replication is off",
        [BUCKET, REPLICA, replication(UNKNOWN, REPLICA, status="Disabled")],
        NONE,
    ),
    ("boundary: a tag makes it tier 1", [data(tags={"pods:tier": "1"})], NONE),
    ("absent: no backup at all", [DB], NONE),
    (
        "unknown: the Region of the vault",
        backed(
            DB,
            Declared(
                COPIES.type,
                "copies",
                {"region": UNKNOWN},
                outputs={"arn": UNKNOWN},
            ),
        ),
        [OPEN],
    ),
    (
        "unknown: a plan of another stack",
        [
            DB,
            Declared(
                "aws:backup/selection:Selection",
                "s",
                {"planId": UNKNOWN, "resources": [UNKNOWN]},
                uses={"resources": [DB]},
            ),
        ],
        [OPEN],
    ),
    ("unknown: a table's replica", [data(TABLE, replicas=[{"regionName": UNKNOWN}])], [OPEN]),
    ("not applicable: nothing", [], ["n/a: no data resource in this stack"]),
    (
        "not applicable: tier 2",
        [data(tags={"pods:tier": "2"})],
        ["n/a: tier 2 may lose its Region's data"],
    ),
    (
        "not applicable: a replica",
        [data(replicateSourceDb="other")],
        ["n/a: a replica: its source is judged"],
    ),
]


@pytest.mark.requirement("B4", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_data_of_one_region_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Data of tier 1 is also in the Region that the service is recovered in."""
    assert judge(RULE, *stack, config={"recoveryRegion": RECOVERY}) == expected, case


@pytest.mark.parametrize(
    ("copies", "expected"),
    [([OTHER], []), ([vault("second")], ["data: it is copied to us-east-1 only"])],
)
def test_without_a_declared_region_any_other_counts(
    judge: Callable[..., list[str]], copies: list[Declared], expected: list[str]
) -> None:
    """The copy of another place is what matters then."""
    assert judge(RULE, *backed(DB, *copies, literal=True)) == expected
