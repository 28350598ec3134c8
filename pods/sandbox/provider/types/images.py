"""EC2: machine images, and copies of images and snapshots from other Regions."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType
from pods.sandbox.provider.types.vpc import ec2_tags

__all__ = ["TYPES"]

_IMAGE = Call("DescribeImages", {"ImageIds": ["{id}"]}, "Images[0]")
_ARN = "arn:{partition}:ec2:{region}::image/{id}"
_DEVICES = "BlockDeviceMappings[?Ebs].merge(Ebs, {DeviceName: DeviceName})"
_DEREGISTER = Call("DeregisterImage", {"ImageId": "{id}"}, translate=False)
_SEEN = {"ebsBlockDevices": _DEVICES}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/ami:Ami",
        service="ec2",
        create=Call(
            "RegisterImage",
            {
                "BlockDeviceMappings": (
                    "{ebsBlockDevices[].{DeviceName: deviceName, Ebs: present({"
                    "SnapshotId: snapshotId, VolumeSize: volumeSize, VolumeType: volumeType, "
                    "Iops: iops, Throughput: throughput, "
                    "DeleteOnTermination: deleteOnTermination})}}"
                )
            },
        ),
        id="ImageId",
        read=_IMAGE,
        delete=_DEREGISTER,
        auto_name=AutoName(longest=128),
        observe=_SEEN,
        # An image is never changed.
        replace=frozenset({"description"}),
        tags=ec2_tags("image"),
        outputs={"arn": _ARN},
        note="Simulated instances are launched from any image, and hold nothing of it.",
    ),
    ResourceType(
        token="aws:ec2/amiCopy:AmiCopy",
        service="ec2",
        names={"sourceAmiId": "SourceImageId", "sourceAmiRegion": "SourceRegion"},
        create=Call("CopyImage"),
        id="ImageId",
        read=_IMAGE,
        # A copy's snapshots are its own, and go with it: they can only go after it.
        before_delete=(_DEREGISTER,),
        delete=Call(
            "DeleteSnapshot",
            {"SnapshotId": "{item}"},
            translate=False,
            each="ebsBlockDevices[].snapshotId",
        ),
        auto_name=AutoName(longest=128),
        observe={
            **_SEEN,
            "encrypted": "BlockDeviceMappings[0].Ebs.Encrypted",
            "kmsKeyId": "BlockDeviceMappings[0].Ebs.KmsKeyId",
            "sourceAmiRegion": "SourceImageRegion",
        },
        replace=frozenset({"description"}),
        tags=ec2_tags("image"),
        outputs={"arn": _ARN},
        note="The copy is there at once.",
    ),
    ResourceType(
        token="aws:ebs/snapshotCopy:SnapshotCopy",
        service="ec2",
        create=Call("CopySnapshot"),
        id="SnapshotId",
        read=Call("DescribeSnapshots", {"SnapshotIds": ["{id}"]}, "Snapshots[0]"),
        delete=Call("DeleteSnapshot", {"SnapshotId": "{id}"}, translate=False),
        inert=frozenset({"permanentRestore", "temporaryRestoreDays"}),
        tags=ec2_tags("snapshot"),
        outputs={"arn": "arn:{partition}:ec2:{region}::snapshot/{id}"},
        note="The copy is there at once, whatever time it was given.",
    ),
)
