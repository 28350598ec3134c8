"""CloudWatch Synthetics: canaries; no script is run, and no metric comes of one.

moto knows canaries, but neither changes nor deletes one.
"""

from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Service, TagOperations
from pods.sandbox.local_aws.recorder.operations import Result, delete, find
from pods.sandbox.local_aws.recorder.tables.members import unique

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

SERVICE = Service(
    name="synthetics",
    signing_name="synthetics",
    missing_parameter="ValidationException",
    invalid_parameter="ValidationException",
    tags=TagOperations(tag="TagResource", untag="UntagResource", list="ListTagsForResource"),
    is_simulated=False,
)


def _id(_members: dict[str, Any], _call: Call) -> str:
    return unique()


def _timeline(_members: dict[str, Any], call: Call) -> dict[str, Any]:
    return {"Created": call.now, "LastModified": call.now}


def _changed(members: dict[str, Any], call: Call) -> dict[str, Any]:
    return {**members["Timeline"], "LastModified": call.now}


def _code(members: dict[str, Any], call: Call) -> dict[str, Any]:
    """Show the code as AWS does: where its copy lies, and not where it came from."""
    layer = f"arn:aws:lambda:{call.region}:{call.account}:layer:cwsyn-{members['Name']}:1"
    return {"Handler": members["Code"].get("Handler"), "SourceLocationArn": layer}


CANARY = Kind(
    service=SERVICE,
    name="canary",
    identity=("Name",),
    create="CreateCanary",
    get="GetCanary",
    list="DescribeCanaries",
    update="UpdateCanary",
    arn="arn:aws:synthetics:{region}:{account}:canary:{Name}",
    arn_member="Arn",
    created={
        "Id": _id,
        "Status": {"State": "READY"},
        "Timeline": _timeline,
        "SuccessRetentionPeriodInDays": 31,
        "FailureRetentionPeriodInDays": 31,
    },
    updated={"Timeline": _changed},
    computed={"Code": _code},
    filters={"Names": "Name"},
)

KINDS = (CANARY,)


def _turn(state: str, call: Call) -> Result:
    """Start or stop a canary."""
    find(CANARY, call).members["Status"] = {"State": state}
    return {}


def _delete(call: Call) -> Result:
    """Refuse to delete a canary that runs, as AWS does."""
    if find(CANARY, call).members["Status"]["State"] == "RUNNING":
        raise Fault("ConflictException", "The canary is in state RUNNING and cannot be deleted")
    return delete(CANARY, call)


OPERATIONS = {
    "StartCanary": lambda call: _turn("RUNNING", call),
    "StopCanary": lambda call: _turn("STOPPED", call),
    "DeleteCanary": _delete,
}
