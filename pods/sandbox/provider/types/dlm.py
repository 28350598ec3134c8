"""Data Lifecycle Manager: snapshots on a schedule."""

from pods.sandbox.provider.resource_type import Call, ResourceType, Tags

__all__ = ["TYPES"]

_POLICY = {"PolicyId": "{id}"}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:dlm/lifecyclePolicy:LifecyclePolicy",
        service="dlm",
        names={
            "arn": "PolicyArn",
            "policyDetails.schedules.archiveRule.archiveRetainRule": "RetainRule",
            "policyDetails.schedules.crossRegionCopyRules.target": "Target",
        },
        create=Call("CreateLifecyclePolicy"),
        id="PolicyId",
        read=Call("GetLifecyclePolicy", _POLICY, "Policy"),
        update=Call("UpdateLifecyclePolicy", _POLICY),
        delete=Call("DeleteLifecyclePolicy", _POLICY),
        tags=Tags(
            create={"Tags": "{all_tags}"},
            add=Call(
                "TagResource", {"ResourceArn": "{arn}", "Tags": "{all_tags}"}, translate=False
            ),
            remove=Call(
                "UntagResource", {"ResourceArn": "{arn}", "TagKeys": "{tag_keys}"}, translate=False
            ),
            read="Tags",
        ),
        outputs={"arn": "arn:{partition}:dlm:{region}:{account}:policy/{id}"},
        defaults={"state": "ENABLED"},
        replace=frozenset({"defaultPolicy"}),
        created=True,
    ),
)
