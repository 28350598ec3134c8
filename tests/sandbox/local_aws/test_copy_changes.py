"""Copies in other Regions keep what they were made with."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.sandbox.provider.cases.iam import allow

pytestmark = pytest.mark.sandbox

AWAY = "us-west-2"


def test_a_replica_key_is_a_key_of_its_own(client: Callable[..., Any]) -> None:
    """It has its own description, policy and tags, and closing it leaves the primary open."""
    home, away = client("kms"), client("kms", AWAY)
    primary = home.create_key(MultiRegion=True, Description="home")["KeyMetadata"]["KeyId"]
    home.replicate_key(
        KeyId=primary,
        ReplicaRegion=AWAY,
        Description="away",
        Policy=allow("kms:Decrypt"),
        Tags=[{"TagKey": "Name", "TagValue": "away"}],
    )
    away.disable_key(KeyId=primary)
    seen = {
        role: each.describe_key(KeyId=primary)["KeyMetadata"]
        for role, each in (("home", home), ("away", away))
    }
    kinds = {
        role: key["MultiRegionConfiguration"]["MultiRegionKeyType"] for role, key in seen.items()
    }
    assert kinds == {"home": "PRIMARY", "away": "REPLICA"}
    assert {role: key["Enabled"] for role, key in seen.items()} == {"home": True, "away": False}
    assert {role: key["Description"] for role, key in seen.items()} == {
        "home": "home",
        "away": "away",
    }
    assert away.list_resource_tags(KeyId=primary)["Tags"] == [
        {"TagKey": "Name", "TagValue": "away"}
    ]
    assert home.list_resource_tags(KeyId=primary)["Tags"] == []
    policy = away.get_key_policy(KeyId=primary, PolicyName="default")["Policy"]
    assert policy == allow("kms:Decrypt")


def test_a_replica_secret_shows_its_key(client: Callable[..., Any]) -> None:
    """The key of the other Region is not replaced by the service's own."""
    made = client("secretsmanager").create_secret(
        Name=f"secret-{uuid4().hex[:8]}",
        SecretString="open sesame",
        AddReplicaRegions=[{"Region": AWAY, "KmsKeyId": "alias/away"}],
    )
    seen = client("secretsmanager").describe_secret(SecretId=made["ARN"])
    assert [each["KmsKeyId"] for each in seen["ReplicationStatus"]] == ["alias/away"]
    there = made["ARN"].replace("us-east-1", AWAY)
    value = client("secretsmanager", AWAY).get_secret_value(SecretId=there)
    assert value["SecretString"] == "open sesame"


def test_a_copied_image_shows_its_source_and_its_encryption(client: Callable[..., Any]) -> None:
    """As AWS shows them, with the devices that the source was registered with left behind."""
    home, away = client("ec2"), client("ec2", AWAY)
    devices = [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-1", "VolumeType": "gp3"}}]
    source = home.register_image(
        Name="golden",
        Architecture="arm64",
        RootDeviceName="/dev/xvda",
        BlockDeviceMappings=devices,
    )["ImageId"]
    (registered,) = home.describe_images(ImageIds=[source])["Images"]
    assert (registered["Architecture"], registered["BlockDeviceMappings"]) == ("arm64", devices)
    copy = away.copy_image(
        Name="golden",
        SourceImageId=source,
        SourceRegion="us-east-1",
        Encrypted=True,
        KmsKeyId="alias/away",
    )["ImageId"]
    (image,) = away.describe_images(ImageIds=[copy])["Images"]
    assert (image["SourceImageId"], image["SourceImageRegion"]) == (source, "us-east-1")
    (device,) = image["BlockDeviceMappings"]
    assert (device["Ebs"]["Encrypted"], device["Ebs"]["KmsKeyId"]) == (True, "alias/away")
