"""Elastic Load Balancing: load balancers and target groups."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import (
    instance,
    security_group,
    subnet,
    target_group,
    vpc,
)
from tests.sandbox.provider.round_trip import Case, World

_HEALTH = {
    "path": "/health",
    "interval": 10,
    "timeout": 5,
    "healthyThreshold": 2,
    "unhealthyThreshold": 2,
    "matcher": "200",
}


def _balancer(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "name": "entry",
        "loadBalancerType": "application",
        "internal": False,
        "subnets": [subnet(world, vpc_id, zone) for zone in "ab"],
        "securityGroups": [security_group(world, vpc_id)],
        "enableDeletionProtection": False,
        "dropInvalidHeaderFields": True,
        "clientKeepAlive": 300,
        "enableZonalShift": True,
        "idleTimeout": 30,
        "tags": {"Name": "entry"},
    }


def _drop_nothing(world: World, resource_id: str) -> dict[str, object]:
    world.client("elbv2").modify_load_balancer_attributes(
        LoadBalancerArn=resource_id,
        Attributes=[{"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "false"}],
    )
    return {"dropInvalidHeaderFields": False}


def _target_group(world: World) -> Mapping[str, Any]:
    return {
        "name": "web",
        "vpcId": vpc(world),
        "port": 8080,
        "protocol": "HTTP",
        "targetType": "instance",
        "deregistrationDelay": 30,
        "slowStart": 60,
        "healthCheck": _HEALTH,
        "stickiness": {"type": "lb_cookie", "enabled": True, "cookieDuration": 600},
        "targetGroupHealth": {
            "dnsFailover": {
                "minimumHealthyTargetsCount": "1",
                "minimumHealthyTargetsPercentage": "off",
            }
        },
        "tags": {"Name": "web"},
    }


def _unhealthy_path(world: World, resource_id: str) -> dict[str, object]:
    world.client("elbv2").modify_target_group(TargetGroupArn=resource_id, HealthCheckPath="/")
    shown = {"enabled": True, "port": "traffic-port", "protocol": "HTTP"}
    return {"healthCheck": {**shown, **_HEALTH, "interval": 20, "path": "/"}}


def _attachment(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "targetGroupArn": target_group(world, vpc_id),
        "targetId": instance(world, vpc_id),
        "port": 8080,
    }


CASES = (
    Case(
        token="aws:lb/loadBalancer:LoadBalancer",
        inputs=_balancer,
        update={"idleTimeout": 120, "tags": {"Name": "way-in"}},
        replaces={"internal": True},
        drift=_drop_nothing,
    ),
    Case(
        token="aws:lb/targetGroup:TargetGroup",
        inputs=_target_group,
        update={
            "healthCheck": {**_HEALTH, "interval": 20},
            "deregistrationDelay": 45,
            "tags": {"Name": "app"},
        },
        replaces={"port": 9090},
        drift=_unhealthy_path,
    ),
    Case(
        token="aws:lb/targetGroup:TargetGroup",
        inputs=lambda world: {
            "name": "tasks",
            "vpcId": vpc(world),
            "port": 8080,
            "protocol": "HTTP",
            "targetType": "ip",
        },
        replaces={"targetType": "instance"},
    ),
    Case(
        token="aws:lb/targetGroupAttachment:TargetGroupAttachment",
        inputs=_attachment,
        replaces={"port": 9090},
    ),
)
