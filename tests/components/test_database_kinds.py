"""The kinds of database, and the one door to them."""

from typing import Any

import pytest

from pods.components.database import make_database
from pods.errors import TopologyError
from tests.components.recording import Recording, record

CLUSTER = "aws:rds/cluster:Cluster"
MEMBER = "aws:rds/clusterInstance:ClusterInstance"
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]
NETWORK: Any = {
    "vpc_id": "vpc-1",
    "subnet_ids": ["subnet-a", "subnet-b"],
    "client_security_group_ids": ["sg-1"],
}
KEPT = {
    "backupRetentionPeriod": 35,
    "preferredBackupWindow": "07:20-09:20",
    "deleteAutomatedBackups": False,
    "deletionProtection": True,
    "skipFinalSnapshot": False,
    "finalSnapshotIdentifier": "db-subnets-0a1b2c3-final",
    "storageEncrypted": True,
    "kmsKeyId": "arn:aws:kms:us-east-1:111111111111:key/db-key",
    "copyTagsToSnapshot": True,
    "manageMasterUserPassword": True,
    "applyImmediately": False,
}


def made(kind: str | None = None, **changes: Any) -> Recording:
    """Record a database that goes through the door."""
    asked = {} if kind is None else {"kind": kind, "availability_zones": ZONES}
    args: Any = {**NETWORK, **asked, **changes}
    return record(lambda: make_database("db", args))


@pytest.mark.parametrize(
    ("kind", "component", "resource"),
    [
        (None, "Database", "aws:rds/instance:Instance"),
        ("instance", "Database", "aws:rds/instance:Instance"),
        ("cluster", "DatabaseCluster", CLUSTER),
        ("aurora", "AuroraDatabase", CLUSTER),
    ],
)
def test_the_door_goes_by_the_kind(kind: str | None, component: str, resource: str) -> None:
    """Each kind is its own component, under the same name."""
    recording = made(kind)
    assert list(recording.all_of(f"pods:index:{component}")) == ["db"]
    (database,) = recording.all_of(resource).values()
    assert database.protect is True
    assert database.parent == "db"


def test_the_door_knows_no_other_kind() -> None:
    """The refusal names what there is."""
    with pytest.raises(TopologyError, match="db: kind: 'mysql'; there are instance, cluster"):
        made("mysql")


@pytest.mark.requirement("A6", "D3")
@pytest.mark.parametrize("kind", ["cluster", "aurora"])
def test_a_cluster_keeps_the_published_commitments(kind: str) -> None:
    """35 days, the night window, and a copy of everything that is deleted."""
    cluster = made(kind).inputs(CLUSTER)
    assert KEPT.items() <= cluster.items()


def test_a_multi_az_cluster_has_its_own_storage() -> None:
    """RDS makes its members; class, storage and speed are the cluster's."""
    recording = made("cluster")
    cluster = recording.inputs(CLUSTER)
    assert (cluster["engine"], cluster["dbClusterInstanceClass"]) == ("postgres", "db.m6gd.large")
    assert (cluster["storageType"], cluster["allocatedStorage"], cluster["iops"]) == (
        "io1",
        100,
        1_000,
    )
    assert recording.all_of(MEMBER) == {}


@pytest.mark.requirement("A6", "D1")
def test_aurora_has_an_instance_in_each_of_two_zones() -> None:
    """They are of one tier and named by zone: a failover makes the other one the writer."""
    recording = made("aurora")
    members = recording.all_of(MEMBER)
    assert {name: each.inputs["availabilityZone"] for name, each in members.items()} == {
        "db-us-east-1a": "us-east-1a",
        "db-us-east-1b": "us-east-1b",
    }
    assert {each.inputs["promotionTier"] for each in members.values()} == {0}
    assert "availabilityZones" not in recording.inputs(CLUSTER)


@pytest.mark.parametrize("kind", ["cluster", "aurora"])
def test_tls_is_forced_by_the_cluster(kind: str) -> None:
    """Its parameter group is of the kind's family."""
    group = made(kind).inputs("aws:rds/clusterParameterGroup:ClusterParameterGroup")
    family = {"cluster": "postgres17", "aurora": "aurora-postgresql17"}[kind]
    assert group["family"] == family
    assert group["parameters"] == [
        {"name": "rds.force_ssl", "value": "1", "applyMethod": "immediate"}
    ]


@pytest.mark.parametrize("kind", ["cluster", "aurora"])
def test_a_cluster_is_told_its_zones(kind: str) -> None:
    """Whether they are enough is known before anything is made."""
    zones = {"cluster": "Multi-AZ cluster lie in 3", "aurora": "Aurora lie in 2"}[kind]
    with pytest.raises(TopologyError, match=f"availability_zones: none; the subnets of .*{zones}"):
        made(kind, availability_zones=None)


