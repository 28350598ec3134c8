"""The PODs' machine image in the recovery Region: a copy that needs its source no more."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.topology import ImagePlan, architecture_of

__all__ = ["image_in_region"]

_ROOT = "/dev/xvda"


def image_in_region(
    name: str,
    plan: ImagePlan,
    home_region: str,
    *,
    key_arn: pulumi.Output[str],
    instance_type: str,
    tags: Mapping[str, str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str] | None:
    """Return the id of a copy made here; None where the PODs need none.

    AWS's provider copies images without a promised time, and snapshots with one: then an image is
    registered anew over the copied root snapshot.
    """
    named = {**tags, "Name": name}
    if plan.copied_id is not None:
        return aws.ec2.AmiCopy(
            f"{name}-image",
            source_ami_id=plan.copied_id,
            source_ami_region=home_region,
            description="The PODs' image, copied from the home Region",
            encrypted=True,
            kms_key_id=key_arn,
            tags=named,
            opts=opts,
        ).id
    if plan.snapshot_id is None:
        return None
    snapshot = aws.ebs.SnapshotCopy(
        f"{name}-image",
        source_snapshot_id=plan.snapshot_id,
        source_region=home_region,
        description="Root of the PODs' image, copied from the home Region",
        encrypted=True,
        kms_key_id=key_arn,
        completion_duration_minutes=plan.minutes,
        tags=named,
        opts=opts,
    )
    return aws.ec2.Ami(
        f"{name}-image",
        description="The PODs' image, made of the copied root snapshot",
        architecture=architecture_of(instance_type),
        virtualization_type="hvm",
        ena_support=True,
        imds_support="v2.0",
        root_device_name=_ROOT,
        ebs_block_devices=[
            {
                "device_name": _ROOT,
                "snapshot_id": snapshot.id,
                "volume_type": "gp3",
                "delete_on_termination": True,
            }
        ],
        tags=named,
        opts=opts,
    ).id
