"""EC2 Auto Scaling: groups."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import launch_template, subnet, target_group, vpc
from tests.sandbox.provider.round_trip import Case, World

_GROUP = "aws:autoscaling/group:Group"


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
)
