"""Application Auto Scaling: what may grow, and by which figure."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType

__all__ = ["TYPES"]

_OF = {
    "ServiceNamespace": "{serviceNamespace}",
    "ResourceId": "{resourceId}",
    "ScalableDimension": "{scalableDimension}",
}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:appautoscaling/target:Target",
        service="application-autoscaling",
        create=Call("RegisterScalableTarget"),
        id="{resourceId}",
        read=Call(
            "DescribeScalableTargets",
            {
                "ServiceNamespace": "{serviceNamespace}",
                "ResourceIds": ["{id}"],
                "ScalableDimension": "{scalableDimension}",
            },
            "ScalableTargets[0]",
            translate=False,
        ),
        update=Call("RegisterScalableTarget", _OF),
        delete=Call("DeregisterScalableTarget", _OF, translate=False),
        names={"arn": "ScalableTargetARN", "roleArn": "RoleARN"},
        replace=frozenset({"resourceId", "scalableDimension", "serviceNamespace"}),
        refused={"tags": "leave it out: scalable targets are not tagged here."},
        note="Nothing scales by load, and a raised minimum starts nothing.",
    ),
    ResourceType(
        token="aws:appautoscaling/policy:Policy",
        service="application-autoscaling",
        create=Call("PutScalingPolicy", {"PolicyName": "{name}"}),
        id="{name}",
        read=Call(
            "DescribeScalingPolicies",
            {
                "ServiceNamespace": "{serviceNamespace}",
                "ResourceId": "{resourceId}",
                "ScalableDimension": "{scalableDimension}",
            },
            "where(ScalingPolicies, 'PolicyName', state.id)[0]",
            translate=False,
        ),
        update=Call("PutScalingPolicy", {"PolicyName": "{id}"}),
        update_all=True,
        delete=Call("DeleteScalingPolicy", {**_OF, "PolicyName": "{id}"}, translate=False),
        auto_name=AutoName(longest=256),
        names={
            "arn": "PolicyARN",
            "name": "PolicyName",
            "targetTrackingScalingPolicyConfiguration.customizedMetricSpecification": (
                "CustomizedMetricSpecification"
            ),
        },
        observe={"alarmArns": "Alarms[].AlarmARN"},
        replace=frozenset({"name", "resourceId", "scalableDimension", "serviceNamespace"}),
        refused={
            "predictiveScalingPolicyConfiguration": "use target tracking.",
            "stepScalingPolicyConfiguration": "use target tracking.",
        },
        note="A policy is kept; nothing scales by load.",
    ),
)
