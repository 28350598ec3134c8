"""What the role that restores may do: make something new, and change or delete nothing.

AWS's managed policies for restores were the model. AWS Backup deletes what a test restored by a
role of its own.
"""

from collections.abc import Sequence

from pods.components.backup.key_permissions import key_statements
from pods.components.identity import Statement, allow

__all__ = ["restore_statements"]


def restore_statements(partition: str, account: str, types: Sequence[str]) -> list[Statement]:
    """Return what restoring these types, into something new, needs."""
    found = key_statements(partition, account)
    if {"EBS", "EC2"} & set(types):
        found += _restored_machines(partition, account)
    if {"RDS", "Aurora"} & set(types):
        found += _restored_databases(partition, account)
    if "S3" in types:
        found += _restored_buckets(partition, account)
    return found


def _restored_machines(partition: str, account: str) -> list[Statement]:
    of_account = f"arn:{partition}:ec2:*:{account}"
    return [
        allow(
            [
                "ec2:DescribeAvailabilityZones",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSnapshots",
                "ec2:DescribeSubnets",
                "ec2:DescribeVolumes",
                "ec2:DescribeVpcs",
            ],
            ["*"],
        ),
        allow(
            ["ec2:CreateVolume", "ec2:RunInstances"],
            [
                f"arn:{partition}:ec2:*::image/*",
                f"arn:{partition}:ec2:*::snapshot/*",
                *(
                    f"{of_account}:{each}/*"
                    for each in (
                        *("instance", "key-pair", "network-interface"),
                        *("security-group", "subnet", "volume"),
                    )
                ),
            ],
        ),
        allow(
            ["ec2:CreateTags"],
            [f"{of_account}:instance/*", f"{of_account}:volume/*"],
            condition={"StringLike": {"ec2:CreateAction": ["CreateVolume", "RunInstances"]}},
        ),
    ]


def _restored_databases(partition: str, account: str) -> list[Statement]:
    of_account = f"arn:{partition}:rds:*:{account}"
    kinds = ("cluster", "cluster-pg", "cluster-snapshot", "db", "og", "pg", "snapshot", "subgrp")
    return [
        allow(
            [
                "rds:DescribeDBClusterSnapshots",
                "rds:DescribeDBClusters",
                "rds:DescribeDBInstances",
                "rds:DescribeDBSnapshots",
                "rds:ListTagsForResource",
            ],
            ["*"],
        ),
        allow(
            [
                "rds:AddTagsToResource",
                "rds:CreateDBInstance",
                "rds:RestoreDBClusterFromSnapshot",
                "rds:RestoreDBInstanceFromDBSnapshot",
            ],
            [f"{of_account}:{each}:*" for each in kinds],
        ),
    ]


def _restored_buckets(partition: str, account: str) -> list[Statement]:
    # Only into buckets that AWS Backup makes for a test, or that people name for a restore.
    buckets = [f"arn:{partition}:s3:::*restore*"]
    return [
        allow(
            [
                "s3:CreateBucket",
                "s3:GetBucketLocation",
                "s3:GetBucketOwnershipControls",
                "s3:GetBucketVersioning",
                "s3:ListBucket",
                "s3:ListBucketVersions",
                "s3:PutBucketOwnershipControls",
                "s3:PutBucketVersioning",
            ],
            buckets,
        ),
        allow(
            [
                "s3:GetObject",
                "s3:GetObjectAcl",
                "s3:GetObjectTagging",
                "s3:GetObjectVersion",
                "s3:GetObjectVersionAcl",
                "s3:ListMultipartUploadParts",
                "s3:PutObject",
                "s3:PutObjectAcl",
                "s3:PutObjectTagging",
                "s3:PutObjectVersionAcl",
            ],
            [f"{each}/*" for each in buckets],
            condition={"StringEquals": {"aws:ResourceAccount": account}},
        ),
    ]
