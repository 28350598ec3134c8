"""One entry of a pair: a load balancer over both zones, its listeners and target groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.components.ordering import once
from pods.topology import TrafficPlan

__all__ = ["Entry", "EntryShape"]

# TLS 1.2 and 1.3 only.
_TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
_PROBE_SECONDS = 10


@dataclass(frozen=True)
class EntryShape:
    """What both entries have in common."""

    plan: TrafficPlan
    vpc_id: pulumi.Input[str]
    subnet_ids: pulumi.Input[list[str]]
    security_group_id: pulumi.Input[str]
    certificate_arn: pulumi.Input[str] | None
    protect: bool
    tags: Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """A load balancer and its target groups, by the part each plays."""

    balancer: aws.lb.LoadBalancer
    groups: Mapping[str, aws.lb.TargetGroup]
    target_group_arns: Mapping[str, pulumi.Output[str]]
    """Known once a listener serves the group: before, no instance in it is ever healthy."""

    @classmethod
    def over(
        cls, name: str, shape: EntryShape, weights: Mapping[str, int], parent: pulumi.Resource
    ) -> "Entry":
        """Make an entry over target groups with these weights, one instance registered in many."""
        of_parent = pulumi.ResourceOptions(parent=parent)
        balancer = aws.lb.LoadBalancer(
            name,
            load_balancer_type="application",
            internal=False,
            subnets=shape.subnet_ids,
            security_groups=[shape.security_group_id],
            enable_deletion_protection=shape.protect,
            drop_invalid_header_fields=True,
            # A person, or AWS, may take the load balancer's node in an impaired zone out of DNS.
            enable_zonal_shift=True,
            # After a failover clients must ask for the name again: connections end.
            client_keep_alive=shape.plan.keep_alive_seconds,
            tags={**shape.tags, "Name": name},
            opts=of_parent,
        )
        base = name.rpartition("-")[0]
        groups = {role: _target_group(f"{base}-{role}", shape, of_parent) for role in weights}
        targets = [(groups[role], weight) for role, weight in weights.items()]
        listener = _listeners(name, shape, balancer, targets, of_parent)
        return cls(
            balancer=balancer,
            groups=groups,
            target_group_arns={
                role: once(group.arn, listener.arn) for role, group in groups.items()
            },
        )


def _target_group(name: str, shape: EntryShape, opts: pulumi.ResourceOptions) -> aws.lb.TargetGroup:
    return aws.lb.TargetGroup(
        name,
        vpc_id=shape.vpc_id,
        port=shape.plan.app_port,
        protocol="HTTP",
        target_type=shape.plan.target_type,
        deregistration_delay=shape.plan.deregistration_seconds,
        health_check={
            "path": shape.plan.health_path,
            "interval": _PROBE_SECONDS,
            "timeout": 5,
            "healthy_threshold": 2,
            "unhealthy_threshold": 2,
            "matcher": "200",
        },
        tags={**shape.tags, "Name": name},
        opts=opts,
    )


def _listeners(
    name: str,
    shape: EntryShape,
    balancer: aws.lb.LoadBalancer,
    targets: Sequence[tuple[aws.lb.TargetGroup, int]],
    opts: pulumi.ResourceOptions,
) -> aws.lb.Listener:
    """Make the listener that forwards, and with a certificate the one that redirects to it."""
    tags = {**shape.tags, "Name": name}
    if shape.certificate_arn is not None:
        aws.lb.Listener(
            f"{name}-redirect",
            load_balancer_arn=balancer.arn,
            port=80,
            protocol="HTTP",
            default_actions=[
                {
                    "type": "redirect",
                    "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"},
                }
            ],
            tags=tags,
            opts=opts,
        )
    return aws.lb.Listener(
        name,
        load_balancer_arn=balancer.arn,
        port=shape.plan.port,
        protocol=shape.plan.scheme.upper(),
        certificate_arn=shape.certificate_arn,
        ssl_policy=_TLS_POLICY if shape.certificate_arn is not None else None,
        default_actions=[
            {
                "type": "forward",
                "forward": {
                    "target_groups": [
                        {"arn": group.arn, "weight": weight} for group, weight in targets
                    ]
                },
            }
        ],
        tags=tags,
        opts=opts,
    )
