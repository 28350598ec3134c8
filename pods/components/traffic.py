"""The way into a pair: two entries, and a name that leaves the one whose POD is lost."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.argument_check import check_arguments
from pods.components.arguments import planned
from pods.components.entry import Entry, EntryShape
from pods.components.protection import is_protected
from pods.components.refusals import refuses_plainly
from pods.topology import TrafficPlan, plan_traffic

__all__ = ["Traffic", "TrafficArgs", "TrafficSettings"]


class TrafficSettings(TypedDict):
    """What a product may choose of the way in."""

    certificate_arn: NotRequired[pulumi.Input[str]]
    """Certificate of the domain. With it HTTPS is served, and HTTP redirected. Default: HTTP."""
    zone_id: NotRequired[pulumi.Input[str]]
    """Hosted zone that holds the domain. Default: a public zone is made for the domain."""
    app_port: NotRequired[int]
    """Port on which the application answers HTTP. Default: 8080."""
    health_path: NotRequired[str]
    """Path that answers 200 while the application can serve. Default: /health."""
    check_interval_seconds: NotRequired[int]
    """Seconds between two probes of Route 53: 10 or 30. Default: 10."""
    failure_threshold: NotRequired[int]
    """Failed probes in a row until an entry is held unhealthy. Default: 3."""
    checker_regions: NotRequired[list[str]]
    """Regions that probe, three or more. Default: us-east-1, us-west-2, eu-west-1."""
    primary_weight: NotRequired[int]
    """Weight of the primary POD at the primary entry, 0 to 999. Default: 100."""
    secondary_weight: NotRequired[int]
    """Weight of the secondary POD at the primary entry: above 0 shifts traffic. Default: 0."""


class TrafficArgs(TrafficSettings):
    """Inputs of `Traffic`."""

    domain: str
    """Name under which the service is reached."""
    vpc_id: pulumi.Input[str]
    """VPC of both PODs."""
    vpc_cidr_block: pulumi.Input[str]
    """Addresses of the PODs: the load balancers reach nothing else."""
    subnet_ids: pulumi.Input[list[str]]
    """Public subnets, one in each zone."""
    protect: NotRequired[bool]
    """Refuse to delete the load balancers. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the way in."""


@refuses_plainly
class Traffic(pulumi.ComponentResource):
    """Two load balancers over both zones, and a Route 53 failover pair in front of them."""

    url: pulumi.Output[str]
    """Address of the service."""
    primary_entry: pulumi.Output[str]
    """DNS name of the load balancer that serves the primary POD, and shifts by weight."""
    secondary_entry: pulumi.Output[str]
    """DNS name of the load balancer that serves the secondary POD only."""
    zone_id: pulumi.Output[str]
    """Hosted zone of the domain."""
    target_security_group_id: pulumi.Output[str]
    """Group of the instances that the load balancers may reach."""

    def __init__(
        self, name: str, args: TrafficArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, TrafficArgs)
        super().__init__("pods:index:Traffic", name, {}, opts)
        self._stem = name
        self._tags: Mapping[str, str] = args.get("tags") or {}
        self._of_this = pulumi.ResourceOptions(parent=self)
        certificate = args.get("certificate_arn")
        asked = {**args, "tls": certificate is not None}
        plan = planned(name, plan_traffic, asked, part="traffic")
        self.plan = plan
        front, self.target_security_group_id = self._groups(args, plan)
        shape = EntryShape(
            plan=plan,
            vpc_id=args["vpc_id"],
            subnet_ids=args["subnet_ids"],
            security_group_id=front,
            certificate_arn=certificate,
            protect=is_protected(args.get("protect")),
            tags=self._tags,
        )
        self.primary = Entry.over(
            f"{name}-primary",
            shape,
            {"primary": plan.primary_weight, "shifted": plan.secondary_weight},
            self,
        )
        self.secondary = Entry.over(f"{name}-secondary", shape, {"secondary": 1}, self)
        self.primary_check = self._check("primary", self.primary)
        self.secondary_check = self._check("secondary", self.secondary)
        self.zone_id = self._zone(args)
        self._records(args["domain"])
        self.url = pulumi.Output.from_input(f"{plan.scheme}://{args['domain']}")
        self.primary_entry = self.primary.balancer.dns_name
        self.secondary_entry = self.secondary.balancer.dns_name
        self.register_outputs(
            {
                "url": self.url,
                "primary_entry": self.primary_entry,
                "secondary_entry": self.secondary_entry,
                "zone_id": self.zone_id,
                "target_security_group_id": self.target_security_group_id,
            }
        )

    def _named(self, role: str) -> dict[str, str]:
        return {**self._tags, "Name": f"{self._stem}-{role}"}

    def _groups(
        self, args: TrafficArgs, plan: TrafficPlan
    ) -> tuple[pulumi.Output[str], pulumi.Output[str]]:
        """Make the group of the load balancers, and that of the instances behind them."""
        front, behind = (
            aws.ec2.SecurityGroup(
                f"{self._stem}-{role}",
                description=description,
                vpc_id=args["vpc_id"],
                tags=self._named(role),
                opts=self._of_this,
            )
            for role, description in (
                ("front", "Load balancers of the service"),
                ("instances", "Instances behind the load balancers"),
            )
        )
        for open_port in sorted({80, plan.port}):
            aws.vpc.SecurityGroupIngressRule(
                f"{self._stem}-front-{open_port}",
                security_group_id=front.id,
                description="Users, and the health checkers of Route 53",
                cidr_ipv4="0.0.0.0/0",
                ip_protocol="tcp",
                from_port=open_port,
                to_port=open_port,
                opts=self._of_this,
            )
        aws.vpc.SecurityGroupEgressRule(
            f"{self._stem}-front-app",
            security_group_id=front.id,
            description="The application",
            cidr_ipv4=args["vpc_cidr_block"],
            ip_protocol="tcp",
            from_port=plan.app_port,
            to_port=plan.app_port,
            opts=self._of_this,
        )
        aws.vpc.SecurityGroupIngressRule(
            f"{self._stem}-instances-app",
            security_group_id=behind.id,
            description="The application, from the load balancers only",
            referenced_security_group_id=front.id,
            ip_protocol="tcp",
            from_port=plan.app_port,
            to_port=plan.app_port,
            opts=self._of_this,
        )
        aws.vpc.SecurityGroupEgressRule(
            f"{self._stem}-instances-out",
            security_group_id=behind.id,
            description="Database, AWS services and the internet by way of the zone's NAT gateway",
            cidr_ipv4="0.0.0.0/0",
            ip_protocol="-1",
            opts=self._of_this,
        )
        return front.id, behind.id

    def _check(self, role: str, entry: Entry) -> aws.route53.HealthCheck:
        return aws.route53.HealthCheck(
            f"{self._stem}-{role}",
            type=self.plan.scheme.upper(),
            fqdn=entry.balancer.dns_name,
            port=self.plan.port,
            resource_path=self.plan.health_path,
            request_interval=self.plan.check_interval_seconds,
            failure_threshold=self.plan.failure_threshold,
            regions=list(self.plan.checker_regions),
            enable_sni=True if self.plan.scheme == "https" else None,
            tags=self._named(f"{role}-entry"),
            opts=self._of_this,
        )

    def _zone(self, args: TrafficArgs) -> pulumi.Output[str]:
        given = args.get("zone_id")
        if given is not None:
            return pulumi.Output.from_input(given)
        zone = aws.route53.Zone(
            f"{self._stem}-domain",
            name=args["domain"],
            comment=f"Names of {args['domain']}",
            tags=self._named("domain"),
            opts=self._of_this,
        )
        return zone.zone_id

    def _records(self, domain: str) -> None:
        """Make the failover pair; decision record 0003 says why each judges health as it does."""
        for role, entry, check, follows_targets in (
            # Its load balancer counts as healthy only while every target group is, and one of
            # them is the secondary POD's: the probe of the entry alone decides.
            ("primary", self.primary, self.primary_check, False),
            # One target group: its health is the secondary POD's. No probe, which could fail
            # under the load of taking over and send everybody back to the POD that is lost.
            ("secondary", self.secondary, None, True),
        ):
            aws.route53.Record(
                f"{self._stem}-{role}",
                zone_id=self.zone_id,
                name=domain,
                type="A",
                set_identifier=role,
                failover_routing_policies=[{"type": role.upper()}],
                health_check_id=check.id if check is not None else None,
                aliases=[
                    {
                        "name": entry.balancer.dns_name,
                        "zone_id": entry.balancer.zone_id,
                        "evaluate_target_health": follows_targets,
                    }
                ],
                opts=self._of_this,
            )
