"""What the recovery Region launches from, reads and keeps: images, keys and the database."""

import json
from typing import Any

import pytest

from tests.components.recovery_recording import REPLICA, SOURCE, away


@pytest.mark.parametrize(
    ("changes", "copies"),
    [
        ({}, {}),
        (
            {"pod": {"image_id": "ami-0golden"}},
            {"aws:ec2/amiCopy:AmiCopy": "clinic-recovery-image-id"},
        ),
        (
            {"image_snapshot_id": "snap-1", "image_copy_minutes": 15},
            {
                "aws:ebs/snapshotCopy:SnapshotCopy": "",
                "aws:ec2/ami:Ami": "clinic-recovery-image-id",
            },
        ),
        ({"pod": {"image_id": "ami-0golden"}, "image_id": "ami-0away"}, {}),
    ],
    ids=["public image", "image copied", "snapshot copied in time", "image of the Region"],
)
def test_the_image_is_one_of_this_region(changes: dict[str, Any], copies: dict[str, str]) -> None:
    """A public parameter and an image of the Region as they are, everything else by a copy."""
    recording = away(**changes)
    kinds = ("aws:ec2/amiCopy:AmiCopy", "aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/ami:Ami")
    assert {kind for kind in kinds if recording.all_of(kind)} == set(copies)
    templates = recording.all_of("aws:ec2/launchTemplate:LaunchTemplate").values()
    (image,) = {each.inputs["imageId"] for each in templates}
    made = [name for name in copies.values() if name]
    expected = made[0] if made else changes.get("image_id", image)
    assert image == expected
    assert image.startswith(("resolve:ssm:/aws/service/", "ami-0away", "clinic-recovery"))


def test_a_copy_is_encrypted_with_the_regions_own_key() -> None:
    """The time that was asked for is passed on, and the key lets groups launch from the copy."""
    recording = away(image_snapshot_id="snap-1", image_copy_minutes=30)
    copy = recording.inputs("aws:ebs/snapshotCopy:SnapshotCopy")
    assert (copy["encrypted"], copy["completionDurationMinutes"]) == (True, 30)
    assert copy["kmsKeyId"] == "arn:aws:kms:us-west-2:111111111111:key/clinic-recovery-key"
    key = recording.all_of("aws:kms/key:Key")["clinic-recovery-key"]
    assert (key.inputs["multiRegion"], key.protect) == (True, True)
    _, used, granted = json.loads(key.inputs["policy"])["Statement"]
    role = used["Condition"]["StringEquals"]["aws:PrincipalArn"]
    assert role.startswith("arn:aws:iam::111111111111:role/aws-service-role/autoscaling")
    assert granted["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": "true"}


def test_the_homes_key_can_be_used_there() -> None:
    """Its replica takes the place of a key of the Region's own."""
    primary = "arn:aws:kms:us-east-1:111111111111:key/mrk-1"
    recording = away(primary_key_arn=primary)
    replica = recording.all_of("aws:kms/replicaKey:ReplicaKey")["clinic-recovery-key"]
    assert (replica.inputs["primaryKeyArn"], replica.protect) == (primary, True)
    assert "clinic-recovery-key" not in recording.all_of("aws:kms/key:Key")


def test_containers_are_pulled_from_the_regions_own_registry() -> None:
    """The image's address names the home's registry, and its replica has the same path."""
    image = "111111111111.dkr.ecr.us-east-1.amazonaws.com/clinic@sha256:0a1b"
    recording = away(containers={"image": image}, running=2)
    services = recording.all_of("aws:ecs/service:Service").values()
    assert [each.inputs["desiredCount"] for each in services] == [1, 1]
    tasks = recording.all_of("aws:ecs/taskDefinition:TaskDefinition").values()
    for each in tasks:
        (container,) = json.loads(each.inputs["containerDefinitions"])
        assert container["image"] == image.replace("us-east-1", "us-west-2")


@pytest.mark.requirement("B4", "D1")
def test_a_replica_of_the_homes_database_is_open_to_the_pods_there() -> None:
    """They read the secret's copy in their own Region, and nobody else may connect."""
    recording = away(database=REPLICA, secret_arn=None)
    (rows,) = recording.all_of("aws:rds/instance:Instance").values()
    assert (rows.inputs["replicateSourceDb"], rows.inputs["region"]) == (SOURCE, "us-west-2")
    rules = recording.all_of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    clients = [
        each.inputs["referencedSecurityGroupId"]
        for each in rules.values()
        if each.inputs["fromPort"] == 5432
    ]
    assert clients == ["clinic-recovery-instances-id"]
    policies = recording.all_of("aws:iam/rolePolicy:RolePolicy")
    policy = policies["clinic-recovery-primary-instance"].inputs["policy"]
    assert REPLICA["source_secret_arn"].replace("us-east-1", "us-west-2") in policy


def test_a_database_is_made_of_the_backups_that_lie_there() -> None:
    """When copies are all that is left, the same program brings it up."""
    backups = "arn:aws:rds:us-west-2:111111111111:auto-backup:ab-1"
    restore = {"automated_backups_arn": backups, "use_latest": True}
    recording = away(database={"restore": restore}, secret_arn=None)
    (rows,) = recording.all_of("aws:rds/instance:Instance").values()
    point = rows.inputs["restoreToPointInTime"]
    assert point["sourceDbInstanceAutomatedBackupsArn"] == backups
    assert "replicateSourceDb" not in rows.inputs
    policies = recording.all_of("aws:iam/rolePolicy:RolePolicy")
    policy = policies["clinic-recovery-secondary-instance"].inputs["policy"]
    assert "key/clinic-recovery-database-key" in policy
