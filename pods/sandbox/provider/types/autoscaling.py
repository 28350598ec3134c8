"""EC2 Auto Scaling: groups."""

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
        after_update=(
            Call(
                "StartInstanceRefresh",
                {
                    **_GROUP,
                    "Strategy": "{instanceRefresh.strategy}",
                    "Preferences": {
                        "MinHealthyPercentage": (
                            "{instanceRefresh.preferences.minHealthyPercentage}"
                        ),
                        "MaxHealthyPercentage": (
                            "{instanceRefresh.preferences.maxHealthyPercentage}"
                        ),
                        "AutoRollback": "{instanceRefresh.preferences.autoRollback}",
                    },
                },
                when="instanceRefresh && launchTemplate != old.launchTemplate",
                translate=False,
            ),
        ),
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
            "Warm instances are counted, not started. Nothing scales by load. An instance refresh"
            " is recorded and rolls nothing out: running instances keep their launch template."
            " Metrics that were enabled stay so when enabledMetrics is taken out altogether."
        ),
    ),
)
