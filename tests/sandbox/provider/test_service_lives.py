"""What particular services ask of a life: final snapshots, single roles, five versions, copies."""

import json
from typing import Any

import pytest

from pods.sandbox.provider.aws_calls import Refusal
from pods.sandbox.provider.creation import checked
from tests.sandbox.provider.cases.iam import allow, trust
from tests.sandbox.provider.round_trip import World

pytestmark = pytest.mark.sandbox

_INSTANCE = "aws:rds/instance:Instance"
_DATABASE: dict[str, Any] = {
    "identifier": "records",
    "allocatedStorage": 20,
    "engine": "postgres",
    "engineVersion": "16.4",
    "instanceClass": "db.m7g.large",
    "username": "pods",
    "password": "not-a-secret",
    "skipFinalSnapshot": True,
}


def _role(world: World, name: str) -> str:
    inputs = {"name": name, "assumeRolePolicy": trust("ec2.amazonaws.com")}
    return str(world.make("aws:iam/role:Role", inputs)["id"])


def test_a_database_leaves_its_final_snapshot(world: World) -> None:
    """The snapshot that the program named exists when the database is gone."""
    lifecycle = world.account.lifecycle(_INSTANCE)
    inputs = {**_DATABASE, "skipFinalSnapshot": False, "finalSnapshotIdentifier": "clinic-last"}
    resource_id, state = lifecycle.create(inputs)
    lifecycle.delete(resource_id, state)
    rds = world.client("rds")
    snapshots = rds.describe_db_snapshots(DBSnapshotIdentifier="clinic-last")["DBSnapshots"]
    assert [each["DBInstanceIdentifier"] for each in snapshots] == ["records"]
    assert rds.describe_db_instances()["DBInstances"] == []
    rds.delete_db_snapshot(DBSnapshotIdentifier="clinic-last")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"deletionProtection": True}, "disable deletion protection"),
        ({"skipFinalSnapshot": False}, "Set finalSnapshotIdentifier"),
    ],
)
def test_a_database_is_not_deleted_by_accident(
    world: World, settings: dict[str, Any], reason: str
) -> None:
    """A protected database stays, and so does one for which no final snapshot was decided."""
    lifecycle = world.account.lifecycle(_INSTANCE)
    inputs = {**_DATABASE, **settings}
    resource_id, state = lifecycle.create(inputs)
    with pytest.raises(Refusal, match=reason):
        lifecycle.delete(resource_id, state)
    assert lifecycle.shown(resource_id, state) is not None
    state = lifecycle.update(resource_id, state, inputs, {**_DATABASE, "deletionProtection": False})
    lifecycle.delete(resource_id, state)
    assert lifecycle.shown(resource_id, state) is None


def test_a_database_is_renamed_in_place(world: World) -> None:
    """Another identifier renames the instance; the old name is free."""
    # moto leaves automated snapshots under the old name, so that no other test may use it.
    named = {**_DATABASE, "identifier": "practice"}
    lifecycle = world.account.lifecycle(_INSTANCE)
    resource_id, state = lifecycle.create(named)
    renamed = {**named, "identifier": "surgery", "backupRetentionPeriod": 35}
    assert not lifecycle.changes(named, renamed).replacing
    state = lifecycle.update(resource_id, state, named, renamed)
    listed = world.client("rds").describe_db_instances()["DBInstances"]
    assert [(i["DBInstanceIdentifier"], i["BackupRetentionPeriod"]) for i in listed] == [
        ("surgery", 35)
    ]
    lifecycle.delete(resource_id, state)


def test_a_replica_is_made_from_its_source_and_promoted(world: World) -> None:
    """A replica follows its source; a program that stops naming one does not lose the replica."""
    world.make(_INSTANCE, _DATABASE)
    lifecycle = world.account.lifecycle(_INSTANCE)
    inputs = {
        "identifier": "copy",
        "instanceClass": "db.m7g.large",
        "replicateSourceDb": "records",
        "skipFinalSnapshot": True,
    }
    resource_id, state = lifecycle.create(inputs)
    assert state["replicateSourceDb"] == "records"
    assert state["engine"] == "postgres"
    alone = {k: v for k, v in inputs.items() if k != "replicateSourceDb"}
    assert not lifecycle.changes(inputs, alone).replacing
    state = lifecycle.update(resource_id, state, inputs, alone)
    assert state["identifier"] == "copy"
    lifecycle.delete(resource_id, state)


