"""EC2 Auto Scaling: what changes a group's size or targets."""

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
