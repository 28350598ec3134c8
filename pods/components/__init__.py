"""The components: one a file, each of the Pulumi type `pods:index:<Name>`."""

from pods.components.alerts import Alerts, AlertsArgs, AlertsSettings, SubscriptionArgs
from pods.components.backup import (
    Backups,
    BackupsArgs,
    BackupsSettings,
    ExportReader,
    ExportReaderArgs,
    RestoreTestsArgs,
)
from pods.components.certificate import Certificate, CertificateArgs
from pods.components.containers import (
    ContainerPod,
    ContainerPodArgs,
    ContainerPodSettings,
    ImageReplication,
    ImageReplicationArgs,
    ImageRepository,
    ImageRepositoryArgs,
    ImageRepositorySettings,
)
from pods.components.continuity_plan import ContinuityPlan, ContinuityPlanArgs
from pods.components.dashboard import CapabilityArgs, Dashboard, DashboardArgs, DashboardSettings
from pods.components.database import (
    AuroraDatabase,
    Database,
    DatabaseArgs,
    DatabaseCluster,
    DatabaseProxy,
    DatabaseProxyArgs,
    DatabaseReplica,
    DatabaseReplicaArgs,
    DatabaseSettings,
    RestoreArgs,
)
from pods.components.default_tags import default_tags
from pods.components.deferral_queue import (
    Queue,
    QueueArgs,
    QueueSettings,
)
from pods.components.isolation_switch import (
    IsolationSwitch,
    IsolationSwitchArgs,
    IsolationSwitchSettings,
)
from pods.components.network import Network, NetworkArgs, NetworkSettings
from pods.components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSettings
from pods.components.platform_args import PlatformArgs, platform_of, private_subnet_of
from pods.components.pod import Pod, PodArgs, PodSettings
from pods.components.pod_fleet import PodFleet, PodFleetArgs
from pods.components.pod_pair import PlacementArgs, PodPair, PodPairArgs
from pods.components.probes import Probes, ProbesArgs, ProbesSettings
from pods.components.recovery import (
    RecoveryDatabaseArgs,
    RecoveryRegion,
    RecoveryRegionArgs,
    RecoverySettings,
    RecoveryTrafficSettings,
    SharedSecretArgs,
    SharedSecrets,
    SharedSecretsArgs,
)
from pods.components.regional_failover import (
    AliasTargetArgs,
    PageTargetArgs,
    RegionalFailover,
    RegionalFailoverArgs,
)
from pods.components.shared_platform import Platform, PlatformSettings
from pods.components.snapshot_schedule import (
    SnapshotSchedule,
    SnapshotScheduleArgs,
    SnapshotScheduleSettings,
)
from pods.components.static_page import StaticPage, StaticPageArgs
from pods.components.switches import (
    Switches,
    SwitchesArgs,
    SwitchesSettings,
)
from pods.components.traffic import AutoshiftArgs, Traffic, TrafficArgs, TrafficSettings
from pods.components.workload_boundary import (
    WorkloadBoundary,
    WorkloadBoundaryArgs,
    WorkloadBoundarySettings,
)

__all__ = [
    "Alerts",
    "AlertsArgs",
    "AlertsSettings",
    "AliasTargetArgs",
    "AuroraDatabase",
    "AutoshiftArgs",
    "Backups",
    "BackupsArgs",
    "BackupsSettings",
    "CapabilityArgs",
    "Certificate",
    "CertificateArgs",
    "ContainerPod",
    "ContainerPodArgs",
    "ContainerPodSettings",
    "ContinuityPlan",
    "ContinuityPlanArgs",
    "Dashboard",
    "DashboardArgs",
    "DashboardSettings",
    "Database",
    "DatabaseArgs",
    "DatabaseCluster",
    "DatabaseProxy",
    "DatabaseProxyArgs",
    "DatabaseReplica",
    "DatabaseReplicaArgs",
    "DatabaseSettings",
    "ExportReader",
    "ExportReaderArgs",
    "ImageReplication",
    "ImageReplicationArgs",
    "ImageRepository",
    "ImageRepositoryArgs",
    "ImageRepositorySettings",
    "IsolationSwitch",
    "IsolationSwitchArgs",
    "IsolationSwitchSettings",
    "Network",
    "NetworkArgs",
    "NetworkSettings",
    "ObjectStore",
    "ObjectStoreArgs",
    "ObjectStoreSettings",
    "PageTargetArgs",
    "PlacementArgs",
    "Platform",
    "PlatformArgs",
    "PlatformSettings",
    "Pod",
    "PodArgs",
    "PodFleet",
    "PodFleetArgs",
    "PodPair",
    "PodPairArgs",
    "PodSettings",
    "Probes",
    "ProbesArgs",
    "ProbesSettings",
    "Queue",
    "QueueArgs",
    "QueueSettings",
    "RecoveryDatabaseArgs",
    "RecoveryRegion",
    "RecoveryRegionArgs",
    "RecoverySettings",
    "RecoveryTrafficSettings",
    "RegionalFailover",
    "RegionalFailoverArgs",
    "RestoreArgs",
    "RestoreTestsArgs",
    "SharedSecretArgs",
    "SharedSecrets",
    "SharedSecretsArgs",
    "SnapshotSchedule",
    "SnapshotScheduleArgs",
    "SnapshotScheduleSettings",
    "StaticPage",
    "StaticPageArgs",
    "SubscriptionArgs",
    "Switches",
    "SwitchesArgs",
    "SwitchesSettings",
    "Traffic",
    "TrafficArgs",
    "TrafficSettings",
    "WorkloadBoundary",
    "WorkloadBoundaryArgs",
    "WorkloadBoundarySettings",
    "default_tags",
    "platform_of",
    "private_subnet_of",
]
