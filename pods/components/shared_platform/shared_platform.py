"""What several products stand on together: one network, its alerts, and what limits them all."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Callable, Mapping
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import refuse_unplannable
from pods.components.arguments.refusals import refuses_plainly
from pods.components.monitoring.alerts import Alerts, AlertsSettings, channels_of
from pods.components.network.network import DEFAULT_CIDR_BLOCK, Network, NetworkSettings
from pods.components.regions.stack import region_of_stack
from pods.components.security import (
    IsolationSwitch,
    IsolationSwitchSettings,
    WorkloadBoundary,
    WorkloadBoundarySettings,
)
from pods.components.shared_platform.args import PlatformArgs
from pods.topology import plan_boundary, plan_channels, plan_isolation, plan_network
from pods.topology.tagging import further_tags

__all__ = ["Platform", "PlatformSettings"]


class PlatformSettings(TypedDict):
    """Inputs of `Platform`."""

    availability_zones: list[str]
    """Two Availability Zones of the provider's Region, of every product."""
    alerts: AlertsSettings
    """Who is told when something fails that the products share."""
    network: NotRequired[NetworkSettings]
    """The network."""
    boundary: NotRequired[WorkloadBoundarySettings]
    """What no workload may do."""
    isolation: NotRequired[IsolationSwitchSettings]
    """Who takes evidence after a compromise."""
    domain: NotRequired[str]
    """Domain of the products' names, for which a public hosted zone is made. Default: none, and
    each product makes a zone of its own."""
    owner: NotRequired[str]
    """Team that answers for the platform. Default: nobody is named."""
    tags: NotRequired[dict[str, str]]
    """Further tags of everything in the platform."""


@refuses_plainly
class Platform(pulumi.ComponentResource):
    """A network over two zones, a topic for alerts, a boundary and an isolation, for products."""

    vpc_id: pulumi.Output[str]
    """VPC of every product."""
    vpc_cidr_block: pulumi.Output[str]
    """Addresses of the VPC."""
    public_subnet_ids: pulumi.Output[list[str]]
    """Subnets that the internet reaches, one in each zone."""
    private_subnet_ids: pulumi.Output[dict[str, str]]
    """Subnets of the PODs, by the name of their zone."""
    data_subnet_ids: pulumi.Output[list[str]]
    """Subnets without the internet, one in each zone."""
    alert_topic_arn: pulumi.Output[str]
    """Topic that people are told through."""
    permissions_boundary_arn: pulumi.Output[str]
    """Permissions boundary of every workload role."""
    zone_id: pulumi.Output[str] | None
    """Hosted zone of the products' names; none without a domain."""
    network_acl_id: pulumi.Output[str]
    """Network ACL that denies everything, for an isolation."""
    security_group_id: pulumi.Output[str]
    """Security group without rules, for an isolation."""

    def __init__(
        self, name: str, args: PlatformSettings, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, PlatformSettings)
        _refuse_impossible(name, args, region_of_stack(opts))
        super().__init__("pods:index:Platform", name, {}, opts)
        of_this = pulumi.ResourceOptions(parent=self)
        tags = _tags(args)
        network = Network(
            f"{name}-network",
            {
                **(args.get("network") or NetworkSettings()),
                "availability_zones": args["availability_zones"],
                "tags": tags,
            },
            of_this,
        )
        told: Any = {**args["alerts"], "tags": tags}
        alerts = Alerts(f"{name}-alerts", told, of_this)
        boundary = WorkloadBoundary(
            f"{name}-workloads",
            {**(args.get("boundary") or WorkloadBoundarySettings()), "tags": tags},
            of_this,
        )
        isolation = IsolationSwitch(
            f"{name}-isolation",
            {
                **(args.get("isolation") or IsolationSwitchSettings()),
                "vpc_id": network.vpc_id,
                "tags": tags,
            },
            of_this,
        )
        self._zones = {zone: each.private for zone, each in network.zones.items()}
        self.vpc_id = network.vpc_id
        self.vpc_cidr_block = pulumi.Output.from_input(network.plan.cidr_block)
        self.public_subnet_ids = network.public_subnet_ids
        self.private_subnet_ids = pulumi.Output.all(**self._zones).apply(dict)
        self.data_subnet_ids = network.data_subnet_ids
        self.alert_topic_arn = alerts.topic_arn
        self.permissions_boundary_arn = boundary.policy_arn
        self.zone_id = _zone(name, args.get("domain"), tags, of_this)
        self.network_acl_id = isolation.network_acl_id
        self.security_group_id = isolation.security_group_id
        self.register_outputs(
            {
                **self.outputs,
                "network_acl_id": self.network_acl_id,
                "security_group_id": self.security_group_id,
            }
        )

    @property
    def outputs(self) -> PlatformArgs:
        """What a product takes: to hand over in this program, or to export for another."""
        # Zone by zone: in this program, what stands in one subnet waits for that one alone.
        by_zone: Any = self._zones
        outputs = PlatformArgs(
            vpc_id=self.vpc_id,
            vpc_cidr_block=self.vpc_cidr_block,
            public_subnet_ids=self.public_subnet_ids,
            private_subnet_ids=by_zone,
            data_subnet_ids=self.data_subnet_ids,
            alert_topic_arn=self.alert_topic_arn,
            permissions_boundary_arn=self.permissions_boundary_arn,
        )
        return outputs if self.zone_id is None else {**outputs, "zone_id": self.zone_id}


def _refuse_impossible(name: str, args: Mapping[str, Any], region: str | None) -> None:
    """Raise `TopologyError` with what every part of the platform would refuse."""
    network = {"cidr_block": DEFAULT_CIDR_BLOCK, **(args.get("network") or {})}
    zones = {"availability_zones": args["availability_zones"], "region": region}
    asked: list[tuple[Callable[..., object], Mapping[str, Any]]] = [
        (plan_network, {**network, **zones}),
        (plan_channels, channels_of(args["alerts"]["subscriptions"])),
        (plan_boundary, args.get("boundary") or {}),
        (plan_isolation, args.get("isolation") or {}),
        (further_tags, args),
    ]
    refuse_unplannable(name, asked)


def _tags(args: PlatformSettings) -> dict[str, str]:
    owner = args.get("owner")
    return {**(args.get("tags") or {}), **({"pods:owner": owner} if owner else {})}


def _zone(
    name: str, domain: str | None, tags: Mapping[str, str], opts: pulumi.ResourceOptions
) -> pulumi.Output[str] | None:
    if domain is None:
        return None
    zone = aws.route53.Zone(
        f"{name}-domain",
        name=domain,
        comment=f"Names of the products under {domain}",
        tags={**tags, "Name": f"{name}-domain"},
        opts=opts,
    )
    return zone.zone_id