def test_a_global_database_is_made_of_the_cluster() -> None:
    """It can be added to a cluster that exists, and its password is the product's own."""
    recording = made("aurora", replica_region="us-west-2", password="not-a-secret")
    everywhere = recording.inputs("aws:rds/globalCluster:GlobalCluster")
    assert everywhere["sourceDbClusterIdentifier"].endswith("cluster/db-aurora")
    assert everywhere["globalClusterIdentifier"] == "pods-test-db"
    assert (everywhere["deletionProtection"], everywhere["forceDestroy"]) == (True, True)
    cluster = recording.inputs(CLUSTER)
    assert "manageMasterUserPassword" not in cluster
    assert "globalClusterIdentifier" not in cluster
    secret = recording.inputs("aws:secretsmanager/secret:Secret")
    assert secret["replicas"] == [{"region": "us-west-2"}]


def test_no_other_region_is_the_default() -> None:
    """Without replica_region nothing is global, and AWS makes the password."""
    recording = made("aurora")
    assert recording.all_of("aws:rds/globalCluster:GlobalCluster") == {}
    assert recording.all_of("aws:secretsmanager/secret:Secret") == {}


@pytest.mark.requirement("B4", "D3")
def test_an_instance_copies_its_backups_under_a_key_there() -> None:
    """Losing the home Region leaves backups, and the key to read them with."""
    recording = made("instance", replica_region="us-west-2")
    kind = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
    copies = recording.inputs(kind)
    assert [each.protect for each in recording.all_of(kind).values()] == [True]
    assert copies["region"] == "us-west-2"
    assert copies["retentionPeriod"] == 35
    assert copies["kmsKeyId"].endswith("key/db-copies")
    key = recording.all_of("aws:kms/key:Key")["db-copies"]
    assert key.inputs["region"] == "us-west-2"
    assert key.protect is True


def test_backups_are_not_copied_beside_a_read_replica() -> None:
    """The replica is made in its own Region, by its own component."""
    recording = made(
        "instance", replica_region="us-west-2", replica_kind="read_replica", password="not-a-secret"
    )
    tokens = {each.type for each in recording.resources}
    assert not any("AutomatedBackupsReplication" in token for token in tokens)


def test_the_stacks_region_decides_the_pair() -> None:
    """A pair that RDS does not copy between is refused before any resource."""
    args: Any = {**NETWORK, "replica_region": "eu-south-1"}

    def program() -> None:
        import pulumi  # noqa: PLC0415 - what the program of a stack does

        pulumi.runtime.set_all_config({"aws:region": "us-east-1"})
        make_database("db", args)

    with pytest.raises(
        TopologyError, match="db: replica_region: automated backups from us-east-1 to eu-south-1"
    ):
        record(program)


@pytest.mark.parametrize(
    ("kind", "token", "restored"),
    [
        ("instance", "aws:rds/instance:Instance", "sourceDbInstanceIdentifier"),
        ("cluster", CLUSTER, "sourceClusterIdentifier"),
        ("aurora", CLUSTER, "sourceClusterIdentifier"),
    ],
)
def test_what_a_database_is_restored_from_reaches_it(kind: str, token: str, restored: str) -> None:
    """A snapshot, or a moment of another database."""
    from_snapshot = made(kind, restore={"snapshot_identifier": "before"}).inputs(token)
    assert from_snapshot["snapshotIdentifier"] == "before"
    assert "restoreToPointInTime" not in from_snapshot
    moment = made(kind, restore={"source_identifier": "old", "use_latest": True}).inputs(token)
    assert moment["restoreToPointInTime"] == {restored: "old", "useLatestRestorableTime": True}
    assert "snapshotIdentifier" not in moment


def test_backups_of_another_region_are_wound_back() -> None:
    """They are named by their ARN, and by a time."""
    time = "2026-03-01T06:30:00Z"
    restore = {"automated_backups_arn": "arn:aws:rds:::auto-backup:ab-1", "restore_time": time}
    instance = made("instance", restore=restore).inputs("aws:rds/instance:Instance")
    assert instance["restoreToPointInTime"] == {
        "sourceDbInstanceAutomatedBackupsArn": "arn:aws:rds:::auto-backup:ab-1",
        "restoreTime": time,
    }


def test_a_component_makes_its_own_kind_only() -> None:
    """What was meant for the door is not ignored."""
    from pods import AuroraDatabase  # noqa: PLC0415 - the front door, as a product uses it

    args: Any = {**NETWORK, "kind": "cluster"}
    with pytest.raises(TopologyError) as raised:
        record(lambda: AuroraDatabase("db", args))
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "db: kind: 'cluster'; this component makes the kind aurora. Leave it out, or use "
            "make_database, which goes by the kind."
        )
    ]
