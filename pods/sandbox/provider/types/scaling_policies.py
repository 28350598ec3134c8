"""EC2 Auto Scaling: what changes a group's size or targets."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType

__all__ = ["TYPES"]

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:autoscaling/policy:Policy",
        service="autoscaling",
        create=Call("PutScalingPolicy", {"PolicyName": "{name}"}),
        id="{name}",
        read=Call(
            "DescribePolicies",
            {"AutoScalingGroupName": "{autoscalingGroupName}", "PolicyNames": ["{id}"]},
            "ScalingPolicies[0]",
            translate=False,
        ),
        update=Call("PutScalingPolicy", {"PolicyName": "{id}"}),
        update_all=True,
        delete=Call(
            "DeletePolicy",
            {"AutoScalingGroupName": "{autoscalingGroupName}", "PolicyName": "{id}"},
            translate=False,
        ),
        auto_name=AutoName(),
        names={
            "arn": "PolicyARN",
            "name": "PolicyName",
            "targetTrackingConfiguration.customizedMetricSpecification.metricDimensions": (
                "Dimensions"
            ),
        },
        replace=frozenset({"name", "autoscalingGroupName"}),
        note="A policy is kept; nothing scales by load.",
    ),
    ResourceType(
        token="aws:autoscaling/attachment:Attachment",
        service="autoscaling",
        create=Call(
            "AttachLoadBalancerTargetGroups",
            {
                "AutoScalingGroupName": "{autoscalingGroupName}",
                "TargetGroupARNs": ["{lbTargetGroupArn}"],
            },
            translate=False,
        ),
        id="{autoscalingGroupName}-{fingerprint(lbTargetGroupArn)}",
        read=Call(
            "DescribeLoadBalancerTargetGroups",
            {"AutoScalingGroupName": "{autoscalingGroupName}"},
            (
                "merge(where(LoadBalancerTargetGroups, 'LoadBalancerTargetGroupARN',"
                " state.lbTargetGroupArn)[0], {AutoScalingGroupName: state.autoscalingGroupName})"
            ),
            translate=False,
        ),
        delete=Call(
            "DetachLoadBalancerTargetGroups",
            {
                "AutoScalingGroupName": "{autoscalingGroupName}",
                "TargetGroupARNs": ["{lbTargetGroupArn}"],
            },
            translate=False,
        ),
        names={"lbTargetGroupArn": "LoadBalancerTargetGroupARN"},
        replace=frozenset({"autoscalingGroupName", "lbTargetGroupArn"}),
        created=True,
        note="Target groups only, no Classic Load Balancers.",
    ),
    ResourceType(
        token="aws:autoscaling/schedule:Schedule",
        service="autoscaling",
        create=Call("PutScheduledUpdateGroupAction"),
        id="{scheduledActionName}",
        read=Call(
            "DescribeScheduledActions",
            {
                "AutoScalingGroupName": "{autoscalingGroupName}",
                "ScheduledActionNames": ["{id}"],
            },
            "ScheduledUpdateGroupActions[0]",
            translate=False,
        ),
        update=Call("PutScheduledUpdateGroupAction"),
        update_all=True,
        delete=Call(
            "DeleteScheduledAction",
            {
                "AutoScalingGroupName": "{autoscalingGroupName}",
                "ScheduledActionName": "{id}",
            },
            translate=False,
        ),
        names={"arn": "ScheduledActionARN"},
        replace=frozenset({"autoscalingGroupName", "scheduledActionName"}),
        note="An action is kept; its time never comes.",
    ),
)
