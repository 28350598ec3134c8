"""What is answered when nothing is left: a page from the edge, kept in another Region."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import bucket_over_tls_only, document
from pods.components.protection import is_protected
from pods.components.regions.stack import region_of_stack
from pods.topology import PAGE_KEY, plan_static_page

__all__ = ["StaticPage", "StaticPageArgs"]

# CloudFront's, the same for every distribution:
# https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
_CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"
# CachingOptimized: the page's own cache-control decides, and nothing of the request but its path.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
_CACHE_POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6"
_ORIGIN = "page"
_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_READS = ("GET", "HEAD")


class StaticPageArgs(TypedDict):
    """Inputs of `StaticPage`."""

    region: str
    """Region of the page's bucket: another than the stack's."""
    domains: NotRequired[list[str]]
    """Names that lead to the page: the domain, and the `away_name` of `RegionalFailover`. They
    need a certificate. Default: CloudFront's own name only."""
    certificate_arn: NotRequired[pulumi.Input[str]]
    """Certificate of these names, in us-east-1. Default: CloudFront's own."""
    html: NotRequired[str]
    """The page, with nothing to load beside it. Default: one that asks to try again later."""
    retry_after_seconds: NotRequired[int]
    """Seconds after which clients are told to try again. Default: 120."""
    cache_seconds: NotRequired[int]
    """Seconds for which the edge keeps the page; a text changed in the bucket is seen after
    these. Default: 60."""
    protect: NotRequired[bool]
    """Refuse deletion of the bucket. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of the bucket, the function and the distribution."""


@refuses_plainly
class StaticPage(pulumi.ComponentResource):
    """A private bucket, and a distribution that answers every request with its page and a 503."""

    dns_name: pulumi.Output[str]
    """CloudFront's name of the page."""
    zone_id: pulumi.Output[str]
    """Hosted zone of that name: CloudFront's, for alias records."""
    bucket: pulumi.Output[str]
    """Name of the bucket: its `index.html` can be changed without CloudFront's control plane."""
    distribution_arn: pulumi.Output[str]
    """ARN of the distribution."""

    def __init__(
        self, name: str, args: StaticPageArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, StaticPageArgs)
        super().__init__("pods:index:StaticPage", name, {}, opts)
        self._stem, self._of_this = name, pulumi.ResourceOptions(parent=self)
        self._tags: Mapping[str, str] = {**(args.get("tags") or {}), "Name": name}
        certificate = args.get("certificate_arn")
        asked = {**args, "tls": certificate is not None, "home_region": region_of_stack(opts)}
        self.plan = planned(name, plan_static_page, asked, part="static_page")
        bucket = self._bucket(protect=is_protected(args.get("protect")))
        distribution = self._distribution(bucket, certificate)
        self._let_read(bucket, distribution)
        self.dns_name = distribution.domain_name
        self.zone_id = pulumi.Output.from_input(_CLOUDFRONT_ZONE)
        self.bucket = bucket.bucket
        self.distribution_arn = distribution.arn
        self.register_outputs(
            {
                "dns_name": self.dns_name,
                "zone_id": self.zone_id,
                "bucket": self.bucket,
                "distribution_arn": self.distribution_arn,
            }
        )

    def _bucket(self, *, protect: bool) -> aws.s3.Bucket:
        """Make the private bucket with the page in it, in the Region of the page."""
        bucket = aws.s3.Bucket(
            f"{self._stem}-page",
            region=self.plan.region,
            force_destroy=not protect,
            tags=self._tags,
            opts=pulumi.ResourceOptions(parent=self, protect=protect or None),
        )
        # What is uploaded during an outage must not lose what was there.
        versioning = aws.s3.BucketVersioning(
            f"{self._stem}-versions",
            region=self.plan.region,
            bucket=bucket.id,
            versioning_configuration={"status": "Enabled"},
            opts=self._of_this,
        )
        aws.s3.BucketObjectv2(
            f"{self._stem}-page",
            region=self.plan.region,
            bucket=bucket.id,
            key=PAGE_KEY,
            content=self.plan.html,
            content_type="text/html; charset=utf-8",
            cache_control=self.plan.cache_control,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[versioning]),
        )
        return bucket

    def _distribution(
        self, bucket: aws.s3.Bucket, certificate: pulumi.Input[str] | None
    ) -> aws.cloudfront.Distribution:
        function = aws.cloudfront.Function(
            f"{self._stem}-answer",
            runtime="cloudfront-js-2.0",
            comment="Every answer is the page, and says that the service is not available",
            code=self.plan.function_code,
            publish=True,
            opts=self._of_this,
        )
        access = aws.cloudfront.OriginAccessControl(
            f"{self._stem}-access",
            description=f"The page of {self._stem}",
            origin_access_control_origin_type="s3",
            signing_behavior="always",
            signing_protocol="sigv4",
            opts=self._of_this,
        )
        return aws.cloudfront.Distribution(
            self._stem,
            enabled=True,
            comment=f"What is answered when nothing is left of {self._stem}",
            aliases=[*self.plan.domains] or None,
            http_version="http2and3",
            # The failover records are of type A.
            is_ipv6_enabled=False,
            price_class="PriceClass_All",
            origins=[
                {
                    "origin_id": _ORIGIN,
                    "domain_name": bucket.bucket_regional_domain_name,
                    "origin_access_control_id": access.id,
                }
            ],
            default_cache_behavior={
                "target_origin_id": _ORIGIN,
                # A redirect to HTTPS would stay in browsers when the service is back.
                "viewer_protocol_policy": "allow-all",
                "allowed_methods": [*_METHODS],
                "cached_methods": [*_READS],
                "cache_policy_id": _CACHE_POLICY,
                "compress": True,
                "function_associations": [
                    {"event_type": event, "function_arn": function.arn}
                    for event in ("viewer-request", "viewer-response")
                ],
            },
            restrictions={"geo_restriction": {"restriction_type": "none"}},
            viewer_certificate=(
                {"cloudfront_default_certificate": True}
                if certificate is None
                else {
                    "acm_certificate_arn": certificate,
                    "ssl_support_method": "sni-only",
                    "minimum_protocol_version": "TLSv1.2_2021",
                }
            ),
            tags=self._tags,
            opts=self._of_this,
        )

    def _let_read(self, bucket: aws.s3.Bucket, distribution: aws.cloudfront.Distribution) -> None:
        block = aws.s3.BucketPublicAccessBlock(
            f"{self._stem}-private",
            region=self.plan.region,
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._of_this,
        )
        readers = pulumi.Output.all(bucket.arn, distribution.arn)
        aws.s3.BucketPolicy(
            f"{self._stem}-readers",
            region=self.plan.region,
            bucket=bucket.id,
            policy=readers.apply(lambda arns: _readers(*arns)),
            # S3 refuses two changes of a bucket's access at once.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[block]),
        )


def _readers(bucket_arn: str, distribution_arn: str) -> str:
    """Let this distribution read, and nobody without TLS do anything."""
    return document(
        {
            "Sid": "Distribution",
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": "s3:GetObject",
            "Resource": f"{bucket_arn}/*",
            "Condition": {"StringEquals": {"AWS:SourceArn": distribution_arn}},
        },
        bucket_over_tls_only(bucket_arn),
    )
