"""Another Region, ready to serve when the home Region is gone."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import Any

import pulumi

from pods.components.arguments.check import check_arguments
from pods.components.arguments.refusals import refuses_plainly
from pods.components.backup import SnapshotSchedule
from pods.components.identity import account_of, partition_of
from pods.components.monitoring import Alerts
from pods.components.network import Network
from pods.components.protection import is_protected
from pods.components.recovery.args import RecoveryRegionArgs
from pods.components.recovery.database import (
    AwayDatabase,
    environment_in_region,
    make_recovery_database,
    secret_in_region,
)
from pods.components.recovery.image_copy import image_in_region
from pods.components.recovery.key import recovery_key, recovery_key_policy
from pods.components.recovery.preflight import planned_recovery
from pods.components.recovery.standby import Standby, standby_pods
from pods.components.recovery.watch import watch_recovery
from pods.components.regions.transformation import in_region
from pods.components.traffic.entry import Entry, EntryShape
from pods.components.traffic.failover_pair import probe
from pods.components.traffic.security_groups import SecurityGroups
from pods.topology import plan_pod

__all__ = ["RecoveryRegion"]


@refuses_plainly
class RecoveryRegion(pulumi.ComponentResource):
    """Network, key, entry, PODs and alerts in a second Region: dormant, or running a share.

    Nothing in it needs the home Region once it stands.
    """

    entry_dns_name: pulumi.Output[str]
    """DNS name of the entry."""
    entry_zone_id: pulumi.Output[str]
    """Hosted zone of that name, which is AWS's."""
    health_check_id: pulumi.Output[str]
    """Route 53's probe of the entry: unhealthy while the Region is dormant."""
    vpc_id: pulumi.Output[str]
    """VPC of the Region."""
    key_arn: pulumi.Output[str]
    """Key that images and data there are encrypted with."""
    alert_topic_arn: pulumi.Output[str]
    """Topic of the Region that people are told through."""
    database_endpoint: pulumi.Output[str]
    """Host and port of the database there, writable once it has taken over; empty without one."""
    database_identifier: pulumi.Output[str]
    """Identifier of that instance or cluster, to be promoted; empty without one."""
    pod_names: pulumi.Output[list[str]]
    """Auto Scaling groups, or ECS services, of the primary and of the secondary POD."""
    target_security_group_id: pulumi.Output[str]
    """Group of the instances: the one client of a database there."""

    def __init__(
        self, name: str, args: RecoveryRegionArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, RecoveryRegionArgs)
        self.plan, self.traffic_plan = planned_recovery(name, args)
        placed = in_region(self.plan.region, opts or pulumi.ResourceOptions())
        super().__init__("pods:index:RecoveryRegion", name, {}, placed)
        self._name, self._stem, self._args = name, f"{name}-recovery", args
        self._tags = args.get("tags") or {}
        self._guarded = is_protected(args.get("protect"))
        self._of_this = pulumi.ResourceOptions(parent=self)
        alerts: Any = {**args["alerts"], "tags": self._tags}
        self.alerts = Alerts(f"{self._stem}-alerts", alerts, self._of_this)
        self.network = self._make_network()
        self.key = self._make_key()
        self.entry = self._make_entry()
        self.database = self._make_database()
        self.pods = self._make_pods()
        self._make_snapshots()
        capacities = {"primary": self.plan.primary, "secondary": self.plan.secondary}
        watch_recovery(self._stem, self.entry, capacities, self.alerts, self._tags)
        self._show()

    def _show(self) -> None:
        """Give every output its value."""
        check = probe(self._stem, self.traffic_plan, self.entry, self._tags, self)
        self.entry_dns_name = self.entry.balancer.dns_name
        self.entry_zone_id = self.entry.balancer.zone_id
        self.health_check_id = check.id
        self.vpc_id = self.network.vpc_id
        self.key_arn = self.key.arn
        self.alert_topic_arn = self.alerts.topic_arn
        rows = self.database
        nothing = pulumi.Output.from_input("")
        self.database_endpoint = rows.endpoint if rows else nothing
        self.database_identifier = rows.identifier if rows else nothing
        self.pod_names = pulumi.Output.all(*(each.name for each in self.pods.values()))
        outputs = (
            *("entry_dns_name", "entry_zone_id", "health_check_id", "vpc_id", "key_arn"),
            *("alert_topic_arn", "database_endpoint", "database_identifier", "pod_names"),
            "target_security_group_id",
        )
        self.register_outputs({each: getattr(self, each) for each in outputs})

    def _make_network(self) -> Network:
        args: Any = {
            "availability_zones": [*self.plan.availability_zones],
            "cidr_block": self.plan.cidr_block,
            "interface_endpoints": self._args.get("interface_endpoints"),
            "tags": self._tags,
        }
        return Network(f"{self._stem}-network", args, self._of_this)

    def _make_key(self) -> Any:
        topic_arn = self.alerts.topic_arn
        policy = pulumi.Output.all(partition_of(topic_arn), account_of(topic_arn)).apply(
            lambda known: recovery_key_policy(*known)
        )
        kept = pulumi.ResourceOptions(parent=self, protect=self._guarded or None)
        given = self._args.get("primary_key_arn")
        return recovery_key(self._stem, given, policy, self._tags, kept)

    def _make_entry(self) -> Entry:
        """Make one entry over both PODs: who fails there is left to its health checks."""
        place = (self.network.vpc_id, self.network.plan.cidr_block)
        groups = SecurityGroups.of(self._stem, self.traffic_plan, place, self._tags, self)
        self.target_security_group_id = groups.behind_id
        shape = EntryShape(
            plan=self.traffic_plan,
            vpc_id=self.network.vpc_id,
            subnet_ids=self.network.public_subnet_ids,
            security_group_id=groups.front_id,
            certificate_arn=self._args.get("certificate_arn"),
            protect=self._guarded,
            tags=self._tags,
        )
        # The load balancer's name has the pair's and no more: AWS allows it 32 letters.
        return Entry.over(self._stem, shape, {"primary": 1, "secondary": 1}, self)

    def _make_database(self) -> AwayDatabase | None:
        place = {
            "vpc_id": self.network.vpc_id,
            "subnet_ids": self.network.data_subnet_ids,
            "availability_zones": [*self.plan.availability_zones],
            "client_security_group_ids": [self.target_security_group_id],
            "protect": self._guarded,
            "tags": self._tags,
        }
        name = f"{self._stem}-database"
        return make_recovery_database(name, self._args.get("database"), place, self._of_this)

    def _make_snapshots(self) -> None:
        """Copy the volumes there on the home's schedule: once it serves, they are the data."""
        if self._args.get("containers"):
            return
        schedule: Any = {
            **(self._args.get("snapshots") or {}),
            "target": self._stem,
            "tags": self._tags,
        }
        SnapshotSchedule(f"{self._stem}-snapshots", schedule, self._of_this)

    def _make_pods(self) -> dict[str, Standby]:
        args, pod = self._args, self._args.get("pod") or {}
        secret = secret_in_region(args, self.database)
        image = image_in_region(
            self._stem,
            self.plan.image,
            args["home_region"],
            key_arn=self.key.arn,
            instance_type=plan_pod(role="primary", **_type_of(pod)).instance_type,
            tags=self._tags,
            opts=self._of_this,
        )
        return standby_pods(
            self._stem,
            self.plan,
            args,
            image,
            private_subnet_ids={zone: each.private for zone, each in self.network.zones.items()},
            security_group_id=self.target_security_group_id,
            secret=secret,
            environment=environment_in_region(args, self.database, secret),
            target_group_arns=self.entry.target_group_arns,
            opts=self._of_this,
        )


def _type_of(pod: Any) -> dict[str, Any]:
    given = pod.get("instance_type")
    return {"instance_type": given} if given else {}
