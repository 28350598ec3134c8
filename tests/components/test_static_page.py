"""The page: private in its Region, answered from the edge, and never taken for the service."""

import json
from typing import Any

import pytest

from pods.components import StaticPage
from pods.errors import TopologyError
from tests.components.recording import Recording, record

BUCKET = "aws:s3/bucket:Bucket"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
FUNCTION = "aws:cloudfront/function:Function"


def page(config: dict[str, str] | None = None, **changes: Any) -> Recording:
    """Record the page, with some args changed."""
    args: Any = {"region": "us-west-2", **changes}
    return record(lambda: StaticPage("sorry", args), **(config or {}))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the page as it is by default."""
    return page()


@pytest.mark.requirement("B3")
def test_the_page_lies_in_another_region(recording: Recording) -> None:
    """Everything of its bucket does; CloudFront has no Region."""
    regions = {
        each.name: each.inputs.get("region")
        for each in recording.resources
        if each.type.startswith("aws:s3/")
    }
    assert regions == dict.fromkeys(
        ("sorry-page", "sorry-versions", "sorry-private", "sorry-readers"), "us-west-2"
    )
    held = recording.inputs("aws:s3/bucketObjectv2:BucketObjectv2")
    assert (held["key"], held["contentType"], held["cacheControl"]) == (
        "index.html",
        "text/html; charset=utf-8",
        "max-age=60",
    )
    assert "Please try again later" in held["content"]
    # Its first text has a version as well, so that it can be brought back.
    made = recording.all_of("aws:s3/bucketObjectv2:BucketObjectv2")["sorry-page"]
    assert "sorry-versions" in made.dependencies


def test_the_distribution_alone_reads_the_bucket(recording: Recording) -> None:
    """Nothing is public; the page comes by a signed request of this distribution."""
    allowed, refused = json.loads(recording.inputs("aws:s3/bucketPolicy:BucketPolicy")["policy"])[
        "Statement"
    ]
    assert (allowed["Principal"], allowed["Action"], allowed["Condition"]) == (
        {"Service": "cloudfront.amazonaws.com"},
        "s3:GetObject",
        {
            "StringEquals": {
                "AWS:SourceArn": "arn:aws:cloudfront:us-east-1:111111111111:distribution/sorry"
            }
        },
    )
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    block = recording.inputs("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
    assert block["restrictPublicBuckets"] is block["blockPublicPolicy"] is True
    access = recording.inputs("aws:cloudfront/originAccessControl:OriginAccessControl")
    assert access["signingBehavior"] == "always"
    (origin,) = recording.inputs(DISTRIBUTION)["origins"]
    assert origin["originAccessControlId"] == "sorry-access-id"


def test_every_request_goes_through_the_function(recording: Recording) -> None:
    """Also those that change something, which CloudFront alone would send to the bucket."""
    behaviour = recording.inputs(DISTRIBUTION)["defaultCacheBehavior"]
    function = "arn:aws:cloudfront:us-east-1:111111111111:function/sorry-answer"
    assert behaviour["functionAssociations"] == [
        {"eventType": "viewer-request", "functionArn": function},
        {"eventType": "viewer-response", "functionArn": function},
    ]
    assert "POST" in behaviour["allowedMethods"]
    assert behaviour["cachedMethods"] == ["GET", "HEAD"]
    assert recording.inputs(FUNCTION)["publish"] is True


def test_without_a_certificate_it_has_cloudfronts_name(recording: Recording) -> None:
    """And no name of its own, which CloudFront would refuse."""
    distribution = recording.inputs(DISTRIBUTION)
    assert "aliases" not in distribution
    assert distribution["viewerCertificate"] == {"cloudfrontDefaultCertificate": True}


def test_a_certificate_brings_the_names() -> None:
    """TLS 1.2 and later, by server name."""
    arn = "arn:aws:acm:us-east-1:111111111111:certificate/1"
    names = ["clinic.example", "away.clinic.example"]
    distribution = page(domains=names, certificate_arn=arn).inputs(DISTRIBUTION)
    assert distribution["aliases"] == names
    assert distribution["viewerCertificate"] == {
        "acmCertificateArn": arn,
        "sslSupportMethod": "sni-only",
        "minimumProtocolVersion": "TLSv1.2_2021",
    }


def test_the_bucket_is_protected_unless_told_otherwise(recording: Recording) -> None:
    """A page that is gone is noticed when nothing else is left."""
    held = recording.all_of(BUCKET)["sorry-page"]
    assert (held.protect, held.inputs["forceDestroy"]) == (True, False)
    thrown = page({"protect": "false"}).all_of(BUCKET)["sorry-page"]
    assert (thrown.protect, thrown.inputs["forceDestroy"]) == (None, True)


def test_a_page_that_could_not_answer_is_refused_before_the_first_resource() -> None:
    """Names without a certificate, under the component's name."""
    with pytest.raises(TopologyError) as raised:
        page(domains=["clinic.example"])
    assert str(raised.value) == (
        "sorry: certificate_arn: missing for clinic.example; CloudFront takes names of one's own"
        " only with a certificate of us-east-1 for them. Make one with Certificate in us-east-1,"
        " or leave the domains out."
    )
