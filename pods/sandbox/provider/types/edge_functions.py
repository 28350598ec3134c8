"""CloudFront: functions that run at the edge, and what signs requests to origins."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES", "cloudfront_tags"]

_REGION = "us-east-1"
_LONGEST_NAME = 64


def cloudfront_tags(kind: str) -> Tags:
    """Return how distributions and functions are tagged: by an ARN that holds their id."""
    whose = {"Resource": f"arn:{{partition}}:cloudfront::{{account}}:{kind}/{{id}}"}
    return Tags(
        create={},
        add=Call("TagResource", {**whose, "Tags": {"Items": "{tag_pairs}"}}, translate=False),
        remove=Call(
            "UntagResource", {**whose, "TagKeys": {"Items": "{tag_keys}"}}, translate=False
        ),
        read="tags(Tags.Items)",
        get=Call("ListTagsForResource", whose, translate=False),
    )


_ACCESS_CONTROL = ResourceType(
    token="aws:cloudfront/originAccessControl:OriginAccessControl",
    service="cloudfront",
    global_region=_REGION,
    create=Call(
        "CreateOriginAccessControl",
        result="merge(OriginAccessControl, OriginAccessControl.OriginAccessControlConfig)",
        within="OriginAccessControlConfig",
    ),
    id="Id",
    read=Call(
        "GetOriginAccessControl",
        {"Id": "{id}"},
        "merge(OriginAccessControl, OriginAccessControl.OriginAccessControlConfig, {ETag: ETag})",
        translate=False,
    ),
    update=Call(
        "UpdateOriginAccessControl",
        {"Id": "{id}", "IfMatch": "{found.ETag}"},
        within="OriginAccessControlConfig",
        lookup=Call("GetOriginAccessControl", {"Id": "{id}"}, translate=False),
    ),
    update_all=True,
    delete=Call(
        "DeleteOriginAccessControl",
        {"Id": "{id}", "IfMatch": "{found.ETag}"},
        translate=False,
        lookup=Call("GetOriginAccessControl", {"Id": "{id}"}, translate=False),
    ),
    auto_name=AutoName(longest=_LONGEST_NAME),
    outputs={"arn": "arn:{partition}:cloudfront::{account}:origin-access-control/{id}"},
    observe={"etag": "ETag"},
    changing=frozenset({"etag"}),
)

_DESCRIBE = Call("DescribeFunction", {"Name": "{id}"}, translate=False)
_PUBLISH = Call(
    "PublishFunction",
    {"Name": "{name}", "IfMatch": "{found.ETag}"},
    translate=False,
    when="publish",
    lookup=Call("DescribeFunction", {"Name": "{name}"}, translate=False),
)
_FUNCTION_CONFIG = {
    "FunctionConfig": {"Comment": "{comment || ''}", "Runtime": "{runtime}"},
    "FunctionCode": "{code}",
}

_FUNCTION = ResourceType(
    token="aws:cloudfront/function:Function",
    service="cloudfront",
    global_region=_REGION,
    create=Call(
        "CreateFunction",
        {"Name": "{name}", **_FUNCTION_CONFIG, "Tags": {"Items": "{tag_pairs || `[]`}"}},
        "FunctionSummary",
        translate=False,
    ),
    after_create=(_PUBLISH,),
    id="{name}",
    read=Call(
        "DescribeFunction",
        {"Name": "{id}"},
        "merge(FunctionSummary, FunctionSummary.FunctionConfig, {ETag: ETag})",
        translate=False,
    ),
    also_read=(Call("GetFunction", {"Name": "{id}"}, "{Code: FunctionCode}", translate=False),),
    update=Call(
        "UpdateFunction",
        {"Name": "{id}", "IfMatch": "{found.ETag}", **_FUNCTION_CONFIG},
        translate=False,
        lookup=_DESCRIBE,
    ),
    after_update=(_PUBLISH,),
    update_all=True,
    delete=Call(
        "DeleteFunction",
        {"Name": "{id}", "IfMatch": "{found.ETag}"},
        translate=False,
        lookup=_DESCRIBE,
    ),
    auto_name=AutoName(longest=_LONGEST_NAME),
    observe={
        "arn": "FunctionMetadata.FunctionARN",
        "code": "text(Code)",
        "etag": "ETag",
        "liveStageEtag": "ETag",
        "publish": "Status != 'UNPUBLISHED'",
    },
    tags=cloudfront_tags("function"),
    defaults={"publish": True},
    replace=frozenset({"name"}),
    refused={"keyValueStoreAssociations": "The sandbox has no key-value stores; leave it out."},
    changing=frozenset({"etag", "liveStageEtag", "status"}),
    note="A function is kept and not run.",
)

TYPES: tuple[ResourceType, ...] = (_ACCESS_CONTROL, _FUNCTION)
