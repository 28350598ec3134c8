"""EC2 Auto Scaling."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import launch_template, subnet, target_group, vpc
from tests.sandbox.provider.round_trip import Case, World

_GROUP = "aws:autoscaling/group:Group"


def _small_group(world: World) -> str:
    inputs = {
        "name": "web",
        "minSize": 1,
        "maxSize": 3,
        "vpcZoneIdentifiers": [subnet(world)],
        "launchTemplate": {"id": launch_template(world), "version": "1"},
    }
    return str(world.make(_GROUP, inputs)["id"])


def _group(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "name": "web",
        "minSize": 2,
        "maxSize": 4,
        "vpcZoneIdentifiers": [subnet(world, vpc_id, "b")],
        "launchTemplate": {"id": launch_template(world), "version": "1"},
        "targetGroupArns": [target_group(world, vpc_id)],
        "healthCheckType": "ELB",
        "healthCheckGracePeriod": 120,
        "defaultInstanceWarmup": 60,
        "enabledMetrics": ["GroupDesiredCapacity", "GroupInServiceInstances"],
        "instanceRefresh": {"strategy": "Rolling", "preferences": {"autoRollback": True}},
        "warmPool": {
            "poolState": "Stopped",
            "minSize": 1,
            "maxGroupPreparedCapacity": 4,
            "instanceReusePolicy": {"reuseOnScaleIn": True},
        },
        "tags": [
            {"key": "Name", "value": "web", "propagateAtLaunch": False},
            {"key": "pods:role", "value": "secondary", "propagateAtLaunch": False},
        ],
    }


def _shrink(world: World, resource_id: str) -> dict[str, object]:
    world.client("autoscaling").update_auto_scaling_group(
        AutoScalingGroupName=resource_id, MinSize=0, DesiredCapacity=0
    )
    return {"minSize": 0}


def _policy(world: World) -> Mapping[str, Any]:
    return {
        "name": "growth",
        "autoscalingGroupName": _small_group(world),
        "policyType": "TargetTrackingScaling",
        "targetTrackingConfiguration": {
            "predefinedMetricSpecification": {"predefinedMetricType": "ASGAverageCPUUtilization"},
            "targetValue": 55,
        },
    }


def _attachment(world: World) -> Mapping[str, Any]:
    group = _small_group(world)
    return {
        "autoscalingGroupName": group,
        "lbTargetGroupArn": target_group(world, vpc(world)),
    }


def _schedule(world: World) -> Mapping[str, Any]:
    return {
        "autoscalingGroupName": _small_group(world),
        "scheduledActionName": "drill",
        "recurrence": "0 3 * * 0",
        "minSize": 2,
        "maxSize": 4,
        "desiredCapacity": 2,
    }


CASES = (
    Case(
        token=_GROUP,
        inputs=_group,
        update={
            "maxSize": 6,
            "enabledMetrics": ["GroupDesiredCapacity"],
            "targetGroupArns": [],
            "warmPool": {"poolState": "Running", "minSize": 0},
            "tags": [{"key": "Name", "value": "app", "propagateAtLaunch": False}],
        },
        replaces={"name": "other"},
        drift=_shrink,
        unobserved=frozenset({"defaultInstanceWarmup", "instanceRefresh"}),
    ),
    Case(
        token="aws:autoscaling/policy:Policy",
        inputs=_policy,
        update={
            "targetTrackingConfiguration": {
                "predefinedMetricSpecification": {
                    "predefinedMetricType": "ASGAverageCPUUtilization"
                },
                "targetValue": 40,
            }
        },
        replaces={"autoscalingGroupName": "other"},
    ),
    Case(
        token="aws:autoscaling/attachment:Attachment",
        inputs=_attachment,
        replaces={"autoscalingGroupName": "other"},
    ),
    Case(
        token="aws:autoscaling/schedule:Schedule",
        inputs=_schedule,
        update={"minSize": 1},
        replaces={"scheduledActionName": "other"},
    ),
)
