"""EBS: volumes, their attachment, snapshots and fast restore."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import instance
from tests.sandbox.provider.round_trip import Case, World

_VOLUME = "aws:ebs/volume:Volume"
_SMALL = {"availabilityZone": "us-east-1a", "size": 8}


def _snapshot(world: World) -> Mapping[str, Any]:
    volume = world.make(_VOLUME, _SMALL)["id"]
    return {"volumeId": volume, "description": "Nightly", "tags": {"Name": "nightly"}}


def _attachment(world: World) -> Mapping[str, Any]:
    volume = world.make(_VOLUME, _SMALL)["id"]
    return {"volumeId": volume, "instanceId": instance(world), "deviceName": "/dev/sdf"}


def _restore(world: World) -> Mapping[str, Any]:
    snapshot = world.make("aws:ebs/snapshot:Snapshot", _snapshot(world))["id"]
    return {"snapshotId": snapshot, "availabilityZone": "us-east-1b"}


def _grow(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").modify_volume(VolumeId=resource_id, Size=80)
    return {"size": 80}


CASES = (
    Case(
        token=_VOLUME,
        inputs=lambda _: {
            "availabilityZone": "us-east-1a",
            "size": 50,
            "type": "gp3",
            "iops": 3000,
            "throughput": 125,
            "encrypted": True,
            "tags": {"pods:snapshot": "twice-daily"},
        },
        update={"size": 60, "tags": {"pods:snapshot": "daily"}},
        replaces={"encrypted": False},
        drift=_grow,
    ),
    Case(
        token="aws:ebs/snapshot:Snapshot",
        inputs=_snapshot,
        update={"tags": {"Name": "kept"}},
        replaces={"volumeId": "vol-0"},
    ),
    Case(
        token="aws:ec2/volumeAttachment:VolumeAttachment",
        inputs=_attachment,
        replaces={"deviceName": "/dev/sdg"},
    ),
    Case(
        token="aws:ebs/fastSnapshotRestore:FastSnapshotRestore",
        inputs=_restore,
        outputs={"state": "enabled"},
        replaces={"availabilityZone": "us-east-1c"},
    ),
)
