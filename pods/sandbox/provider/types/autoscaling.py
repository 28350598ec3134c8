"""EC2 Auto Scaling."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType

__all__ = ["TYPES"]

_GROUP = {"AutoScalingGroupName": "{id}"}
_OF_GROUP = "{ResourceId: id, ResourceType: 'auto-scaling-group'}"
_PLACEMENT = {
    "VPCZoneIdentifier": "{join(',', vpcZoneIdentifiers)}",
    "NewInstancesProtectedFromScaleIn": "{protectFromScaleIn}",
    "LaunchConfigurationName": "{launchConfiguration}",
}
_GROUP_NAMES = {
    "arn": "AutoScalingGroupARN",
    "name": "AutoScalingGroupName",
    "launchConfiguration": "LaunchConfigurationName",
    "launchTemplate.id": "LaunchTemplateId",
    "launchTemplate.name": "LaunchTemplateName",
    "loadBalancers": "LoadBalancerNames",
    "protectFromScaleIn": "NewInstancesProtectedFromScaleIn",
    "initialLifecycleHooks": "LifecycleHookSpecificationList",
    "initialLifecycleHooks.name": "LifecycleHookName",
    "mixedInstancesPolicy.launchTemplate.overrides.launchTemplateSpecification": (
        "LaunchTemplateSpecification"
    ),
}


def _attached(name: str, operation: str, member: str) -> Aspect:
    """Return what is attached to and detached from a group, once it is there."""
    gone, new = f"minus(old.{name}, {name})", f"minus({name}, old.{name})"
    return Aspect(
        (name,),
        clear=Call(
            f"Detach{operation}", {**_GROUP, member: f"{{{gone}}}"}, when=gone, translate=False
        ),
        put=Call(f"Attach{operation}", {**_GROUP, member: f"{{{new}}}"}, when=new, translate=False),
        at_creation=False,
    )


_ASPECTS = (
    _attached("targetGroupArns", "LoadBalancerTargetGroups", "TargetGroupARNs"),
    _attached("loadBalancers", "LoadBalancers", "LoadBalancerNames"),
    Aspect(
        ("tags",),
        clear=Call(
            "DeleteTags",
            {"Tags": f"{{stamp(minus(old.tags[].key, tags[].key)[].{{Key: @}}, {_OF_GROUP})}}"},
            when="minus(old.tags[].key, tags[].key)",
            translate=False,
        ),
        put=Call(
            "CreateOrUpdateTags",
            {
                "Tags": (
                    "{stamp(tags[].{Key: key, Value: value, PropagateAtLaunch: propagateAtLaunch},"
                    f" {_OF_GROUP})}}"
                )
            },
            when="tags",
            translate=False,
        ),
        at_creation=False,
    ),
    Aspect(
        ("enabledMetrics", "metricsGranularity"),
        put=Call(
            "EnableMetricsCollection",
            {
                **_GROUP,
                "Granularity": "{metricsGranularity || '1Minute'}",
                "Metrics": "{enabledMetrics}",
            },
            when="enabledMetrics",
            translate=False,
        ),
    ),
    Aspect(
        ("suspendedProcesses",),
        clear=Call(
            "ResumeProcesses",
            {**_GROUP, "ScalingProcesses": "{minus(old.suspendedProcesses, suspendedProcesses)}"},
            when="minus(old.suspendedProcesses, suspendedProcesses)",
            translate=False,
        ),
        put=Call(
            "SuspendProcesses",
            {**_GROUP, "ScalingProcesses": "{suspendedProcesses}"},
            when="suspendedProcesses",
            translate=False,
        ),
    ),
    Aspect(
        ("warmPool",),
        put=Call(
            "PutWarmPool",
            {
                **_GROUP,
                "MaxGroupPreparedCapacity": "{warmPool.maxGroupPreparedCapacity}",
                "MinSize": "{warmPool.minSize}",
                "PoolState": "{warmPool.poolState}",
                "InstanceReusePolicy": {
                    "ReuseOnScaleIn": "{warmPool.instanceReusePolicy.reuseOnScaleIn}"
                },
            },
            translate=False,
        ),
        remove=Call("DeleteWarmPool", {**_GROUP, "ForceDelete": True}, translate=False),
        get=Call("DescribeWarmPool", _GROUP, translate=False),
        observe={"warmPool": "WarmPoolConfiguration"},
    ),
)

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:autoscaling/group:Group",
        service="autoscaling",
        create=Call("CreateAutoScalingGroup", {"AutoScalingGroupName": "{name}", **_PLACEMENT}),
        id="{name}",
        read=Call(
            "DescribeAutoScalingGroups",
            {"AutoScalingGroupNames": ["{id}"]},
            "AutoScalingGroups[0]",
            translate=False,
        ),
        update=Call("UpdateAutoScalingGroup", {**_GROUP, **_PLACEMENT}),
        delete=Call("DeleteAutoScalingGroup", {**_GROUP, "ForceDelete": True}, translate=False),
        auto_name=AutoName(),
        names=_GROUP_NAMES,
        aspects=_ASPECTS,
        observe={
            "vpcZoneIdentifiers": "split(VPCZoneIdentifier, ',')",
            "enabledMetrics": "EnabledMetrics[].Metric",
            "metricsGranularity": "EnabledMetrics[0].Granularity",
            "suspendedProcesses": "SuspendedProcesses[].ProcessName",
        },
        replace=frozenset({"name"}),
        inert=frozenset(
            {
                "forceDelete",
                "forceDeleteWarmPool",
                "ignoreFailedScalingActivities",
                "instanceRefresh",
                "minElbCapacity",
                "waitForCapacityTimeout",
                "waitForElbCapacity",
            }
        ),
        note=(
            "Warm instances are counted, not started. Nothing scales by load. instanceRefresh is"
            " accepted and rolls nothing out: running instances keep their launch template."
            " Metrics that were enabled stay so when enabledMetrics is taken out altogether."
        ),
    ),
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
