"""A list of all versions, in a bucket of its own: what a check of integrity starts from."""

from dataclasses import replace

import pulumi
import pulumi_aws as aws

from pods.components.identity import Statement, allow
from pods.components.object_store.bucket import KeptBucket, Place, make_bucket

__all__ = ["list_versions"]

# What tells an altered or lost object from one that is as it was.
_FIELDS = (
    "ChecksumAlgorithm",
    "ETag",
    "EncryptionStatus",
    "IsMultipartUploaded",
    "LastModifiedDate",
    "ObjectLockMode",
    "ObjectLockRetainUntilDate",
    "ReplicationStatus",
    "Size",
)


def list_versions(place: Place, source: KeptBucket, frequency: str) -> pulumi.Output[str]:
    """List the bucket's versions so often; returns the name of the bucket that has the lists."""
    lists = make_bucket(
        replace(place, stem=f"{place.stem}-inventory"),
        # S3 writes lists as a service, which can use no key that AWS keeps for the account.
        encryption="AES256",
        lock=False,
        allowed=(source.arn, _writer),
    )
    aws.s3.Inventory(
        f"{place.stem}-inventory",
        bucket=source.versioned_name,
        name="integrity",
        included_object_versions="All",
        optional_fields=list(_FIELDS),
        schedule={"frequency": frequency},
        destination={"bucket": {"bucket_arn": lists.arn, "format": "Parquet"}},
        opts=place.of_this,
    )
    return lists.name


def _writer(lists_arn: str, source_arn: str) -> Statement:
    """Return what lets S3 write lists of this one bucket, and of no other account's."""
    return allow(
        ["s3:PutObject"],
        [f"{lists_arn}/*"],
        principal={"Service": "s3.amazonaws.com"},
        condition={"ArnLike": {"aws:SourceArn": source_arn}},
    )
