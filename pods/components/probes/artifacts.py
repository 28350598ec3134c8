"""The bucket of a canary: its script, and for a month what its runs left behind."""

import pulumi
import pulumi_aws as aws

from pods.components.identity import bucket_over_tls_only, document
from pods.components.ordering import once
from pods.components.probes.script import packed_script, script_key

__all__ = ["Artifacts"]

RUNS = "runs"
"""Folder of what runs leave behind."""

_KEPT_DAYS = 31


class Artifacts:
    """A private bucket with the script in it."""

    bucket: pulumi.Output[str]
    """Its name, known once it is private."""
    arn: pulumi.Output[str]
    """Its ARN."""
    script: pulumi.Output[str]
    """Key of the script."""

    def __init__(
        self, name: str, region: str, tags: dict[str, str], opts: pulumi.ResourceOptions
    ) -> None:
        """Make the bucket in this Region."""
        bucket = aws.s3.Bucket(
            f"{name}-runs",
            region=region,
            # What runs leave behind is kept for a month, and not longer than the probes.
            force_destroy=True,
            tags={**tags, "Name": f"{name}-runs"},
            opts=opts,
        )
        block = aws.s3.BucketPublicAccessBlock(
            f"{name}-private",
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            region=region,
            opts=opts,
        )
        policy = aws.s3.BucketPolicy(
            f"{name}-tls",
            bucket=once(bucket.id, block.id),
            policy=bucket.arn.apply(lambda arn: document(bucket_over_tls_only(arn))),
            region=region,
            opts=opts,
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{name}-encryption",
            bucket=bucket.id,
            rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
            region=region,
            opts=opts,
        )
        versions = aws.s3.BucketVersioning(
            f"{name}-versions",
            bucket=bucket.id,
            versioning_configuration={"status": "Enabled"},
            region=region,
            opts=opts,
        )
        aws.s3.BucketLifecycleConfiguration(
            f"{name}-lifecycle",
            bucket=once(bucket.id, versions.id),
            rules=[
                {
                    "id": "drop-old-runs",
                    "status": "Enabled",
                    "filter": {"prefix": f"{RUNS}/"},
                    "expiration": {"days": _KEPT_DAYS},
                    "noncurrent_version_expiration": {"noncurrent_days": _KEPT_DAYS},
                }
            ],
            region=region,
            opts=opts,
        )
        packed = packed_script()
        script = aws.s3.BucketObjectv2(
            f"{name}-script",
            bucket=bucket.id,
            key=script_key(packed),
            content_base64=packed,
            content_type="application/zip",
            region=region,
            opts=opts,
        )
        self.bucket = once(bucket.bucket, policy.id)
        self.arn = bucket.arn
        self.script = once(script.key, script.etag)
