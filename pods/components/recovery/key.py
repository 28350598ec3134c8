"""The key of the recovery Region: it lives on when the home Region does not."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.identity import allow, document

__all__ = ["recovery_key", "recovery_key_policy"]

_WINDOW_DAYS = 30
_USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
_SCALING = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"


def recovery_key_policy(partition: str, account: str) -> str:
    """Return the key's policy: the account governs it by IAM, and groups launch from its images.

    Auto Scaling starts nothing from an image under a customer key that its service-linked role may
    not use (https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html).
    The role is a condition, not the principal: KMS refuses principals that do not exist, and in a
    new account this one comes with the first group.
    """
    role = {"StringEquals": {"aws:PrincipalArn": f"arn:{partition}:iam::{account}:{_SCALING}"}}
    anybody = {"AWS": "*"}
    owner = {"AWS": f"arn:{partition}:iam::{account}:root"}
    for_aws = {**role, "Bool": {"kms:GrantIsForAWSResource": "true"}}
    return document(
        allow(["kms:*"], ["*"], principal=owner),
        allow(_USE, ["*"], principal=anybody, condition=role),
        allow(["kms:CreateGrant"], ["*"], principal=anybody, condition=for_aws),
    )


def recovery_key(
    name: str,
    primary_key_arn: pulumi.Input[str] | None,
    policy: pulumi.Output[str],
    tags: Mapping[str, str],
    opts: pulumi.ResourceOptions,
) -> aws.kms.Key | aws.kms.ReplicaKey:
    """Make the home key's replica, or a key that can itself be replicated later on.

    Whether a key is multi-Region is decided once
    (https://docs.aws.amazon.com/kms/latest/developerguide/mrk-how-it-works.html).
    """
    if primary_key_arn is not None:
        return aws.kms.ReplicaKey(
            f"{name}-key",
            primary_key_arn=primary_key_arn,
            description="The home's key, in the recovery Region",
            policy=policy,
            deletion_window_in_days=_WINDOW_DAYS,
            tags={**tags, "Name": name},
            opts=opts,
        )
    return aws.kms.Key(
        f"{name}-key",
        description="Images and data of the recovery Region",
        multi_region=True,
        enable_key_rotation=True,
        policy=policy,
        deletion_window_in_days=_WINDOW_DAYS,
        tags={**tags, "Name": name},
        opts=opts,
    )
