"""Application Auto Scaling: what may grow, and by which figure."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.cases.ecs import service
from tests.sandbox.provider.round_trip import Case, World

_TASKS = {"serviceNamespace": "ecs", "scalableDimension": "ecs:service:DesiredCount"}


def _target(world: World) -> Mapping[str, Any]:
    return {**_TASKS, "resourceId": service(world), "minCapacity": 1, "maxCapacity": 4}


def _tracking(percent: float) -> dict[str, Any]:
    return {
        "predefinedMetricSpecification": {
            "predefinedMetricType": "ECSServiceAverageCPUUtilization"
        },
        "targetValue": percent,
        "scaleInCooldown": 300,
        "scaleOutCooldown": 60,
    }


def _policy(world: World) -> Mapping[str, Any]:
    target = _target(world)
    world.make("aws:appautoscaling/target:Target", target)
    return {
        **_TASKS,
        "name": "growth",
        "resourceId": target["resourceId"],
        "policyType": "TargetTrackingScaling",
        "targetTrackingScalingPolicyConfiguration": _tracking(55),
    }


def _narrow(world: World, resource_id: str) -> dict[str, object]:
    world.client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs",
        ScalableDimension="ecs:service:DesiredCount",
        ResourceId=resource_id,
        MinCapacity=1,
        MaxCapacity=2,
    )
    return {"minCapacity": 1, "maxCapacity": 2}


CASES = (
    Case(
        token="aws:appautoscaling/target:Target",
        inputs=_target,
        update={"minCapacity": 2, "maxCapacity": 6},
        replaces={"resourceId": "service/other/other"},
        drift=_narrow,
    ),
    Case(
        token="aws:appautoscaling/policy:Policy",
        inputs=_policy,
        update={"targetTrackingScalingPolicyConfiguration": _tracking(40)},
        replaces={"resourceId": "service/other/other"},
    ),
)
