"""From one bucket to its replica in another Region: the keys, the role and the rule."""

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.identity import account_of, allow, document, partition_of, trust
from pods.components.object_store.bucket import KeptBucket, Place
from pods.topology import REPLICATION_MINUTES, ReplicaPlan

__all__ = ["RULE", "Replicator", "make_key", "make_replicator", "replicate"]

RULE = "everything"
"""The replication rule's name, as metrics carry it."""

# What S3 may do for whoever may use the objects. AWS's own key says the same: who reads what is
# decided by the bucket, and no role needs the key besides.
_THROUGH_S3 = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:ReEncrypt*",
)
_S3 = ["s3.*.amazonaws.com", "s3.*.amazonaws.com.cn"]


@dataclass(frozen=True)
class Replicator:
    """The role in which S3 replicates, and what its ARN says of the account."""

    role: aws.iam.Role
    account: pulumi.Output[str]
    partition: pulumi.Output[str]


def make_replicator(place: Place, permissions_boundary_arn: pulumi.Input[str] | None) -> Replicator:
    """Make the role that S3 takes on; what it may do is said once the buckets are there."""
    role = aws.iam.Role(
        f"{place.stem}-replicator",
        description="S3 replicates objects to another Region",
        assume_role_policy=trust("s3.amazonaws.com"),
        permissions_boundary=permissions_boundary_arn,
        tags=place.tags,
        opts=place.of_this,
    )
    return Replicator(role, account_of(role.arn), partition_of(role.arn))


def make_key(place: Place, replicator: Replicator) -> pulumi.Output[str]:
    """Make a bucket's key, of its own Region: the loss of one Region takes no other's key along."""
    key = aws.kms.Key(
        f"{place.stem}-key",
        description="Objects, for those who may use their bucket",
        enable_key_rotation=True,
        # As long as AWS allows: without the key every version is lost.
        deletion_window_in_days=30,
        policy=pulumi.Output.all(replicator.partition, replicator.account).apply(
            lambda known: _key_policy(*known)
        ),
        region=place.region,
        tags={**place.tags, "Name": place.stem},
        opts=place.kept,
    )
    return key.arn


def _key_policy(partition: str, account: str) -> str:
    owner = {"AWS": f"arn:{partition}:iam::{account}:root"}
    return document(
        allow(["kms:*"], ["*"], principal=owner),
        allow(
            _THROUGH_S3,
            ["*"],
            principal={"AWS": "*"},
            condition={
                "StringEquals": {"kms:CallerAccount": account},
                "StringLike": {"kms:ViaService": _S3},
            },
        ),
    )


def replicate(
    place: Place,
    replicator: Replicator,
    plan: ReplicaPlan,
    *,
    source: tuple[KeptBucket, pulumi.Output[str]],
    replica: tuple[KeptBucket, pulumi.Output[str]],
) -> None:
    """Replicate from one bucket to the other, each with the ARN of its key."""
    (bucket, key), (copies, copies_key) = source, replica
    permissions = aws.iam.RolePolicy(
        f"{place.stem}-replicator",
        role=replicator.role.id,
        policy=pulumi.Output.all(bucket.arn, key, copies.arn, copies_key).apply(
            lambda arns: _permissions(arns, plan, locked=place.plan.lock is not None)
        ),
        opts=place.of_this,
    )
    aws.s3.BucketReplicationConfig(
        f"{place.stem}-replication",
        bucket=bucket.versioned_name,
        role=replicator.role.arn,
        rules=[_rule(plan, copies.versioned_arn, copies_key)],
        # S3 tries the role as soon as it is told of it.
        opts=pulumi.ResourceOptions(parent=place.parent, depends_on=[permissions]),
    )


def _rule(plan: ReplicaPlan, bucket_arn: pulumi.Output[str], key_arn: pulumi.Output[str]) -> Any:
    limit = {"minutes": REPLICATION_MINUTES}
    in_time: dict[str, Any] = {
        "metrics": {"status": "Enabled", "event_threshold": limit},
        "replication_time": {"status": "Enabled", "time": limit},
    }
    return {
        "id": RULE,
        "status": "Enabled",
        "priority": 1,
        "filter": {"prefix": ""},
        "delete_marker_replication": {"status": plan.delete_markers},
        "source_selection_criteria": {"sse_kms_encrypted_objects": {"status": "Enabled"}},
        "destination": {
            "bucket": bucket_arn,
            "encryption_configuration": {"replica_kms_key_id": key_arn},
            **(in_time if plan.time_control else {"metrics": {"status": "Enabled"}}),
        },
    }


def _permissions(arns: list[str], plan: ReplicaPlan, *, locked: bool) -> str:
    """Return what S3 needs to replicate, on these two buckets and with their two keys.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
    """
    bucket, key, copies, copies_key = arns
    read = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication"]
    read += ["s3:GetObjectVersionTagging"]
    read += ["s3:GetObjectLegalHold", "s3:GetObjectRetention"] if locked else []
    write = ["s3:ReplicateObject", "s3:ReplicateTags"]
    write += ["s3:ReplicateDelete"] if plan.delete_markers == "Enabled" else []
    through_s3 = {"StringLike": {"kms:ViaService": _S3}}
    return document(
        allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], [bucket]),
        allow(read, [f"{bucket}/*"]),
        allow(write, [f"{copies}/*"]),
        allow(["kms:Decrypt"], [key], condition=through_s3),
        allow(["kms:Encrypt", "kms:GenerateDataKey"], [copies_key], condition=through_s3),
    )
