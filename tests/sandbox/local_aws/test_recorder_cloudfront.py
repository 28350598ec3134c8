from typing import Any

import pytest

from .conftest import Client, refused

pytestmark = pytest.mark.sandbox

_CODE = b"function handler(event) { return event.request; }"


def _function(cloudfront: Any, name: str) -> tuple[str, str]:
    made = cloudfront.create_function(
        Name=name,
        FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"},
        FunctionCode=_CODE,
    )
    return made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"], made["ETag"]


def _distribution(cloudfront: Any, function_arn: str) -> dict[str, Any]:
    association = {"FunctionARN": function_arn, "EventType": "viewer-request"}
    config = {
        "CallerReference": "once",
        "Comment": "The page",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [{"Id": "page", "DomainName": "page.example"}]},
        "DefaultCacheBehavior": {
            "TargetOriginId": "page",
            "ViewerProtocolPolicy": "allow-all",
            "FunctionAssociations": {"Quantity": 1, "Items": [association]},
        },
    }
    made: dict[str, Any] = cloudfront.create_distribution_with_tags(
        DistributionConfigWithTags={
            "DistributionConfig": config,
            "Tags": {"Items": [{"Key": "Name", "Value": "page"}]},
        }
    )
    return made


def test_a_distribution_keeps_what_it_was_given(client: Client) -> None:
    """All of it, with the tags, and a name in CloudFront's domain."""
    cloudfront = client("cloudfront")
    made = _distribution(cloudfront, _function(cloudfront, "kept")[0])["Distribution"]
    read = cloudfront.get_distribution(Id=made["Id"])["Distribution"]
    behaviour = read["DistributionConfig"]["DefaultCacheBehavior"]
    assert behaviour["FunctionAssociations"]["Items"][0]["EventType"] == "viewer-request"
    assert read["DomainName"].endswith(".cloudfront.net")
    tags = cloudfront.list_tags_for_resource(Resource=read["ARN"])["Tags"]["Items"]
    assert tags == [{"Key": "Name", "Value": "page"}]
    cloudfront.untag_resource(Resource=read["ARN"], TagKeys={"Items": ["Name"]})
    assert cloudfront.list_tags_for_resource(Resource=read["ARN"])["Tags"].get("Items", []) == []


def test_a_distribution_is_deleted_once_it_is_disabled(client: Client) -> None:
    """And only by who has seen its last version."""
    cloudfront = client("cloudfront")
    function_arn, version = _function(cloudfront, "used")
    made = _distribution(cloudfront, function_arn)
    resource_id = made["Distribution"]["Id"]
    assert (
        refused(cloudfront.delete_distribution, Id=resource_id, IfMatch=made["ETag"])
        == "DistributionNotDisabled"
    )
    assert refused(cloudfront.delete_function, Name="used", IfMatch=version) == "FunctionInUse"
    config = {**made["Distribution"]["DistributionConfig"], "Enabled": False}
    changed = cloudfront.update_distribution(
        Id=resource_id, IfMatch=made["ETag"], DistributionConfig=config
    )
    assert (
        refused(cloudfront.delete_distribution, Id=resource_id, IfMatch=made["ETag"])
        == "InvalidIfMatchVersion"
    )
    cloudfront.delete_distribution(Id=resource_id, IfMatch=changed["ETag"])
    assert refused(cloudfront.get_distribution, Id=resource_id) == "NoSuchDistribution"
    cloudfront.delete_function(Name="used", IfMatch=version)


def test_a_function_is_published(client: Client) -> None:
    """Its code is kept, and its status tells."""
    cloudfront = client("cloudfront")
    _, version = _function(cloudfront, "answer")
    assert cloudfront.describe_function(Name="answer")["FunctionSummary"]["Status"] == "UNPUBLISHED"
    cloudfront.publish_function(Name="answer", IfMatch=version)
    shown = cloudfront.describe_function(Name="answer", Stage="LIVE")["FunctionSummary"]
    assert (shown["Status"], shown["FunctionMetadata"]["Stage"]) == ("UNASSOCIATED", "LIVE")
    assert cloudfront.get_function(Name="answer")["FunctionCode"].read() == _CODE
