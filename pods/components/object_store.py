"""The object store of a pair: what is overwritten or deleted can be brought back."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.argument_check import check_arguments
from pods.components.arguments import planned
from pods.components.identity import document
from pods.components.protection import is_protected
from pods.components.refusals import refuses_plainly
from pods.topology import ObjectStorePlan, plan_object_store

__all__ = ["ObjectStore", "ObjectStoreArgs", "ObjectStoreSettings"]


class ObjectStoreSettings(TypedDict):
    """What a product may choose of its object store."""

    versioning: NotRequired[bool]
    """Keep what is overwritten or deleted. Default: true."""
    noncurrent_days: NotRequired[int]
    """Days for which overwritten and deleted versions are kept. Default: 365."""
    multipart_days: NotRequired[int]
    """Days after which an unfinished upload is dropped. Default: 7."""


class ObjectStoreArgs(ObjectStoreSettings):
    """Inputs of `ObjectStore`."""

    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of the bucket."""


@refuses_plainly
class ObjectStore(pulumi.ComponentResource):
    """A versioned bucket that only its account reads, over TLS only."""

    bucket: pulumi.Output[str]
    """Name of the bucket."""
    bucket_arn: pulumi.Output[str]
    """ARN of the bucket."""

    def __init__(
        self, name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ObjectStoreArgs)
        super().__init__("pods:index:ObjectStore", name, {}, opts)
        self._stem = name
        self._of_this = pulumi.ResourceOptions(parent=self)
        self.plan = planned(name, plan_object_store, args, part="object_store")
        protect = is_protected(args.get("protect"))
        bucket = aws.s3.Bucket(
            f"{name}-objects",
            # Only a stack that is not protected may throw objects away with their bucket.
            force_destroy=not protect,
            tags={**(args.get("tags") or {}), "Name": name},
            opts=pulumi.ResourceOptions(parent=self, protect=protect or None),
        )
        self._keep_versions(bucket, self.plan)
        self._keep_private(bucket)
        self.bucket = bucket.bucket
        self.bucket_arn = bucket.arn
        self.register_outputs({"bucket": self.bucket, "bucket_arn": self.bucket_arn})

    def _keep_versions(self, bucket: aws.s3.Bucket, plan: ObjectStorePlan) -> None:
        versioning = aws.s3.BucketVersioning(
            f"{self._stem}-versions",
            bucket=bucket.id,
            versioning_configuration={"status": plan.versioning},
            opts=self._of_this,
        )
        aws.s3.BucketLifecycleConfiguration(
            f"{self._stem}-lifecycle",
            bucket=bucket.id,
            rules=[
                {
                    "id": "keep-earlier-versions",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "noncurrent_version_expiration": {"noncurrent_days": plan.noncurrent_days},
                    "abort_incomplete_multipart_upload": {
                        "days_after_initiation": plan.multipart_days
                    },
                }
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[versioning]),
        )

    def _keep_private(self, bucket: aws.s3.Bucket) -> None:
        block = aws.s3.BucketPublicAccessBlock(
            f"{self._stem}-private",
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._of_this,
        )
        aws.s3.BucketOwnershipControls(
            f"{self._stem}-ownership",
            bucket=bucket.id,
            rule={"object_ownership": "BucketOwnerEnforced"},
            opts=self._of_this,
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{self._stem}-encryption",
            bucket=bucket.id,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms"},
                    "bucket_key_enabled": True,
                }
            ],
            opts=self._of_this,
        )
        aws.s3.BucketPolicy(
            f"{self._stem}-tls",
            bucket=bucket.id,
            policy=bucket.arn.apply(_tls_only),
            # S3 refuses two changes of a bucket's access at once.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[block]),
        )


def _tls_only(bucket_arn: str) -> str:
    return document(
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [bucket_arn, f"{bucket_arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    )
