"""One bucket: its versions, its lock, and who may read it. The store has up to three."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.identity import Statement, bucket_over_tls_only, document
from pods.components.ordering import once
from pods.topology import ObjectStorePlan

__all__ = ["Allowed", "KeptBucket", "Place", "make_bucket"]

Allowed = tuple[pulumi.Output[str], Callable[[str, str], Statement]]
"""Another ARN, and what a policy allows, made of the bucket's ARN and that one."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a bucket is made, and what is the same for every bucket of the store."""

    stem: str
    plan: ObjectStorePlan
    parent: pulumi.Resource
    guarded: bool
    tags: Mapping[str, str]
    region: str | None = None
    """Another Region than the store's own."""

    @property
    def of_this(self) -> pulumi.ResourceOptions:
        """The options of every child."""
        return pulumi.ResourceOptions(parent=self.parent)

    @property
    def kept(self) -> pulumi.ResourceOptions:
        """The options of what holds data."""
        return pulumi.ResourceOptions(parent=self.parent, protect=self.guarded or None)


@dataclass(frozen=True)
class KeptBucket:
    """A bucket, and its name and ARN once it keeps versions."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    versioned_name: pulumi.Output[str]
    versioned_arn: pulumi.Output[str]


def make_bucket(
    place: Place,
    *,
    key_arn: pulumi.Output[str] | None = None,
    encryption: str = "aws:kms",
    lock: bool = True,
    allowed: Allowed | None = None,
) -> KeptBucket:
    """Make a bucket that keeps versions, and that only its account reads, over TLS only.

    Without a key it is encrypted with one that AWS keeps; `allowed` makes, from the bucket's ARN
    and another, what its policy allows besides.
    """
    bucket = aws.s3.Bucket(
        f"{place.stem}-objects",
        # Only a stack that is not protected may throw objects away with their bucket.
        force_destroy=not place.guarded,
        region=place.region,
        tags={**place.tags, "Name": place.stem},
        opts=place.kept,
    )
    versioning = aws.s3.BucketVersioning(
        f"{place.stem}-versions",
        bucket=bucket.id,
        versioning_configuration={"status": place.plan.versioning},
        region=place.region,
        opts=place.of_this,
    )
    _keep_for(place, bucket, versioning)
    if lock:
        _lock(place, once(bucket.id, versioning.id))
    _keep_private(place, bucket, allowed)
    _encrypt(place, bucket, encryption, key_arn)
    return KeptBucket(
        name=bucket.bucket,
        arn=bucket.arn,
        versioned_name=once(bucket.id, versioning.id),
        versioned_arn=once(bucket.arn, versioning.id),
    )


def _keep_for(place: Place, bucket: aws.s3.Bucket, versioning: aws.s3.BucketVersioning) -> None:
    plan = place.plan
    aws.s3.BucketLifecycleConfiguration(
        f"{place.stem}-lifecycle",
        bucket=bucket.id,
        rules=[
            {
                "id": "keep-earlier-versions",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "noncurrent_version_expiration": {"noncurrent_days": plan.noncurrent_days},
                "abort_incomplete_multipart_upload": {"days_after_initiation": plan.multipart_days},
            }
        ],
        region=place.region,
        opts=pulumi.ResourceOptions(parent=place.parent, depends_on=[versioning]),
    )


def _lock(place: Place, versioned_name: pulumi.Output[str]) -> None:
    """Lock new versions. A bucket can be locked later on, and never be unlocked again."""
    if place.plan.lock is None:
        return
    retention: Any = {"mode": place.plan.lock.mode, "days": place.plan.lock.days}
    aws.s3.BucketObjectLockConfiguration(
        f"{place.stem}-lock",
        bucket=versioned_name,
        object_lock_enabled="Enabled",
        rule={"default_retention": retention},
        region=place.region,
        opts=place.of_this,
    )


def _keep_private(place: Place, bucket: aws.s3.Bucket, allowed: Allowed | None) -> None:
    block = aws.s3.BucketPublicAccessBlock(
        f"{place.stem}-private",
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        region=place.region,
        opts=place.of_this,
    )
    aws.s3.BucketOwnershipControls(
        f"{place.stem}-ownership",
        bucket=bucket.id,
        rule={"object_ownership": "BucketOwnerEnforced"},
        region=place.region,
        opts=place.of_this,
    )
    aws.s3.BucketPolicy(
        f"{place.stem}-tls",
        bucket=bucket.id,
        policy=_policy(bucket.arn, allowed),
        region=place.region,
        # S3 refuses two changes of a bucket's access at once.
        opts=pulumi.ResourceOptions(parent=place.parent, depends_on=[block]),
    )


def _policy(arn: pulumi.Output[str], allowed: Allowed | None) -> pulumi.Output[str]:
    if allowed is None:
        return arn.apply(lambda known: document(bucket_over_tls_only(known)))
    other, statement = allowed
    return pulumi.Output.all(arn, other).apply(
        lambda known: document(bucket_over_tls_only(known[0]), statement(*known))
    )


def _encrypt(
    place: Place, bucket: aws.s3.Bucket, encryption: str, key_arn: pulumi.Output[str] | None
) -> None:
    by_default: Any = {"sse_algorithm": encryption}
    if key_arn is not None:
        by_default["kms_master_key_id"] = key_arn
    aws.s3.BucketServerSideEncryptionConfiguration(
        f"{place.stem}-encryption",
        bucket=bucket.id,
        rules=[
            {
                "apply_server_side_encryption_by_default": by_default,
                # Fewer calls of KMS; without KMS it means nothing.
                "bucket_key_enabled": encryption == "aws:kms",
            }
        ],
        region=place.region,
        opts=place.of_this,
    )
