"""ECS: clusters, task definitions and services."""

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import security_group, subnet, target_group, vpc
from tests.sandbox.provider.round_trip import Case, World

_ROLE = "arn:aws:iam::123456789012:role/clinic"
_CONTAINERS = [
    {
        "name": "app",
        "image": "clinic:1",
        "cpu": 512,
        "essential": True,
        "readonlyRootFilesystem": True,
        "portMappings": [{"containerPort": 8080, "protocol": "tcp"}],
        "mountPoints": [{"sourceVolume": "tmp", "containerPath": "/tmp"}],  # noqa: S108
        "environment": [{"name": "PORT", "value": "8080"}],
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {"awslogs-group": "clinic", "awslogs-region": "us-east-1"},
        },
    }
]


def cluster(world: World) -> str:
    """Make a cluster; returns its ARN."""
    return str(world.make("aws:ecs/cluster:Cluster", {"name": "clinic"})["id"])


def service(world: World) -> str:
    """Make a service of one task in a cluster of its own; returns what scaling calls it by."""
    inputs = {
        "name": "clinic",
        "cluster": cluster(world),
        "taskDefinition": _task_definition(world),
        "desiredCount": 1,
        "launchType": "FARGATE",
        "networkConfiguration": {"subnets": [subnet(world)], "securityGroups": []},
    }
    world.make("aws:ecs/service:Service", inputs)
    return "service/clinic/clinic"


def _task(_world: World) -> Mapping[str, Any]:
    return {
        "family": "clinic",
        "containerDefinitions": json.dumps(_CONTAINERS),
        "cpu": "512",
        "memory": "1024",
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
        "ephemeralStorage": {"sizeInGib": 30},
        "executionRoleArn": _ROLE,
        "taskRoleArn": _ROLE,
        "volumes": [{"name": "tmp"}],
        "tags": {"Name": "clinic"},
    }


def _task_definition(world: World) -> str:
    return str(world.make("aws:ecs/taskDefinition:TaskDefinition", _task(world))["arn"])


def _service(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "name": "clinic",
        "cluster": cluster(world),
        "taskDefinition": _task_definition(world),
        "desiredCount": 2,
        "launchType": "FARGATE",
        "platformVersion": "LATEST",
        "networkConfiguration": {
            "subnets": [subnet(world, vpc_id)],
            "securityGroups": [security_group(world, vpc_id)],
            "assignPublicIp": False,
        },
        "loadBalancers": [
            {
                "targetGroupArn": target_group(world, vpc_id),
                "containerName": "app",
                "containerPort": 8080,
            }
        ],
        "healthCheckGracePeriodSeconds": 120,
        "availabilityZoneRebalancing": "DISABLED",
        "deploymentMinimumHealthyPercent": 100,
        "deploymentMaximumPercent": 200,
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "alarms": {"alarmNames": ["errors"], "enable": True, "rollback": True},
        "enableEcsManagedTags": True,
        "enableExecuteCommand": False,
        "propagateTags": "SERVICE",
        "waitForSteadyState": True,
        "tags": {"Name": "clinic"},
    }


def _scale(world: World, resource_id: str) -> dict[str, object]:
    world.client("ecs").update_service(
        cluster=resource_id.split("/")[1], service=resource_id, desiredCount=5
    )
    return {"desiredCount": 5}


CASES = (
    Case(
        token="aws:ecs/cluster:Cluster",
        inputs=lambda _: {
            "name": "clinic",
            "settings": [{"name": "containerInsights", "value": "enabled"}],
            "tags": {"Name": "clinic"},
        },
        update={
            "settings": [{"name": "containerInsights", "value": "disabled"}],
            "tags": {"pods:tier": "1"},
        },
        outputs={"arn": "arn:aws:ecs:us-east-1:123456789012:cluster/clinic"},
        replaces={"name": "other"},
    ),
    Case(
        token="aws:ecs/taskDefinition:TaskDefinition",
        inputs=_task,
        outputs={
            "arnWithoutRevision": "arn:aws:ecs:us-east-1:123456789012:task-definition/clinic",
        },
        update={"tags": {"pods:tier": "1"}},
        replaces={"memory": "2048"},
    ),
    Case(
        token="aws:ecs/taskDefinition:TaskDefinition",
        inputs=lambda world: {**_task(world), "family": "kept", "skipDestroy": True},
        unobserved=frozenset({"skipDestroy"}),
        resets=True,  # its revisions stay
    ),
    Case(
        token="aws:ecs/service:Service",
        inputs=_service,
        update={
            "desiredCount": 3,
            "healthCheckGracePeriodSeconds": 60,
            "deploymentMaximumPercent": 150,
            "deploymentCircuitBreaker": {"enable": True, "rollback": False},
            "alarms": {"alarmNames": ["latency"], "enable": True, "rollback": True},
            "enableExecuteCommand": True,
            "tags": {"pods:tier": "1"},
        },
        replaces={"launchType": "EC2"},
        unobserved=frozenset({"waitForSteadyState"}),
        drift=_scale,
    ),
)
