"""CloudFront: distributions, functions and origin access controls."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.round_trip import Case, World

_CODE = "function handler(event) { return event.request; }"
_ACCESS = {
    "name": "page",
    "description": "The page",
    "originAccessControlOriginType": "s3",
    "signingBehavior": "always",
    "signingProtocol": "sigv4",
}
_BEHAVIOUR = {
    "targetOriginId": "page",
    "viewerProtocolPolicy": "allow-all",
    "allowedMethods": ["GET", "HEAD", "OPTIONS"],
    "cachedMethods": ["GET", "HEAD"],
    "cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "compress": True,
}


def _distribution(world: World) -> Mapping[str, Any]:
    access = world.make("aws:cloudfront/originAccessControl:OriginAccessControl", _ACCESS)
    function = world.make(
        "aws:cloudfront/function:Function",
        {"name": "answer", "runtime": "cloudfront-js-2.0", "code": _CODE, "publish": True},
    )
    return {
        "enabled": True,
        "comment": "What is answered when nothing is left",
        "aliases": ["clinic.example.com", "away.clinic.example.com"],
        "httpVersion": "http2and3",
        "isIpv6Enabled": False,
        "priceClass": "PriceClass_All",
        "defaultRootObject": "index.html",
        "webAclId": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/clinic/1",
        "origins": [
            {
                "originId": "page",
                "domainName": "clinic.s3.us-west-2.amazonaws.com",
                "originAccessControlId": access["id"],
            }
        ],
        "defaultCacheBehavior": {
            **_BEHAVIOUR,
            "functionAssociations": [
                {"eventType": event, "functionArn": function["arn"]}
                for event in ("viewer-request", "viewer-response")
            ],
        },
        "customErrorResponses": [
            {
                "errorCode": 403,
                "responseCode": 503,
                "responsePagePath": "/index.html",
                "errorCachingMinTtl": 0,
            }
        ],
        "restrictions": {"geoRestriction": {"restrictionType": "none"}},
        "viewerCertificate": {
            "acmCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
            "sslSupportMethod": "sni-only",
            "minimumProtocolVersion": "TLSv1.2_2021",
        },
        "tags": {"Name": "page"},
    }


def _comment(world: World, resource_id: str) -> dict[str, object]:
    client = world.client("cloudfront")
    found = client.get_distribution(Id=resource_id)
    config = {**found["Distribution"]["DistributionConfig"], "Comment": "Changed by hand"}
    client.update_distribution(Id=resource_id, IfMatch=found["ETag"], DistributionConfig=config)
    return {"comment": "Changed by hand"}


CASES = (
    Case(
        token="aws:cloudfront/distribution:Distribution",
        inputs=_distribution,
        outputs={"hostedZoneId": "Z2FDTNDATAQYW2", "status": "Deployed"},
        update={
            "aliases": ["clinic.example.com"],
            "defaultCacheBehavior": _BEHAVIOUR,
            "viewerCertificate": {"cloudfrontDefaultCertificate": True},
            "tags": {"Name": "last"},
        },
        drift=_comment,
    ),
    Case(
        token="aws:cloudfront/originAccessControl:OriginAccessControl",
        inputs=lambda _: _ACCESS,
        update={"description": "Another page", "signingBehavior": "no-override"},
    ),
    Case(
        token="aws:cloudfront/function:Function",
        inputs=lambda _: {
            "name": "answer",
            "runtime": "cloudfront-js-2.0",
            "comment": "Answers",
            "code": _CODE,
            "publish": True,
            "tags": {"Name": "answer"},
        },
        update={"code": f"// Changed\n{_CODE}", "tags": {"Name": "reply"}},
        replaces={"name": "reply"},
    ),
)
