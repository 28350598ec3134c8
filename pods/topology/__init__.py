"""Planning without Pulumi: plain values in, frozen plans out, every problem at once."""

from pods.topology.backup.backups import BACKED_UP_TYPES, BackupsPlan, plan_backups
from pods.topology.backup.export_reader import ExportReaderPlan, plan_export_reader
from pods.topology.backup.restore_testing import RestoreTestsPlan, plan_restore_tests
from pods.topology.backup.snapshot_schedule import SnapshotPlan, plan_snapshot_schedule
from pods.topology.containers.image_repository import (
    ImageReplicationPlan,
    ImageRepositoryPlan,
    plan_image_replication,
    plan_image_repository,
)
from pods.topology.containers.pod import (
    ContainerPlan,
    container_capacity,
    plan_container_capacity,
    plan_container_pod,
)
from pods.topology.database.database import DatabasePlan, plan_database
from pods.topology.database.replica import plan_database_replica
from pods.topology.degradation.deferral_queue import (
    QueuePlan,
    plan_queue,
)
from pods.topology.degradation.switches import (
    SWITCHES,
    SwitchesPlan,
    plan_switches,
)
from pods.topology.monitoring.alerts import (
    SLOWEST_ALARM_SECONDS,
    AlarmTiming,
    plan_alarm,
    plan_channels,
    plan_daily_test,
)
from pods.topology.monitoring.dashboard import (
    CapabilityPlan,
    DashboardPlan,
    DashboardSources,
    dashboard_body,
    plan_dashboard,
)
from pods.topology.monitoring.detection import DetectionPath, detection_paths
from pods.topology.network.endpoints import (
    CONTAINER_ENDPOINTS,
    GATEWAY_ENDPOINTS,
    INTERFACE_ENDPOINTS,
    account_problems,
    endpoint_policy,
)
from pods.topology.network.network import NetworkPlan, ZonePlan, plan_network
from pods.topology.object_store.locks import (
    LockPlan,
)
from pods.topology.object_store.store import (
    REPLICATION_MINUTES,
    ObjectStorePlan,
    ReplicaPlan,
    plan_object_store,
)
from pods.topology.object_store.undelete import (
    ObjectVersion,
    UndeletePlan,
    object_versions,
    plan_undelete,
)
from pods.topology.pod.capacity import (
    PairCapacity,
    PodCapacity,
    capacity_per_zone,
    plan_capacity,
    plan_pod_capacity,
)
from pods.topology.pod.pod import PodPlan, architecture_of, plan_pod
from pods.topology.pod_fleet.fleet import FleetPlan, Move, plan_fleet
from pods.topology.pod_fleet.problems import PairShare
from pods.topology.pod_pair import PairPlan, plan_pair
from pods.topology.probes import PROBE_REGIONS, ProbesPlan, plan_probes
from pods.topology.recovery.image_copy import ImagePlan
from pods.topology.recovery.rebuild import (
    CheckState,
    Measured,
    RebuildCheck,
    RebuildNeeds,
    RebuildPlan,
)
from pods.topology.recovery.rebuild_checks import plan_rebuild
from pods.topology.recovery.region import RecoveryPlan, plan_recovery_region
from pods.topology.recovery.regional_failover import (
    FailoverRecord,
    RegionalFailoverPlan,
    plan_regional_failover,
)
from pods.topology.recovery.shared_secrets import SharedSecretsPlan, plan_shared_secrets
from pods.topology.recovery.static_page import PAGE_KEY, StaticPagePlan, plan_static_page
from pods.topology.regions.zones import PAIR_ZONES, region_of, zone_problems
from pods.topology.security.isolation_switch import IsolationPlan, plan_isolation
from pods.topology.security.workload_boundary import (
    DENIED_ACTIONS,
    LONGEST_POLICY,
    BoundaryPlan,
    plan_boundary,
    plan_denials,
)
from pods.topology.tagging import MOST_TAGS, SCHEME, plan_tags, tag_problems
from pods.topology.traffic.certificate import CertificatePlan, plan_certificate
from pods.topology.traffic.traffic import CHECKER_REGIONS, TrafficPlan, plan_traffic

__all__ = [
    "BACKED_UP_TYPES",
    "CHECKER_REGIONS",
    "CONTAINER_ENDPOINTS",
    "DENIED_ACTIONS",
    "GATEWAY_ENDPOINTS",
    "INTERFACE_ENDPOINTS",
    "LONGEST_POLICY",
    "MOST_TAGS",
    "PAGE_KEY",
    "PAIR_ZONES",
    "PROBE_REGIONS",
    "REPLICATION_MINUTES",
    "SCHEME",
    "SLOWEST_ALARM_SECONDS",
    "SWITCHES",
    "AlarmTiming",
    "BackupsPlan",
    "BoundaryPlan",
    "CapabilityPlan",
    "CertificatePlan",
    "CheckState",
    "ContainerPlan",
    "DashboardPlan",
    "DashboardSources",
    "DatabasePlan",
    "DetectionPath",
    "ExportReaderPlan",
    "FailoverRecord",
    "FleetPlan",
    "ImagePlan",
    "ImageReplicationPlan",
    "ImageRepositoryPlan",
    "IsolationPlan",
    "LockPlan",
    "Measured",
    "Move",
    "NetworkPlan",
    "ObjectStorePlan",
    "ObjectVersion",
    "PairCapacity",
    "PairPlan",
    "PairShare",
    "PodCapacity",
    "PodPlan",
    "ProbesPlan",
    "QueuePlan",
    "RebuildCheck",
    "RebuildNeeds",
    "RebuildPlan",
    "RecoveryPlan",
    "RegionalFailoverPlan",
    "ReplicaPlan",
    "RestoreTestsPlan",
    "SharedSecretsPlan",
    "SnapshotPlan",
    "StaticPagePlan",
    "SwitchesPlan",
    "TrafficPlan",
    "UndeletePlan",
    "ZonePlan",
    "account_problems",
    "architecture_of",
    "capacity_per_zone",
    "container_capacity",
    "dashboard_body",
    "detection_paths",
    "endpoint_policy",
    "object_versions",
    "plan_alarm",
    "plan_backups",
    "plan_boundary",
    "plan_capacity",
    "plan_certificate",
    "plan_channels",
    "plan_container_capacity",
    "plan_container_pod",
    "plan_daily_test",
    "plan_dashboard",
    "plan_database",
    "plan_database_replica",
    "plan_denials",
    "plan_export_reader",
    "plan_fleet",
    "plan_image_replication",
    "plan_image_repository",
    "plan_isolation",
    "plan_network",
    "plan_object_store",
    "plan_pair",
    "plan_pod",
    "plan_pod_capacity",
    "plan_probes",
    "plan_queue",
    "plan_rebuild",
    "plan_recovery_region",
    "plan_regional_failover",
    "plan_restore_tests",
    "plan_shared_secrets",
    "plan_snapshot_schedule",
    "plan_static_page",
    "plan_switches",
    "plan_tags",
    "plan_traffic",
    "plan_undelete",
    "region_of",
    "tag_problems",
    "zone_problems",
]
