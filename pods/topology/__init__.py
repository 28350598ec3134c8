"""Planning without Pulumi: plain values in, frozen plans out, every problem at once."""

from pods.topology.alerting import SLOWEST_ALARM_SECONDS, AlarmTiming, plan_alarm, plan_channels
from pods.topology.capacity import (
    PairCapacity,
    PodCapacity,
    capacity_per_zone,
    plan_capacity,
    plan_pod_capacity,
)
from pods.topology.database import DatabasePlan, plan_database
from pods.topology.machines import PodPlan, architecture_of, plan_pod
from pods.topology.network import NetworkPlan, ZonePlan, plan_network
from pods.topology.objects import ObjectStorePlan, plan_object_store
from pods.topology.pair import PairPlan, plan_pair
from pods.topology.snapshots import SnapshotPlan, plan_snapshot_schedule
from pods.topology.traffic import CHECKER_REGIONS, TrafficPlan, plan_traffic
from pods.topology.zones import PAIR_ZONES, region_of, zone_problems

__all__ = [
    "CHECKER_REGIONS",
    "PAIR_ZONES",
    "SLOWEST_ALARM_SECONDS",
    "AlarmTiming",
    "DatabasePlan",
    "NetworkPlan",
    "ObjectStorePlan",
    "PairCapacity",
    "PairPlan",
    "PodCapacity",
    "PodPlan",
    "SnapshotPlan",
    "TrafficPlan",
    "ZonePlan",
    "architecture_of",
    "capacity_per_zone",
    "plan_alarm",
    "plan_capacity",
    "plan_channels",
    "plan_database",
    "plan_network",
    "plan_object_store",
    "plan_pair",
    "plan_pod",
    "plan_pod_capacity",
    "plan_snapshot_schedule",
    "plan_traffic",
    "region_of",
    "zone_problems",
]
