"""What the role that takes backups may do, by the types that it backs up.

AWS's managed policy for its default role was the model; what is left out on purpose is what
would let AWS Backup take over the retention of a database (`rds:ModifyDBInstance`).
"""

from collections.abc import Sequence

from pods.components.backup.key_permissions import key_statements
from pods.components.identity import Statement, allow

__all__ = ["backup_statements"]

_OWN_COPY = {"Null": {"aws:ResourceTag/aws:backup:source-resource": "false"}}


def backup_statements(partition: str, account: str, types: Sequence[str]) -> list[Statement]:
    """Return what taking, copying and expiring backups of these types needs."""
    found = [
        allow(["tag:GetResources"], ["*"]),
        allow(
            ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
            [f"arn:{partition}:backup:*:*:backup-vault:*"],
        ),
        allow(
            ["backup:CopyFromBackupVault", "backup:TagResource"],
            [f"arn:{partition}:backup:*:{account}:*"],
        ),
        *key_statements(partition, account),
    ]
    if {"EBS", "EC2"} & set(types):
        found += _volumes(partition)
    if "EC2" in types:
        found += _images(partition)
    if {"RDS", "Aurora"} & set(types):
        found += _databases(partition, account)
    if "S3" in types:
        found += _buckets(partition, account)
    return found


def _volumes(partition: str) -> list[Statement]:
    snapshots = [f"arn:{partition}:ec2:*::snapshot/*"]
    return [
        allow(["ec2:DescribeSnapshots", "ec2:DescribeTags", "ec2:DescribeVolumes"], ["*"]),
        allow(["ec2:CreateSnapshot"], [*snapshots, f"arn:{partition}:ec2:*:*:volume/*"]),
        allow(["ec2:CopySnapshot", "ec2:CreateTags"], snapshots),
        allow(
            ["ec2:DeleteSnapshot", "ec2:ModifySnapshotAttribute"], snapshots, condition=_OWN_COPY
        ),
    ]


def _images(partition: str) -> list[Statement]:
    images = [f"arn:{partition}:ec2:*::image/*"]
    return [
        allow(
            [
                "ec2:DescribeImages",
                "ec2:DescribeInstanceAttribute",
                "ec2:DescribeInstanceCreditSpecifications",
                "ec2:DescribeInstances",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSpotInstanceRequests",
            ],
            ["*"],
        ),
        allow(
            ["ec2:CopyImage", "ec2:CreateImage"],
            [
                *images,
                f"arn:{partition}:ec2:*:*:instance/*",
                f"arn:{partition}:ec2:*::snapshot/*",
            ],
        ),
        allow(["ec2:CreateTags"], images),
        allow(["ec2:DeregisterImage", "ec2:ModifyImageAttribute"], images, condition=_OWN_COPY),
    ]


def _databases(partition: str, account: str) -> list[Statement]:
    of_account = f"arn:{partition}:rds:*:{account}"
    copies = [f"{of_account}:cluster-snapshot:awsbackup:*", f"{of_account}:snapshot:awsbackup:*"]
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
                "rds:CopyDBClusterSnapshot",
                "rds:CopyDBSnapshot",
                "rds:CreateDBClusterSnapshot",
                "rds:CreateDBSnapshot",
            ],
            [*copies, f"{of_account}:cluster:*", f"{of_account}:db:*", f"{of_account}:og:*"],
        ),
        allow(
            [
                "rds:DeleteDBClusterSnapshot",
                "rds:DeleteDBSnapshot",
                "rds:ModifyDBClusterSnapshotAttribute",
                "rds:ModifyDBSnapshotAttribute",
            ],
            copies,
        ),
    ]


def _buckets(partition: str, account: str) -> list[Statement]:
    return [
        allow(["cloudwatch:GetMetricData", "events:ListRules", "s3:ListAllMyBuckets"], ["*"]),
        allow(
            [
                "events:DeleteRule",
                "events:DescribeRule",
                "events:DisableRule",
                "events:EnableRule",
                "events:ListTargetsByRule",
                "events:PutRule",
                "events:PutTargets",
                "events:RemoveTargets",
            ],
            [f"arn:{partition}:events:*:{account}:rule/AwsBackupManagedRule*"],
        ),
        allow(
            [
                "s3:GetBucketAcl",
                "s3:GetBucketLocation",
                "s3:GetBucketNotification",
                "s3:GetBucketTagging",
                "s3:GetBucketVersioning",
                "s3:GetInventoryConfiguration",
                "s3:ListBucket",
                "s3:ListBucketVersions",
                "s3:ListTagsForResource",
                "s3:PutBucketNotification",
                "s3:PutInventoryConfiguration",
            ],
            [f"arn:{partition}:s3:::*"],
        ),
        allow(
            [
                "s3:GetObject",
                "s3:GetObjectAcl",
                "s3:GetObjectTagging",
                "s3:GetObjectVersion",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
            ],
            [f"arn:{partition}:s3:::*/*"],
        ),
    ]
