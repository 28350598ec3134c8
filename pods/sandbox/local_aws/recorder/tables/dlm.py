"""Data Lifecycle Manager: snapshot and image policies."""

from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Service, TagOperations
from pods.sandbox.local_aws.recorder.tables.members import at, hexadecimal, now

__all__ = ["KINDS", "SERVICE"]

SERVICE = Service(
    name="dlm",
    signing_name="dlm",
    missing_parameter="InvalidRequestException",
    invalid_parameter="InvalidRequestException",
    tags=TagOperations(tag="TagResource", untag="UntagResource", list="ListTagsForResource"),
    is_simulated=False,
)

# The hours that a schedule may lie apart; the service model names no list for them.
_HOURS = frozenset({1, 2, 3, 4, 6, 8, 12, 24})


def _details(members: dict[str, Any], _call: Call) -> dict[str, Any]:
    """Check the schedules and complete the details as the service does."""
    details = {"PolicyType": "EBS_SNAPSHOT_MANAGEMENT", **members.get("PolicyDetails", {})}
    for schedule in details.get("Schedules", []):
        rule = schedule.get("CreateRule") or {}
        interval = rule.get("Interval")
        if rule.get("IntervalUnit") == "HOURS" and interval not in _HOURS:
            raise Fault(
                "InvalidRequestException",
                f"CreateRule.Interval {interval} is none of: {', '.join(map(str, sorted(_HOURS)))}",
            )
        retention = schedule.get("RetainRule") or {}
        if {"Count", "Interval"} <= {name for name, value in retention.items() if value}:
            raise Fault("InvalidRequestException", "RetainRule takes Count or Interval, not both")
    return {"PolicyDetails": details}


KINDS = (
    Kind(
        service=SERVICE,
        name="lifecycle policy",
        identity=("PolicyId",),
        create="CreateLifecyclePolicy",
        get="GetLifecyclePolicy",
        list="GetLifecyclePolicies",
        update="UpdateLifecyclePolicy",
        delete="DeleteLifecyclePolicy",
        minted=hexadecimal("policy-"),
        arn="arn:aws:dlm:{region}:{account}:policy/{PolicyId}",
        arn_member="PolicyArn",
        drawn=_details,
        created={"DateCreated": now, "DateModified": now, "StatusMessage": "ENABLED"},
        updated={"DateModified": now},
        computed={
            "PolicyType": at("PolicyDetails.PolicyType"),
            # Given as VOLUME or INSTANCE, read back as whether it is a default policy at all.
            "DefaultPolicy": at("DefaultPolicy != null"),
        },
        filters={
            "PolicyIds": "PolicyId",
            "State": "State",
            "ResourceTypes": "PolicyDetails.ResourceTypes",
            "TargetTags": "PolicyDetails.TargetTags[].join('=', [Key, Value])",
            "TagsToAdd": "PolicyDetails.Schedules[].TagsToAdd[].join('=', [Key, Value])",
            "DefaultPolicyType": "DefaultPolicy && ['ALL', DefaultPolicy]",
        },
    ),
)
