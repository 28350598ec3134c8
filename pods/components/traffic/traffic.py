"""The way into a pair: two entries, and a name that leaves the one whose POD is lost."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.ordering import once
from pods.components.protection import is_protected
from pods.components.traffic.autoshift import AutoshiftArgs, shift_by_itself
from pods.components.traffic.entry import Entry, EntryShape
from pods.components.traffic.failover_pair import failover_pair, probe
from pods.components.traffic.security_groups import SecurityGroups
from pods.topology import plan_traffic

__all__ = ["AutoshiftArgs", "Traffic", "TrafficArgs", "TrafficSettings"]


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
    keep_alive_seconds: NotRequired[int]
    """Seconds after which a client's connection ends, 60 or more. Default: 300."""
    deregistration_seconds: NotRequired[int]
    """Seconds for which requests of a target that is taken out may still run. Default: 30."""
    redirect_budget_seconds: NotRequired[int]
    """Seconds within which the slowest client has left a lost POD; more is refused. Probes, time
    to live, deregistration and keep-alive add up to it. Default: 900."""
    zonal_autoshift: NotRequired[AutoshiftArgs]
    """Let AWS shift an impaired zone out of both entries by itself. Default: a person shifts."""


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
    target_type: NotRequired[str]
    """What is registered: `instance` for a `Pod`, `ip` for a `ContainerPod`. Default: instance."""
    record_name: NotRequired[str]
    """Name of the failover pair, at or below the domain, where the domain itself is to follow
    health across Regions. Default: the domain."""
    protect: NotRequired[bool]
    """Refuse to delete the load balancers and the zone that is made for the domain. Default: the
    stack's pods:protect, else true."""
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
    """Hosted zone of the domain, known once the failover pair is there for an alias to lead to."""
    record_name: pulumi.Output[str]
    """Name of the failover pair: the domain, or what was asked for."""
    health_check_ids: pulumi.Output[list[str]]
    """Probes of the primary and of the secondary entry."""
    target_security_group_id: pulumi.Output[str]
    """Group of the instances that the load balancers may reach."""

    def __init__(
        self, name: str, args: TrafficArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, TrafficArgs)
        super().__init__("pods:index:Traffic", name, {}, opts)
        self._stem = name
        self._tags: Mapping[str, str] = args.get("tags") or {}
        certificate = args.get("certificate_arn")
        asked = {**args, "tls": certificate is not None}
        plan = planned(name, plan_traffic, asked, part="traffic")
        self.plan = plan
        network = (args["vpc_id"], args["vpc_cidr_block"])
        groups = SecurityGroups.of(name, plan, network, self._tags, self)
        self.target_security_group_id = groups.behind_id
        shape = EntryShape(
            plan=plan,
            vpc_id=args["vpc_id"],
            subnet_ids=args["subnet_ids"],
            security_group_id=groups.front_id,
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
        self._shift(args.get("zonal_autoshift"))
        self.primary_check, self.secondary_check = (
            probe(f"{name}-{role}", plan, entry, self._tags, self)
            for role, entry in (("primary", self.primary), ("secondary", self.secondary))
        )
        zone_id = self._zone(args)
        record_name = args.get("record_name") or args["domain"]
        entries = ((self.primary, self.primary_check), self.secondary)
        records = failover_pair(name, zone_id, record_name, entries, self)
        self.zone_id = once(zone_id, *(each.id for each in records))
        self.url = pulumi.Output.from_input(f"{plan.scheme}://{args['domain']}")
        self.record_name = pulumi.Output.from_input(record_name)
        checks = pulumi.Output.all(self.primary_check.id, self.secondary_check.id)
        self.health_check_ids = checks.apply(lambda ids: [*ids])
        self.primary_entry = self.primary.balancer.dns_name
        self.secondary_entry = self.secondary.balancer.dns_name
        self.register_outputs(
            {
                "url": self.url,
                "primary_entry": self.primary_entry,
                "secondary_entry": self.secondary_entry,
                "zone_id": self.zone_id,
                "record_name": self.record_name,
                "health_check_ids": self.health_check_ids,
                "target_security_group_id": self.target_security_group_id,
            }
        )

    def _shift(self, asked: AutoshiftArgs | None) -> None:
        if asked is not None:
            for role, entry in (("primary", self.primary), ("secondary", self.secondary)):
                shift_by_itself(f"{self._stem}-{role}", entry, asked, self)

    def _zone(self, args: TrafficArgs) -> pulumi.Output[str]:
        given = args.get("zone_id")
        if given is not None:
            return pulumi.Output.from_input(given)
        zone = aws.route53.Zone(
            f"{self._stem}-domain",
            name=args["domain"],
            comment=f"Names of {args['domain']}",
            tags={**self._tags, "Name": f"{self._stem}-domain"},
            # Its name servers are what a registrar was told, and no other zone has them again.
            opts=pulumi.ResourceOptions(
                parent=self, protect=is_protected(args.get("protect")) or None
            ),
        )
        return zone.zone_id
