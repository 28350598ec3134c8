"""A product's whole topology: a primary POD, a warm secondary, and what both stand on."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import Any, NotRequired, TypedDict

import pulumi

from pods.components.alerts import Alerts, AlertsSettings
from pods.components.arguments import planned
from pods.components.database import Database, DatabaseSettings
from pods.components.network import Network, NetworkSettings
from pods.components.object_store import ObjectStore, ObjectStoreSettings
from pods.components.pair_alarms import (
    watch_database,
    watch_entries,
    watch_pods,
    watch_snapshots,
)
from pods.components.placement import PlacementArgs, Sites
from pods.components.planned_pair import with_plan
from pods.components.pod import Pod, PodSettings
from pods.components.preflight import refuse_impossible
from pods.components.protection import is_protected
from pods.components.refusals import refuses_plainly
from pods.components.snapshot_schedule import (
    SNAPSHOT_TAG,
    SnapshotSchedule,
    SnapshotScheduleSettings,
)
from pods.components.stack_region import region_of_stack
from pods.components.traffic import Traffic, TrafficSettings
from pods.topology import PodCapacity, plan_capacity, plan_pair

__all__ = ["PodPair", "PodPairArgs"]


class PodPairArgs(TypedDict):
    """Inputs of `PodPair`."""

    domain: str
    """Name under which the service is reached."""
    plan: NotRequired[dict[str, Any]]
    """The continuity plan: the `document` of a `ContinuityPlan`. It gives every figure that is not
    given here. Default: none, and then `owner`, `availability_zones` and `alerts` are required."""
    owner: NotRequired[str]
    """Team that answers for the service."""
    availability_zones: NotRequired[list[str]]
    """Two Availability Zones of the provider's Region."""
    alerts: NotRequired[AlertsSettings]
    """Who is told when something fails."""
    service: NotRequired[str]
    """The service, by its name in the plan and in tags. Default: the name of the pair, or the only
    service that the plan gives a load."""
    tier: NotRequired[int]
    """Continuity tier, 1 (most critical) to 4. Default: 1."""
    primary: NotRequired[PlacementArgs]
    """Place and size of the primary POD."""
    secondary: NotRequired[PlacementArgs]
    """Place and size of the secondary POD."""
    pod: NotRequired[PodSettings]
    """Instances of both PODs."""
    network: NotRequired[NetworkSettings]
    """The network."""
    traffic: NotRequired[TrafficSettings]
    """The way in."""
    database: NotRequired[DatabaseSettings]
    """The database."""
    snapshots: NotRequired[SnapshotScheduleSettings]
    """Copies of the PODs' volumes."""
    object_store: NotRequired[ObjectStoreSettings]
    """The object store."""
    protect: NotRequired[bool]
    """Refuse to delete data and load balancers. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Further tags of everything in the pair."""


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
        for warning in asked.warnings(args):
            pulumi.log.warn(warning, resource=self)
        self._stem, self._args = name, asked.args
        args = self._args
        self._of_this = pulumi.ResourceOptions(parent=self)
        sites = Sites(args.get("primary") or {}, args.get("secondary") or {})
        self.plan = planned(name, plan_pair, {**args, **sites.zones(), "name": name})
        self.capacity = planned(name, plan_capacity, sites.sizes())
        self._tags = {**(args.get("tags") or {}), **self.plan.tags}
        self._guarded = is_protected(args.get("protect"))
        self.alerts = Alerts(
            f"{name}-alerts",
            {"subscriptions": args["alerts"]["subscriptions"], "tags": self._tags},
            self._of_this,
        )
        self.network = self._make_network()
        self.traffic = self._make_traffic()
        self.object_store = self._make_object_store()
        self.database = self._make_database()
        self.primary = self._make_pod("primary", self.plan.primary_zone, self.capacity.primary)
        self.secondary = self._make_pod(
            "secondary", self.plan.secondary_zone, self.capacity.secondary
        )
        self.snapshots = self._make_snapshots()
        self._watch()
        self.url = self.traffic.url
        self.vpc_id = self.network.vpc_id
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

    def _make_network(self) -> Network:
        settings = self._args.get("network") or NetworkSettings()
        return Network(
            f"{self._stem}-network",
            {
                **settings,
                "availability_zones": self._args["availability_zones"],
                "tags": self._tags,
            },
            self._of_this,
        )

    def _make_traffic(self) -> Traffic:
        # Its load balancers carry the pair's own name: AWS allows them 32 characters.
        settings = self._args.get("traffic") or TrafficSettings()
        return Traffic(
            self._stem,
            {
                **settings,
                "domain": self._args["domain"],
                "vpc_id": self.network.vpc_id,
                "vpc_cidr_block": self.network.plan.cidr_block,
                "subnet_ids": self.network.public_subnet_ids,
                "protect": self._guarded,
                "tags": self._tags,
            },
            self._of_this,
        )

    def _make_object_store(self) -> ObjectStore:
        settings = self._args.get("object_store") or ObjectStoreSettings()
        return ObjectStore(
            f"{self._stem}-store",
            {**settings, "protect": self._guarded, "tags": self._tags},
            self._of_this,
        )

    def _make_database(self) -> Database:
        settings = self._args.get("database") or DatabaseSettings()
        return Database(
            f"{self._stem}-database",
            {
                **settings,
                "vpc_id": self.network.vpc_id,
                "subnet_ids": self.network.data_subnet_ids,
                "client_security_group_ids": [self.traffic.target_security_group_id],
                "protect": self._guarded,
                "tags": self._tags,
            },
            self._of_this,
        )

    def _make_pod(self, role: str, zone: str, capacity: PodCapacity) -> Pod:
        """Make a POD; the secondary is in a group of each entry, so that weights can reach it."""
        settings = self._args.get("pod") or PodSettings()
        groups = {
            "primary": [self.traffic.primary.target_group_arns["primary"]],
            "secondary": [
                self.traffic.secondary.target_group_arns["secondary"],
                self.traffic.primary.target_group_arns["shifted"],
            ],
        }
        return Pod(
            f"{self._stem}-{role}",
            {
                **settings,
                "role": role,
                "availability_zone": zone,
                "subnet_id": self.network.zones[zone].private,
                "security_group_ids": [self.traffic.target_security_group_id],
                "target_group_arns": [*groups[role]],
                "running": capacity.running,
                "maximum": capacity.maximum,
                "warm": capacity.warm,
                "reserved": capacity.reserved,
                "secret_arn": self.database.secret_arn,
                "bucket_arn": self.object_store.bucket_arn,
                "tags": {**self._tags, SNAPSHOT_TAG: self._stem},
            },
            self._of_this,
        )

    def _make_snapshots(self) -> SnapshotSchedule:
        settings = self._args.get("snapshots") or SnapshotScheduleSettings()
        return SnapshotSchedule(
            f"{self._stem}-snapshots",
            {**settings, "target": self._stem, "tags": self._tags},
            self._of_this,
        )

    def _watch(self) -> None:
        pods = {"primary": self.primary, "secondary": self.secondary}
        watch_pods(self._stem, self.traffic, pods, self.alerts, self._tags)
        watch_entries(
            self._stem,
            self.traffic,
            self._args["alerts"],
            self.alerts,
            region=self.plan.region,
            tags=self._tags,
        )
        watch_database(self._stem, self.database, self.alerts, self._tags)
        watch_snapshots(self._stem, self.snapshots, self.alerts, self._tags)
