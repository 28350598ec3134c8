"""A product's whole topology: a primary POD, a warm secondary, and what both stand on."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import pulumi

from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.pod_pair.args import PodPairArgs
from pods.components.pod_pair.away import make_failover, make_page, make_recovery
from pods.components.pod_pair.consistency import consistency_warnings
from pods.components.pod_pair.data import make_backups, make_data
from pods.components.pod_pair.denials import deny_harm_to_copies
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.ground import ground_of
from pods.components.pod_pair.placement import Sites
from pods.components.pod_pair.planned import with_plan
from pods.components.pod_pair.preflight import refuse_impossible
from pods.components.pod_pair.serving import make_pods, make_traffic
from pods.components.pod_pair.watching import (
    make_alerts,
    make_dashboard,
    make_probes,
    watch,
    watch_copies,
)
from pods.components.protection import is_protected
from pods.components.regions.stack import region_of_stack
from pods.topology import plan_capacity, plan_pair

__all__ = ["PodPair"]


@refuses_plainly
class PodPair(pulumi.ComponentResource):
    """A primary and a warm secondary POD in two zones, over one Multi-AZ database."""

    url: pulumi.Output[str]
    """Address of the service."""
    vpc_id: pulumi.Output[str]
    """VPC of both PODs."""
    primary_entry: pulumi.Output[str]
    """DNS name of the primary entry."""
    secondary_entry: pulumi.Output[str]
    """DNS name of the secondary entry."""
    database_endpoint: pulumi.Output[str]
    """Host and port of the database."""
    bucket: pulumi.Output[str]
    """Name of the bucket."""
    alert_topic_arn: pulumi.Output[str]
    """Topic that people are told through."""

    def __init__(
        self, name: str, args: PodPairArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        asked = with_plan(name, args, PodPairArgs)
        refuse_impossible(name, asked.args, region_of_stack(opts))
        super().__init__("pods:index:PodPair", name, {}, opts)
        for warning in (*asked.warnings(args), *map(str, consistency_warnings(asked.args))):
            pulumi.log.warn(warning, resource=self)
        frame = _frame(name, asked.args, pulumi.ResourceOptions(parent=self))
        self.plan, self.capacity = frame.plan, frame.capacity
        self.alerts = make_alerts(frame)
        ground = ground_of(frame)
        self.traffic = make_traffic(frame, ground)
        data = make_data(frame, ground, self.traffic)
        self.database, self.object_store = data.database, data.object_store
        self.snapshots = data.snapshots
        self.backups = make_backups(frame, ground, data, self.alerts.topic_arn)
        pods = make_pods(frame, ground, self.traffic, data)
        self.primary, self.secondary = pods["primary"], pods["secondary"]
        self.recovery = make_recovery(frame, ground, data)
        away = [each.pod for each in self.recovery.pods.values()] if self.recovery else []
        deny_harm_to_copies(frame, [*pods.values(), *away])
        self.names = make_failover(frame, self.traffic, self.recovery, make_page(frame))
        self.probes = make_probes(frame, self.traffic, self.alerts, self.recovery)
        alarms = watch(frame, self.alerts, self.traffic, pods, data)
        watch_copies(frame, self.alerts, data, self.backups, self.recovery)
        make_dashboard(frame, self.traffic, alarms, self.probes)
        self.url = self.traffic.url
        self.vpc_id = pulumi.Output.from_input(ground.vpc_id)
        self.primary_entry = self.traffic.primary_entry
        self.secondary_entry = self.traffic.secondary_entry
        self.database_endpoint = self.database.endpoint
        self.bucket = self.object_store.bucket
        self.alert_topic_arn = self.alerts.topic_arn
        self.register_outputs(
            {
                "url": self.url,
                "vpc_id": self.vpc_id,
                "primary_entry": self.primary_entry,
                "secondary_entry": self.secondary_entry,
                "database_endpoint": self.database_endpoint,
                "bucket": self.bucket,
                "alert_topic_arn": self.alert_topic_arn,
            }
        )


def _frame(name: str, args: PodPairArgs, opts: pulumi.ResourceOptions) -> Frame:
    sites = Sites(args.get("primary") or {}, args.get("secondary") or {})
    plan = planned(name, plan_pair, {**args, **sites.zones(), "name": name})
    return Frame(
        name=name,
        args=args,
        plan=plan,
        capacity=planned(name, plan_capacity, sites.sizes()),
        tags={**(args.get("tags") or {}), **plan.tags},
        guarded=is_protected(args.get("protect")),
        opts=opts,
    )
