"""Who reaches what: users the load balancers, and these the application and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.topology import TrafficPlan

__all__ = ["SecurityGroups"]


@dataclass(frozen=True)
class SecurityGroups:
    """The group of the load balancers, and that of the targets behind them."""

    front_id: pulumi.Output[str]
    behind_id: pulumi.Output[str]

    @classmethod
    def of(
        cls,
        name: str,
        plan: TrafficPlan,
        network: tuple[pulumi.Input[str], pulumi.Input[str]],
        tags: Mapping[str, str],
        parent: pulumi.Resource,
    ) -> "SecurityGroups":
        """Make both in a network, given by its VPC and the addresses in it."""
        vpc_id, cidr_block = network
        of_parent = pulumi.ResourceOptions(parent=parent)
        front, behind = (
            aws.ec2.SecurityGroup(
                f"{name}-{role}",
                description=description,
                vpc_id=vpc_id,
                tags={**tags, "Name": f"{name}-{role}"},
                opts=of_parent,
            )
            for role, description in (
                ("front", "Load balancers of the service"),
                ("instances", "Instances behind the load balancers"),
            )
        )
        _open_front(name, plan, front.id, cidr_block, of_parent)
        _open_behind(name, plan, front.id, behind.id, of_parent)
        return cls(front.id, behind.id)


def _open_front(
    name: str,
    plan: TrafficPlan,
    front_id: pulumi.Output[str],
    cidr_block: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> None:
    for open_port in sorted({80, plan.port}):
        aws.vpc.SecurityGroupIngressRule(
            f"{name}-front-{open_port}",
            security_group_id=front_id,
            description="Users, and the health checkers of Route 53",
            cidr_ipv4="0.0.0.0/0",
            ip_protocol="tcp",
            from_port=open_port,
            to_port=open_port,
            opts=opts,
        )
    aws.vpc.SecurityGroupEgressRule(
        f"{name}-front-app",
        security_group_id=front_id,
        description="The application",
        cidr_ipv4=cidr_block,
        ip_protocol="tcp",
        from_port=plan.app_port,
        to_port=plan.app_port,
        opts=opts,
    )


def _open_behind(
    name: str,
    plan: TrafficPlan,
    front_id: pulumi.Output[str],
    behind_id: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> None:
    aws.vpc.SecurityGroupIngressRule(
        f"{name}-instances-app",
        security_group_id=behind_id,
        description="The application, from the load balancers only",
        referenced_security_group_id=front_id,
        ip_protocol="tcp",
        from_port=plan.app_port,
        to_port=plan.app_port,
        opts=opts,
    )
    aws.vpc.SecurityGroupEgressRule(
        f"{name}-instances-out",
        security_group_id=behind_id,
        description="Database, AWS services and the internet by way of the zone's NAT gateway",
        cidr_ipv4="0.0.0.0/0",
        ip_protocol="-1",
        opts=opts,
    )
