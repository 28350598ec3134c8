"""CloudFront: distributions."""

from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.types.edge_functions import cloudfront_tags

__all__ = ["TYPES"]

_REGION = "us-east-1"


def _counted(expression: str) -> str:
    """Return the template of a list as CloudFront has it: its length, and its items."""
    return f"{{{expression} && {{Quantity: length({expression}), Items: {expression}}} || null}}"


_METHODS = (
    "{Quantity: length(allowedMethods), Items: allowedMethods,"
    " CachedMethods: {Quantity: length(cachedMethods), Items: cachedMethods}}"
)
_ASSOCIATIONS = (
    "functionAssociations && {Quantity: length(functionAssociations),"
    " Items: functionAssociations[].{FunctionARN: functionArn, EventType: eventType}} || null"
)
_BEHAVIOUR = (
    "{defaultCacheBehavior.present({TargetOriginId: targetOriginId,"
    " ViewerProtocolPolicy: viewerProtocolPolicy, CachePolicyId: cachePolicyId,"
    " OriginRequestPolicyId: originRequestPolicyId,"
    " ResponseHeadersPolicyId: responseHeadersPolicyId, Compress: compress,"
    f" AllowedMethods: {_METHODS}, FunctionAssociations: {_ASSOCIATIONS}}})}}"
)
_ORIGIN = (
    "origins[].present({Id: originId, DomainName: domainName, OriginPath: originPath || '',"
    " OriginAccessControlId: originAccessControlId, S3OriginConfig: {OriginAccessIdentity: ''}})"
)
_ERROR = (
    "customErrorResponses[].present({ErrorCode: errorCode, ResponseCode: text(responseCode),"
    " ResponsePagePath: responsePagePath, ErrorCachingMinTTL: errorCachingMinTtl})"
)
_CERTIFICATE = (
    "{viewerCertificate.present({CloudFrontDefaultCertificate: cloudfrontDefaultCertificate,"
    " ACMCertificateArn: acmCertificateArn, SSLSupportMethod: sslSupportMethod,"
    " MinimumProtocolVersion: minimumProtocolVersion})}"
)
_CONFIG = {
    "Aliases": _counted("aliases"),
    "Comment": "{comment || ''}",
    "CustomErrorResponses": _counted(_ERROR),
    "DefaultCacheBehavior": _BEHAVIOUR,
    "DefaultRootObject": "{defaultRootObject}",
    "Enabled": "{enabled}",
    "HttpVersion": "{httpVersion}",
    "IsIPV6Enabled": "{isIpv6Enabled}",
    "Origins": _counted(_ORIGIN),
    "PriceClass": "{priceClass}",
    "Restrictions": {
        "GeoRestriction": {
            "RestrictionType": "{restrictions.geoRestriction.restrictionType}",
            "Quantity": "{length(restrictions.geoRestriction.locations || `[]`)}",
            "Items": "{restrictions.geoRestriction.locations}",
        }
    },
    "ViewerCertificate": _CERTIFICATE,
    "WebACLId": "{webAclId}",
}
_NOT_KEPT = "The sandbox keeps one behaviour over plain origins; leave it out."
_GET = Call("GetDistribution", {"Id": "{id}"}, translate=False)

