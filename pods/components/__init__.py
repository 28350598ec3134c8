"""The components: one a file, each of the Pulumi type `pods:index:<Name>`."""

from pods.components.alerts import Alerts, AlertsArgs, AlertsSettings, SubscriptionArgs
from pods.components.continuity_plan import ContinuityPlan, ContinuityPlanArgs
from pods.components.database import Database, DatabaseArgs, DatabaseSettings
from pods.components.network import Network, NetworkArgs, NetworkSettings
from pods.components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSettings
from pods.components.placement import PlacementArgs
from pods.components.platform_args import PlatformArgs, platform_of, private_subnet_of
from pods.components.pod import Pod, PodArgs, PodSettings
from pods.components.pod_pair import PodPair, PodPairArgs
from pods.components.snapshot_schedule import (
    SnapshotSchedule,
    SnapshotScheduleArgs,
    SnapshotScheduleSettings,
)
from pods.components.traffic import Traffic, TrafficArgs, TrafficSettings

__all__ = [
    "Alerts",
    "AlertsArgs",
    "AlertsSettings",
    "ContinuityPlan",
    "ContinuityPlanArgs",
    "Database",
    "DatabaseArgs",
    "DatabaseSettings",
    "Network",
    "NetworkArgs",
    "NetworkSettings",
    "ObjectStore",
    "ObjectStoreArgs",
    "ObjectStoreSettings",
    "PlacementArgs",
    "PlatformArgs",
    "Pod",
    "PodArgs",
    "PodPair",
    "PodPairArgs",
    "PodSettings",
    "SnapshotSchedule",
    "SnapshotScheduleArgs",
    "SnapshotScheduleSettings",
    "SubscriptionArgs",
    "Traffic",
    "TrafficArgs",
    "TrafficSettings",
    "platform_of",
    "private_subnet_of",
]