def test_a_database_is_restored_from_a_snapshot(world: World) -> None:
    """What the restoring call cannot carry is set right after it."""
    world.make(_INSTANCE, _DATABASE)
    rds = world.client("rds")
    rds.create_db_snapshot(DBInstanceIdentifier="records", DBSnapshotIdentifier="before")
    restored = world.make(
        _INSTANCE,
        {
            "identifier": "restored",
            "instanceClass": "db.m7g.large",
            "snapshotIdentifier": "before",
            "maintenanceWindow": "sun:03:00-sun:04:00",
            "monitoringInterval": 0,
            "skipFinalSnapshot": True,
        },
    )
    assert restored["username"] == "pods"
    assert restored["allocatedStorage"] == 20
    shown = rds.describe_db_instances(DBInstanceIdentifier="restored")["DBInstances"][0]
    assert shown["PreferredMaintenanceWindow"] == "sun:03:00-sun:04:00"
    rds.delete_db_snapshot(DBSnapshotIdentifier="before")


def test_a_bucket_with_objects_stays_unless_told_otherwise(world: World) -> None:
    """Every version goes with `forceDestroy`, and none without it."""
    lifecycle = world.account.lifecycle("aws:s3/bucket:Bucket")
    inputs = {"bucket": "clinic-records", "forceDestroy": False}
    resource_id, state = lifecycle.create(inputs)
    s3 = world.client("s3")
    s3.put_bucket_versioning(Bucket="clinic-records", VersioningConfiguration={"Status": "Enabled"})
    for body in (b"first", b"second"):
        s3.put_object(Bucket="clinic-records", Key="record", Body=body)
    s3.delete_object(Bucket="clinic-records", Key="record")
    with pytest.raises(Refusal, match="BucketNotEmpty"):
        lifecycle.delete(resource_id, state)
    forced = {**inputs, "forceDestroy": True}
    state = lifecycle.update(resource_id, state, inputs, forced)
    lifecycle.delete(resource_id, state)
    assert lifecycle.shown(resource_id, state) is None


def test_a_bucket_is_made_in_its_own_region(world: World) -> None:
    """The location is sent, and the outputs name the Region."""
    made = world.make("aws:s3/bucket:Bucket", {"bucket": "clinic-copies", "region": "eu-west-1"})
    assert made["bucketRegionalDomainName"] == "clinic-copies.s3.eu-west-1.amazonaws.com"
    assert made["hostedZoneId"] == "Z1BKCTXD74EZPE"
    location = world.client("s3").get_bucket_location(Bucket="clinic-copies")
    assert location["LocationConstraint"] == "eu-west-1"


def test_an_instance_profile_changes_its_one_role(world: World) -> None:
    """The old role is taken out before the new one goes in."""
    old, new = _role(world, "old"), _role(world, "new")
    lifecycle = world.account.lifecycle("aws:iam/instanceProfile:InstanceProfile")
    resource_id, state = lifecycle.create({"name": "clinic", "role": old})
    state = lifecycle.update(
        resource_id, state, {"name": "clinic", "role": old}, {"name": "clinic", "role": new}
    )
    assert state["role"] == new
    lifecycle.delete(resource_id, state)
    assert lifecycle.shown(resource_id, state) is None


def test_a_policy_is_changed_more_often_than_aws_keeps_versions(world: World) -> None:
    """Versions that are no longer in force make room for the next."""
    lifecycle = world.account.lifecycle("aws:iam/policy:Policy")
    inputs = {"name": "read", "policy": allow("s3:Get0")}
    resource_id, state = lifecycle.create(inputs)
    for number in range(1, 8):
        edited = {**inputs, "policy": allow(f"s3:Get{number}")}
        state = lifecycle.update(resource_id, state, inputs, edited)
        inputs = edited
    shown = lifecycle.shown(resource_id, state)
    assert shown is not None
    assert json.loads(shown["policy"])["Statement"][0]["Action"] == "s3:Get7"
    versions = world.client("iam").list_policy_versions(PolicyArn=resource_id)["Versions"]
    assert len(versions) == 2
    lifecycle.delete(resource_id, state)


def test_deprecated_bucket_inputs_are_refused(world: World) -> None:
    """An input that would have no effect is an error that names the type to use."""
    inputs = {"bucket": "clinic", "versioning": {"enabled": True}}
    urn = "urn:pulumi:dev::clinic::aws:s3/bucket:Bucket::clinic"
    _, faults = checked(
        world.account, token="aws:s3/bucket:Bucket", urn=urn, seed=b"s", old={}, new=inputs
    )
    assert [(fault.path, "bucketVersioning" in fault.reason) for fault in faults] == [
        ("versioning", True)
    ]