_DISTRIBUTION = ResourceType(
    token="aws:cloudfront/distribution:Distribution",
    service="cloudfront",
    global_region=_REGION,
    create=Call(
        "CreateDistributionWithTags",
        {
            "DistributionConfigWithTags": {
                "DistributionConfig": {
                    "CallerReference": "{fingerprint([aliases, comment, origins, tags])}",
                    **_CONFIG,
                },
                "Tags": {"Items": "{tag_pairs || `[]`}"},
            }
        },
        "merge(Distribution, Distribution.DistributionConfig, {ETag: ETag})",
        translate=False,
    ),
    id="Id",
    read=Call(
        "GetDistribution",
        {"Id": "{id}"},
        "merge(Distribution, Distribution.DistributionConfig, {ETag: ETag})",
        translate=False,
    ),
    update=Call(
        "UpdateDistribution",
        {
            "Id": "{id}",
            "IfMatch": "{found.ETag}",
            "DistributionConfig": {
                "CallerReference": "{found.Distribution.DistributionConfig.CallerReference}",
                **_CONFIG,
            },
        },
        translate=False,
        lookup=_GET,
    ),
    before_delete=(
        # CloudFront deletes only what is disabled.
        Call(
            "UpdateDistribution",
            {
                "Id": "{id}",
                "IfMatch": "{found.ETag}",
                "DistributionConfig": (
                    "{merge(found.Distribution.DistributionConfig, {Enabled: `false`})}"
                ),
            },
            translate=False,
            lookup=_GET,
        ),
    ),
    delete=Call(
        "DeleteDistribution",
        {"Id": "{id}", "IfMatch": "{found.ETag}"},
        translate=False,
        lookup=_GET,
    ),
    observe={
        "arn": "ARN",
        "aliases": "Aliases.Items",
        "isIpv6Enabled": "IsIPV6Enabled",
        "webAclId": "WebACLId",
        "customErrorResponses": (
            "CustomErrorResponses.Items[].present({errorCode: ErrorCode,"
            " responseCode: ResponseCode && to_number(ResponseCode) || null,"
            " responsePagePath: ResponsePagePath, errorCachingMinTtl: ErrorCachingMinTTL})"
        ),
        "defaultCacheBehavior": (
            "DefaultCacheBehavior.present({targetOriginId: TargetOriginId,"
            " viewerProtocolPolicy: ViewerProtocolPolicy, cachePolicyId: CachePolicyId,"
            " originRequestPolicyId: OriginRequestPolicyId,"
            " responseHeadersPolicyId: ResponseHeadersPolicyId, compress: Compress,"
            " allowedMethods: AllowedMethods.Items,"
            " cachedMethods: AllowedMethods.CachedMethods.Items, functionAssociations:"
            " FunctionAssociations.Items[].{functionArn: FunctionARN, eventType: EventType}})"
        ),
        "origins": (
            "Origins.Items[].present({originId: Id, domainName: DomainName,"
            " originPath: OriginPath, originAccessControlId: OriginAccessControlId})"
        ),
        "restrictions": (
            "present({geoRestriction: Restrictions.GeoRestriction.{restrictionType:"
            " RestrictionType, locations: Items}})"
        ),
        "viewerCertificate": (
            "ViewerCertificate.present({cloudfrontDefaultCertificate: CloudFrontDefaultCertificate,"
            " acmCertificateArn: ACMCertificateArn, sslSupportMethod: SSLSupportMethod,"
            " minimumProtocolVersion: MinimumProtocolVersion})"
        ),
        "etag": "ETag",
    },
    tags=cloudfront_tags("distribution"),
    outputs={"hostedZoneId": "Z2FDTNDATAQYW2"},
    defaults={
        "httpVersion": "http2",
        "priceClass": "PriceClass_All",
        "retainOnDelete": False,
        "waitForDeployment": True,
    },
    inert=frozenset({"retainOnDelete", "waitForDeployment"}),
    refused=dict.fromkeys(
        (
            "anycastIpListId",
            "cacheTagConfig",
            "connectionFunctionAssociation",
            "continuousDeploymentPolicyId",
            "loggingConfig",
            "orderedCacheBehaviors",
            "originGroups",
            "staging",
            "viewerMtlsConfig",
        ),
        _NOT_KEPT,
    ),
    changing=frozenset({"etag", "lastModifiedTime"}),
    created=True,
    note="Nothing is served, and functions do not run. A distribution is deployed at once.",
)

TYPES: tuple[ResourceType, ...] = (_DISTRIBUTION,)
