"""The network under a pair: two zones, each able to live without the other."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.network.endpoints import EndpointPlace, make_endpoints
from pods.components.network.flow_log import flow_log
from pods.components.ordering import once
from pods.components.regions.stack import region_of_stack
from pods.topology import ZonePlan, plan_network

__all__ = ["DEFAULT_CIDR_BLOCK", "Network", "NetworkArgs", "NetworkSettings", "ZoneSubnets"]

DEFAULT_CIDR_BLOCK = "10.20.0.0/16"
"""Block of a VPC whose product names none."""


class NetworkSettings(TypedDict):
    """What a product may choose of its network."""

    cidr_block: NotRequired[str]
    """Private IPv4 block of the VPC, from /16 to /23. Default: 10.20.0.0/16."""
    interface_endpoints: NotRequired[list[str]]
    """AWS services reached without the internet. Default: those that an instance needs."""
    trusted_accounts: NotRequired[list[str]]
    """Accounts whose principals and resources the endpoints let through, beside the stack's own.
    Default: none."""
    flow_log_retention_days: NotRequired[int]
    """Days for which flow logs are kept. Default: 365."""


class NetworkArgs(NetworkSettings):
    """Inputs of `Network`."""

    availability_zones: list[str]
    """Two Availability Zones of one Region."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the network."""


@dataclass(frozen=True)
class ZoneSubnets:
    """The subnets of one zone; the private ones are known once their way out exists."""

    public: pulumi.Output[str]
    private: pulumi.Output[str]
    data: pulumi.Output[str]


@refuses_plainly
class Network(pulumi.ComponentResource):
    """A VPC over two zones, with a NAT gateway, and a way out, in each."""

    vpc_id: pulumi.Output[str]
    """The VPC."""
    public_subnet_ids: pulumi.Output[list[str]]
    """Subnets that the internet reaches: for load balancers."""
    private_subnet_ids: pulumi.Output[list[str]]
    """Subnets that reach the internet: for PODs."""
    data_subnet_ids: pulumi.Output[list[str]]
    """Subnets without the internet: for databases."""

    def __init__(
        self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, NetworkArgs)
        super().__init__("pods:index:Network", name, {}, opts)
        self._stem = name
        self._tags: Mapping[str, str] = args.get("tags") or {}
        self._of_this = pulumi.ResourceOptions(parent=self)
        asked = {"cidr_block": DEFAULT_CIDR_BLOCK, **args, "region": region_of_stack(opts)}
        plan = planned(name, plan_network, asked, part="network")
        self.plan = plan
        vpc = aws.ec2.Vpc(
            f"{name}-vpc",
            cidr_block=plan.cidr_block,
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags=self._named("vpc"),
            opts=self._of_this,
        )
        # A security group that nothing uses must allow nothing: ours are all of our own.
        aws.ec2.DefaultSecurityGroup(
            f"{name}-unused", vpc_id=vpc.id, tags=self._named("unused"), opts=self._of_this
        )
        self._vpc_id: pulumi.Output[str] = vpc.id
        public, self._public_way_out = self._public_routes()
        data = self._route_table("data")
        self.zones: dict[str, ZoneSubnets] = {}
        tables = [public.id, data.id]
        for zone in plan.zones:
            self.zones[zone.zone], private = self._zone(zone, public, data)
            tables.append(private)
        place = EndpointPlace(
            name=name,
            plan=plan,
            vpc_id=vpc.id,
            vpc_arn=vpc.arn,
            route_table_ids=tables,
            subnet_ids=[zone.private for zone in self.zones.values()],
            trusted_accounts=args.get("trusted_accounts") or [],
            tags=self._tags,
            opts=self._of_this,
        )
        make_endpoints(place, args.get("interface_endpoints"))
        flow_log(name, vpc.id, plan.flow_log_retention_days, self._tags, self)
        self.vpc_id = vpc.id
        subnets = self.zones.values()
        self.public_subnet_ids = pulumi.Output.all(*(zone.public for zone in subnets))
        self.private_subnet_ids = pulumi.Output.all(*(zone.private for zone in subnets))
        self.data_subnet_ids = pulumi.Output.all(*(zone.data for zone in subnets))
        self.register_outputs(
            {
                "vpc_id": self.vpc_id,
                "public_subnet_ids": self.public_subnet_ids,
                "private_subnet_ids": self.private_subnet_ids,
                "data_subnet_ids": self.data_subnet_ids,
            }
        )

    def _named(self, role: str) -> dict[str, str]:
        return {**self._tags, "Name": f"{self._stem}-{role}"}

    def _route_table(self, role: str) -> aws.ec2.RouteTable:
        return aws.ec2.RouteTable(
            f"{self._stem}-{role}",
            vpc_id=self._vpc_id,
            tags=self._named(role),
            opts=self._of_this,
        )

    def _public_routes(self) -> tuple[aws.ec2.RouteTable, pulumi.Output[str]]:
        gateway = aws.ec2.InternetGateway(
            f"{self._stem}-internet",
            vpc_id=self._vpc_id,
            tags=self._named("internet"),
            opts=self._of_this,
        )
        table = self._route_table("public")
        way_out = aws.ec2.Route(
            f"{self._stem}-public-way-out",
            route_table_id=table.id,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=gateway.id,
            opts=self._of_this,
        )
        return table, way_out.id

    def _subnet(
        self, role: str, zone: ZonePlan, cidr_block: str, table: aws.ec2.RouteTable
    ) -> pulumi.Output[str]:
        """Make a subnet with its route table; the id is known once the table serves it."""
        named = f"{role}-{zone.letter}"
        subnet = aws.ec2.Subnet(
            f"{self._stem}-{named}",
            vpc_id=self._vpc_id,
            cidr_block=cidr_block,
            availability_zone=zone.zone,
            map_public_ip_on_launch=False,
            tags=self._named(named),
            opts=self._of_this,
        )
        association = aws.ec2.RouteTableAssociation(
            f"{self._stem}-{named}",
            subnet_id=subnet.id,
            route_table_id=table.id,
            opts=self._of_this,
        )
        return once(subnet.id, association.id)

    def _zone(
        self, zone: ZonePlan, public: aws.ec2.RouteTable, data: aws.ec2.RouteTable
    ) -> tuple[ZoneSubnets, pulumi.Output[str]]:
        """Make a zone's subnets, and a way out that no other zone has a part in."""
        public_subnet = once(
            self._subnet("public", zone, zone.public, public), self._public_way_out
        )
        role = f"nat-{zone.letter}"
        address = aws.ec2.Eip(
            f"{self._stem}-{role}", domain="vpc", tags=self._named(role), opts=self._of_this
        )
        nat = aws.ec2.NatGateway(
            f"{self._stem}-{role}",
            allocation_id=address.id,
            subnet_id=public_subnet,
            tags=self._named(role),
            opts=self._of_this,
        )
        private = self._route_table(f"private-{zone.letter}")
        way_out = aws.ec2.Route(
            f"{self._stem}-private-{zone.letter}-way-out",
            route_table_id=private.id,
            destination_cidr_block="0.0.0.0/0",
            nat_gateway_id=nat.id,
            opts=self._of_this,
        )
        subnets = ZoneSubnets(
            public=public_subnet,
            private=once(self._subnet("private", zone, zone.private, private), way_out.id),
            data=self._subnet("data", zone, zone.data, data),
        )
        return subnets, private.id
