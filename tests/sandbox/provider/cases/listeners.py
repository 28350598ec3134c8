"""Elastic Load Balancing: listeners and their rules."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import load_balancer, target_group, vpc
from tests.sandbox.provider.round_trip import Case, World

_LISTENER = "aws:lb/listener:Listener"


def _forward(*weights: tuple[str, int]) -> dict[str, Any]:
    groups = [{"arn": arn, "weight": weight} for arn, weight in weights]
    return {"type": "forward", "forward": {"targetGroups": groups}}


def _listener(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    primary, shifted = (target_group(world, vpc_id, name) for name in ("primary", "shifted"))
    return {
        "loadBalancerArn": load_balancer(world, vpc_id),
        "port": 80,
        "protocol": "HTTP",
        "defaultActions": [_forward((primary, 100), (shifted, 0))],
        "tags": {"Name": "http"},
    }


def _secure_listener(world: World) -> Mapping[str, Any]:
    certificate = world.make(
        "aws:acm/certificate:Certificate",
        {"domainName": "clinic.example.com", "validationMethod": "DNS"},
    )
    return {
        "loadBalancerArn": load_balancer(world, vpc(world)),
        "port": 443,
        "protocol": "HTTPS",
        "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "certificateArn": certificate["arn"],
        "defaultActions": [_SORRY],
    }


_REDIRECT = {
    "type": "redirect",
    "redirect": {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"},
}

_SORRY = {
    "type": "fixed-response",
    "fixedResponse": {"contentType": "text/plain", "messageBody": "Sorry", "statusCode": "503"},
}


def _rule(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    listener = world.make(
        _LISTENER,
        {
            "loadBalancerArn": load_balancer(world, vpc_id),
            "port": 80,
            "protocol": "HTTP",
            "defaultActions": [_SORRY],
        },
    )
    return {
        "listenerArn": listener["id"],
        "priority": 10,
        "actions": [{"type": "forward", "targetGroupArn": target_group(world, vpc_id)}],
        "conditions": [
            {"pathPattern": {"values": ["/api/*"]}},
            {"httpHeader": {"httpHeaderName": "X-Drill", "values": ["yes"]}},
        ],
        "tags": {"Name": "api"},
    }


CASES = (
    Case(
        token="aws:lb/listener:Listener",
        inputs=_listener,
        update={"defaultActions": [_REDIRECT], "tags": {"Name": "to-https"}},
        replaces={"loadBalancerArn": "arn:aws:elasticloadbalancing:other"},
    ),
    Case(
        token="aws:lb/listener:Listener",
        inputs=_secure_listener,
        update={"sslPolicy": "ELBSecurityPolicy-TLS13-1-3-2021-06"},
        replaces={"loadBalancerArn": "arn:aws:elasticloadbalancing:other"},
    ),
    Case(
        token="aws:lb/listenerRule:ListenerRule",
        inputs=_rule,
        update={
            "priority": 20,
            "actions": [_SORRY],
            "conditions": [{"hostHeader": {"values": ["clinic.example.com"]}}],
            "tags": {"Name": "away"},
        },
        replaces={"listenerArn": "arn:aws:elasticloadbalancing:other"},
    ),
)
