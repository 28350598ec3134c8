"""A dashboard of a service, with the objectives of its capabilities as lines."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import json
import re
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments, named
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.regions.stack import region_of_stack
from pods.errors import Problem, TopologyError
from pods.topology import DashboardSources, dashboard_body, plan_dashboard

__all__ = ["CapabilityArgs", "Dashboard", "DashboardArgs", "DashboardSettings"]

_NO_REGION = Problem(
    "region",
    "missing",
    "the stack has no aws:region that it could be taken from",
    'Add "region", the one of the load balancers.',
)
# CloudWatch allows these in the name of a dashboard, and stacks more.
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]")


class CapabilityArgs(TypedDict):
    """A capability, with its objectives."""

    name: str
    """The capability, as people call it."""
    rto_minutes: float
    """Longest time for which it may be gone."""
    rpo_minutes: NotRequired[float]
    """Longest span of work that it may lose. Default: no line is drawn."""


class DashboardSettings(TypedDict):
    """What a product chooses of its dashboard."""

    capabilities: list[CapabilityArgs]
    """Capabilities of the service, at most 20."""


class DashboardArgs(DashboardSettings):
    """Inputs of `Dashboard`."""

    region: NotRequired[str]
    """Region of the load balancers. Default: the stack's."""
    alarm_arns: NotRequired[pulumi.Input[list[pulumi.Input[str]]]]
    """Alarms of the service, of any Region; the first hundred are shown."""
    health_check_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """Route 53's checks, by the entry that each probes."""
    load_balancers: NotRequired[dict[str, pulumi.Input[str]]]
    """Suffixes of the load balancers' ARNs, by entry."""
    canaries: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Names of canaries, by Region: the `canaries` of `Probes`."""
    replicas: NotRequired[dict[str, pulumi.Input[str]]]
    """Identifiers of read replicas, by Region."""


@refuses_plainly
class Dashboard(pulumi.ComponentResource):
    """One page on a service: what it promises, what is alarmed, and what is measured."""

    dashboard_name: pulumi.Output[str]
    """Name of the dashboard."""

    def __init__(
        self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, DashboardArgs)
        region = args.get("region") or region_of_stack(opts)
        if region is None:
            raise TopologyError(*named(name, [_NO_REGION]))
        self.plan = planned(name, plan_dashboard, args)
        super().__init__("pods:index:Dashboard", name, {}, opts)
        measured: dict[str, Any] = {
            "alarms": args.get("alarm_arns") or [],
            "health_checks": args.get("health_check_ids") or {},
            "load_balancers": args.get("load_balancers") or {},
            "canaries": args.get("canaries") or {},
            "replicas": args.get("replicas") or {},
        }
        body = pulumi.Output.all(**measured).apply(
            lambda known: json.dumps(
                dashboard_body(name, self.plan, DashboardSources(region=region, **known)),
                sort_keys=True,
            )
        )
        made = aws.cloudwatch.Dashboard(
            f"{name}-dashboard",
            # AWS takes a second dashboard of a name for a change of the first: the stack is in it.
            dashboard_name=_NOT_IN_A_NAME.sub("-", f"{name}-{pulumi.get_stack()}"),
            dashboard_body=body,
            region=args.get("region"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.dashboard_name = made.dashboard_name
        self.register_outputs({"dashboard_name": self.dashboard_name})
