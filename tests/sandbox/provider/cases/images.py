"""EC2: machine images, and copies of images and snapshots from other Regions."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.round_trip import Case, World

_KEY = "aws:kms/key:Key"
_AWAY = {"region": "us-west-2"}


def _snapshot(world: World) -> str:
    volume = world.make("aws:ebs/volume:Volume", {"availabilityZone": "us-east-1a", "size": 8})
    return str(world.make("aws:ebs/snapshot:Snapshot", {"volumeId": volume["id"]})["id"])


def _image(world: World) -> Mapping[str, Any]:
    return {
        "name": "golden",
        "description": "The application",
        "architecture": "x86_64",
        "virtualizationType": "hvm",
        "enaSupport": True,
        "imdsSupport": "v2.0",
        "rootDeviceName": "/dev/xvda",
        "ebsBlockDevices": [
            {
                "deviceName": "/dev/xvda",
                "snapshotId": _snapshot(world),
                "volumeType": "gp3",
                "deleteOnTermination": True,
            }
        ],
        "tags": {"Name": "golden"},
    }


def _copy(world: World) -> Mapping[str, Any]:
    return {
        **_AWAY,
        "name": "golden",
        "description": "The application, in the recovery Region",
        "sourceAmiId": world.make("aws:ec2/ami:Ami", _image(world))["id"],
        "sourceAmiRegion": "us-east-1",
        "encrypted": True,
        "kmsKeyId": world.make(_KEY, _AWAY)["arn"],
        "tags": {"Name": "golden"},
    }


def _snapshot_copy(world: World) -> Mapping[str, Any]:
    return {
        **_AWAY,
        "description": "The application, in the recovery Region",
        "sourceSnapshotId": _snapshot(world),
        "sourceRegion": "us-east-1",
        "encrypted": True,
        "kmsKeyId": world.make(_KEY, _AWAY)["arn"],
        "completionDurationMinutes": 15,
        "tags": {"Name": "golden"},
    }


CASES = (
    Case(
        token="aws:ec2/ami:Ami",
        inputs=_image,
        update={"tags": {"Name": "kept"}},
        replaces={"architecture": "arm64"},
    ),
    Case(
        token="aws:ec2/amiCopy:AmiCopy",
        inputs=_copy,
        update={"tags": {"Name": "kept"}},
        replaces={"sourceAmiId": "ami-0"},
    ),
    Case(
        token="aws:ebs/snapshotCopy:SnapshotCopy",
        inputs=_snapshot_copy,
        update={"tags": {"Name": "kept"}},
        replaces={"completionDurationMinutes": 30},
        # AWS itself tells nobody which snapshot a copy was made of.
        unobserved=frozenset({"sourceRegion", "sourceSnapshotId"}),
    ),
)
