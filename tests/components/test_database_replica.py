"""The database in another Region."""

from typing import Any

import pytest

from pods.components import DatabaseReplica
from pods.errors import TopologyError
from tests.components.recording import Recording, record

SOURCE = "arn:aws:rds:us-east-1:111111111111:db:clinic"
SECRET = "arn:aws:secretsmanager:us-east-1:111111111111:secret:clinic-a1b2c3"
AURORA = {
    "kind": "aurora",
    "global_cluster_id": "clinic",
    "availability_zones": ["us-west-2a", "us-west-2b"],
}
FOLLOWER = {"source_arn": SOURCE}


def replica(**changes: Any) -> Recording:
    """Record a replica in us-west-2."""
    args: Any = {
        "region": "us-west-2",
        "source_secret_arn": SECRET,
        "vpc_id": "vpc-1",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "client_security_group_ids": ["sg-1"],
        **changes,
    }
    return record(lambda: DatabaseReplica("away", args))


@pytest.mark.requirement("B4", "D1")
def test_a_read_replica_is_as_strong_as_its_source() -> None:
    """Its own key, groups and standby, and backups from the day it takes over."""
    recording = replica(**FOLLOWER)
    instance = recording.inputs("aws:rds/instance:Instance")
    expected = {
        "replicateSourceDb": SOURCE,
        "region": "us-west-2",
        "multiAz": True,
        "backupRetentionPeriod": 35,
        "deleteAutomatedBackups": False,
        "deletionProtection": True,
        "storageEncrypted": True,
        "kmsKeyId": "arn:aws:kms:us-west-2:111111111111:key/away-key",
        "dbSubnetGroupName": "away-subnets-0a1b2c3",
        "parameterGroupName": "away-parameters-0a1b2c3",
    }
    assert {name: instance[name] for name in expected} == expected
    for inherited in ("engine", "username", "dbName", "allocatedStorage", "engineVersion"):
        assert inherited not in instance


def test_aws_takes_no_last_snapshot_of_a_replica() -> None:
    """Asked for one, RDS would refuse the deletion."""
    instance = replica(**FOLLOWER).inputs("aws:rds/instance:Instance")
    assert instance["skipFinalSnapshot"] is True
    assert "finalSnapshotIdentifier" not in instance


def test_everything_of_it_lies_in_its_region() -> None:
    """Key, groups, rules and members, without a provider of their own."""
    for kind in (FOLLOWER, AURORA):
        for each in replica(**kind).resources:
            if each.type.startswith("aws:"):
                assert each.inputs["region"] == "us-west-2", each.name


def test_a_secondary_cluster_joins_the_global_one() -> None:
    """It has no user of its own, and an instance in each zone."""
    recording = replica(**AURORA)
    cluster = recording.inputs("aws:rds/cluster:Cluster")
    assert cluster["globalClusterIdentifier"] == "clinic"
    assert "masterUsername" not in cluster
    assert sorted(recording.all_of("aws:rds/clusterInstance:ClusterInstance")) == [
        "away-us-west-2a",
        "away-us-west-2b",
    ]


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"kind": "cluster", **FOLLOWER},
            [
                (
                    "away: kind: 'cluster'; only an instance and Aurora have a replica in another "
                    "Region. Use instance or aurora."
                )
            ],
        ),
        (
            {"engine_version": "13", "backup_retention_days": 40},
            [
                (
                    "away: source_arn: missing; a replica of kind instance follows one source_arn. "
                    "Give source_arn alone."
                ),
                (
                    "away: engine_version: 13; RDS backs up a PostgreSQL replica from version 14 "
                    "on. Raise it, at the source first."
                ),
                (
                    "away: backup_retention_days: 40; RDS keeps backups for 0 to 35 days. Use 35; "
                    "AWS Backup keeps copies for longer."
                ),
            ],
        ),
        (
            {"kind": "aurora", "global_cluster_id": "clinic", "source_arn": SOURCE},
            [
                (
                    "away: global_cluster_id: not the only source; a replica of kind aurora "
                    "follows one global_cluster_id. Give global_cluster_id alone."
                ),
                (
                    "away: availability_zones: none; the subnets of Aurora lie in 2 zones or more. "
                    "Name the zones of its subnets."
                ),
            ],
        ),
    ],
)
def test_a_replica_of_nothing_is_refused(changes: dict[str, Any], messages: list[str]) -> None:
    """Every problem at once, before the first resource."""
    with pytest.raises(TopologyError) as raised:
        replica(**changes)
    assert [str(problem) for problem in raised.value.problems] == messages
