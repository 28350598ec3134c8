"""EBS: volumes, their attachment, snapshots and fast restore."""

from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.types.vpc import ec2_arn, ec2_tags

__all__ = ["TYPES"]

_RESTORE = {"AvailabilityZones": ["{availabilityZone}"], "SourceSnapshotIds": ["{snapshotId}"]}
_ATTACHMENT = {
    "VolumeId": "{volumeId}",
    "InstanceId": "{instanceId}",
    "Device": "{deviceName}",
}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ebs/volume:Volume",
        service="ec2",
        create=Call("CreateVolume"),
        id="VolumeId",
        read=Call("DescribeVolumes", {"VolumeIds": ["{id}"]}, "Volumes[0]"),
        update=Call("ModifyVolume", {"VolumeId": "{id}"}),
        delete=Call("DeleteVolume", {"VolumeId": "{id}"}, translate=False),
        names={"type": "VolumeType"},
        inert=frozenset({"finalSnapshot"}),
        tags=ec2_tags("volume"),
        outputs={"arn": ec2_arn("volume")},
        created=True,
        note="No snapshot is made at deletion.",
    ),
    ResourceType(
        token="aws:ebs/snapshot:Snapshot",
        service="ec2",
        create=Call("CreateSnapshot"),
        id="SnapshotId",
        read=Call("DescribeSnapshots", {"SnapshotIds": ["{id}"]}, "Snapshots[0]"),
        delete=Call("DeleteSnapshot", {"SnapshotId": "{id}"}, translate=False),
        inert=frozenset({"permanentRestore", "temporaryRestoreDays"}),
        tags=ec2_tags("snapshot"),
        outputs={"arn": "arn:{partition}:ec2:{region}::snapshot/{id}"},
        created=True,
        note="A snapshot holds no data.",
    ),
    ResourceType(
        token="aws:ec2/volumeAttachment:VolumeAttachment",
        service="ec2",
        create=Call("AttachVolume", _ATTACHMENT, translate=False),
        id="vai-{crc32(join('-', [deviceName, instanceId, volumeId, '']))}",
        read=Call(
            "DescribeVolumes",
            {"VolumeIds": ["{volumeId}"]},
            "where(Volumes[0].Attachments, 'InstanceId', state.instanceId)[0]",
            translate=False,
        ),
        delete=Call("DetachVolume", {**_ATTACHMENT, "Force": "{forceDetach}"}, translate=False),
        names={"deviceName": "Device"},
        replace=frozenset({"deviceName", "instanceId", "volumeId"}),
        delete_first=True,
        inert=frozenset({"skipDestroy", "stopInstanceBeforeDetaching"}),
        created=True,
    ),
    ResourceType(
        token="aws:ebs/fastSnapshotRestore:FastSnapshotRestore",
        service="ec2",
        create=Call("EnableFastSnapshotRestores", _RESTORE, "Successful[0]", translate=False),
        id="{availabilityZone},{snapshotId}",
        read=Call(
            "DescribeFastSnapshotRestores",
            {
                "Filters": [
                    {"Name": "snapshot-id", "Values": ["{snapshotId}"]},
                    {"Name": "availability-zone", "Values": ["{availabilityZone}"]},
                ]
            },
            "FastSnapshotRestores[0]",
            translate=False,
        ),
        delete=Call("DisableFastSnapshotRestores", _RESTORE, translate=False),
        gone="State == 'disabled' || State == 'disabling'",
        replace=frozenset({"availabilityZone", "snapshotId"}),
        inert=frozenset({"timeouts"}),
        import_state={
            "availabilityZone": "{split(id, ',')[0]}",
            "snapshotId": "{split(id, ',')[1]}",
        },
        created=True,
    ),
)
