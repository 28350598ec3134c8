"""CloudFront: distributions, functions and origin access controls.

moto keeps a part of a distribution only, and publishes no functions: all three are kept here whole.
Nothing is served, and a distribution counts as deployed at once.
"""

import secrets
import string
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Record, Service, TagOperations
from pods.sandbox.local_aws.recorder.operations import Result, delete, find, make, update
from pods.sandbox.local_aws.recorder.tables.members import now

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

SERVICE = Service(
    name="cloudfront",
    signing_name="cloudfront",
    missing_parameter="InvalidArgument",
    invalid_parameter="InvalidArgument",
    tags=TagOperations(
        tag="TagResource", untag="UntagResource", list="ListTagsForResource", arn="Resource"
    ),
)

_LETTERS = string.ascii_uppercase + string.digits
_ID_LENGTH = 13


def _identifier() -> str:
    return "E" + "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))


def _etag(_members: dict[str, Any], _call: Call) -> str:
    return _identifier()


def _domain_name(_members: dict[str, Any], _call: Call) -> str:
    return f"d{_identifier().lower()}.cloudfront.net"


def _metadata(members: dict[str, Any], call: Call) -> dict[str, Any]:
    return {
        "FunctionARN": members["FunctionARN"],
        "Stage": call.parameters.get("Stage", "DEVELOPMENT"),
        "LastModifiedTime": members["LastModifiedTime"],
    }


_CHANGED = {"ETag": _etag, "LastModifiedTime": now}

DISTRIBUTION = Kind(
    service=SERVICE,
    name="distribution",
    identity=("Id",),
    create="CreateDistributionWithTags",
    get="GetDistribution",
    update="UpdateDistribution",
    delete="DeleteDistribution",
    also={"GetDistributionConfig": "get"},
    not_found="NoSuchDistribution",
    minted=_identifier,
    arn="arn:aws:cloudfront::{account}:distribution/{Id}",
    arn_member="ARN",
    created={
        **_CHANGED,
        "Status": "Deployed",
        "InProgressInvalidationBatches": 0,
        "DomainName": _domain_name,
    },
    updated=_CHANGED,
)
ACCESS_CONTROL = Kind(
    service=SERVICE,
    name="origin access control",
    identity=("Id",),
    create="CreateOriginAccessControl",
    get="GetOriginAccessControl",
    update="UpdateOriginAccessControl",
    delete="DeleteOriginAccessControl",
    not_found="NoSuchOriginAccessControl",
    minted=_identifier,
    created={"ETag": _etag},
    updated={"ETag": _etag},
)
FUNCTION = Kind(
    service=SERVICE,
    name="function",
    identity=("Name",),
    create="CreateFunction",
    get="DescribeFunction",
    update="UpdateFunction",
    delete="DeleteFunction",
    also={"GetFunction": "get", "PublishFunction": "update"},
    not_found="NoSuchFunctionExists",
    conflict="FunctionAlreadyExists",
    arn="arn:aws:cloudfront::{account}:function/{Name}",
    arn_member="FunctionARN",
    created={**_CHANGED, "Status": "UNPUBLISHED"},
    updated=_CHANGED,
    computed={"FunctionMetadata": _metadata},
)
KINDS = (DISTRIBUTION, ACCESS_CONTROL, FUNCTION)


def _make(kind: Kind, call: Call) -> Result:
    """Record with the tags, which CloudFront wraps in a list of items."""
    given = {**call.parameters.get("DistributionConfigWithTags", call.parameters)}
    given["Tags"] = (given.get("Tags") or {}).get("Items", [])
    return make(kind, replace(call, parameters=given))


def _matched(kind: Kind, call: Call) -> Record:
    """Return the record; refuse a call that was made for another version of it."""
    record = find(kind, call)
    if call.parameters.pop("IfMatch", None) != record.members["ETag"]:
        message = "The If-Match version is missing or not valid for the resource"
        raise Fault("InvalidIfMatchVersion", message)
    return record


def _update(kind: Kind, call: Call) -> Result:
    _matched(kind, call)
    return update(kind, call)


def _publish(call: Call) -> Result:
    """Make the function's code the one that distributions run."""
    _matched(FUNCTION, call).members["Status"] = "UNASSOCIATED"
    return update(FUNCTION, call)


def _delete_distribution(call: Call) -> Result:
    if _matched(DISTRIBUTION, call).members["DistributionConfig"]["Enabled"]:
        message = "The distribution you are trying to delete has not been disabled"
        raise Fault("DistributionNotDisabled", message)
    return delete(DISTRIBUTION, call)


def _delete_unused(kind: Kind, code: str, value: str, call: Call) -> Result:
    """Delete what no distribution names."""
    used = _matched(kind, call).members[value]
    configs = (each.members["DistributionConfig"] for each in call.shelf.of(DISTRIBUTION).values())
    if any(used in _texts(each) for each in configs):
        raise Fault(code, f"The {kind.name} is used by a distribution")
    return delete(kind, call)


def _texts(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return {text for each in value.values() for text in _texts(each)}
    if isinstance(value, list):
        return {text for each in value for text in _texts(each)}
    return {value} if isinstance(value, str) else set()


def _tagged(call: Call) -> Record | None:
    return call.shelf.with_arn(SERVICE.name, call.parameters["Resource"])


def _tag(call: Call) -> Result:
    record = _tagged(call)
    if record is None:
        return None
    items = call.parameters["Tags"].get("Items", [])
    record.tags.update({tag["Key"]: tag.get("Value", "") for tag in items})
    return {}


def _untag(call: Call) -> Result:
    record = _tagged(call)
    if record is None:
        return None
    for key in call.parameters["TagKeys"].get("Items", []):
        record.tags.pop(key, None)
    return {}


def _list_tags(call: Call) -> Result:
    record = _tagged(call)
    if record is None:
        return None
    return {"Tags": {"Items": [{"Key": k, "Value": v} for k, v in record.tags.items()]}}


OPERATIONS: dict[str, Callable[[Call], Result]] = {
    "CreateDistribution": partial(_make, DISTRIBUTION),
    "CreateDistributionWithTags": partial(_make, DISTRIBUTION),
    "CreateFunction": partial(_make, FUNCTION),
    "UpdateDistribution": partial(_update, DISTRIBUTION),
    "UpdateFunction": partial(_update, FUNCTION),
    "UpdateOriginAccessControl": partial(_update, ACCESS_CONTROL),
    "PublishFunction": _publish,
    "DeleteDistribution": _delete_distribution,
    "DeleteFunction": partial(_delete_unused, FUNCTION, "FunctionInUse", "FunctionARN"),
    "DeleteOriginAccessControl": partial(
        _delete_unused, ACCESS_CONTROL, "OriginAccessControlInUse", "Id"
    ),
    "TagResource": _tag,
    "UntagResource": _untag,
    "ListTagsForResource": _list_tags,
}
"""What the recorder's own behaviours do not cover: versions, tags and what is in use."""
