"""AWS services that a network reaches without the internet, and only for its own account."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.components.identity import account_of, partition_of
from pods.topology import GATEWAY_ENDPOINTS, INTERFACE_ENDPOINTS, NetworkPlan, endpoint_policy

__all__ = ["EndpointPlace", "make_endpoints"]


@dataclass(frozen=True)
class EndpointPlace:
    """A network, as its endpoints need to know it."""

    name: str
    plan: NetworkPlan
    vpc_id: pulumi.Output[str]
    vpc_arn: pulumi.Output[str]
    route_table_ids: Sequence[pulumi.Output[str]]
    subnet_ids: Sequence[pulumi.Output[str]]
    trusted_accounts: Sequence[str]
    """Accounts beside the network's own."""
    tags: Mapping[str, str]
    opts: pulumi.ResourceOptions

    def named(self, role: str) -> dict[str, str]:
        """Return the tags of one endpoint."""
        return {**self.tags, "Name": f"{self.name}-{role}"}

    def policy(self, service: str) -> pulumi.Output[str | None]:
        """Return the policy of a service's endpoint; None leaves AWS's own, which allows all."""

        def written(known: Sequence[str]) -> str | None:
            partition, account = known
            policy = endpoint_policy(
                service,
                region=self.plan.region,
                partition=partition,
                accounts=[account, *self.trusted_accounts],
            )
            return None if policy is None else json.dumps(policy)

        arn = self.vpc_arn
        return pulumi.Output.all(partition_of(arn), account_of(arn)).apply(written)


def make_endpoints(place: EndpointPlace, interfaces: Sequence[str] | None) -> None:
    """Make the gateways, and an interface for each service; None means those that PODs need."""
    for service in GATEWAY_ENDPOINTS:
        aws.ec2.VpcEndpoint(
            f"{place.name}-{service}",
            vpc_id=place.vpc_id,
            service_name=f"com.amazonaws.{place.plan.region}.{service}",
            vpc_endpoint_type="Gateway",
            route_table_ids=list(place.route_table_ids),
            policy=place.policy(service),
            tags=place.named(service),
            opts=place.opts,
        )
    services = INTERFACE_ENDPOINTS if interfaces is None else interfaces
    if not services:
        return
    group = _group(place)
    for service in services:
        aws.ec2.VpcEndpoint(
            f"{place.name}-{service}",
            vpc_id=place.vpc_id,
            service_name=f"com.amazonaws.{place.plan.region}.{service}",
            vpc_endpoint_type="Interface",
            private_dns_enabled=True,
            subnet_ids=list(place.subnet_ids),
            security_group_ids=[group.id],
            policy=place.policy(service),
            tags=place.named(service),
            opts=place.opts,
        )


def _group(place: EndpointPlace) -> aws.ec2.SecurityGroup:
    group = aws.ec2.SecurityGroup(
        f"{place.name}-endpoints",
        description="AWS services, reached from inside the VPC",
        vpc_id=place.vpc_id,
        tags=place.named("endpoints"),
        opts=place.opts,
    )
    aws.vpc.SecurityGroupIngressRule(
        f"{place.name}-endpoints-https",
        security_group_id=group.id,
        description="HTTPS from the VPC",
        cidr_ipv4=place.plan.cidr_block,
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
        opts=place.opts,
    )
    return group
