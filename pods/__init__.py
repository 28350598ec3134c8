"""Primary and secondary PODs on AWS, as Pulumi components.

`from pods import PodPair` is all that a product's program needs. The components load when they are
first asked for: the command line and the policy pack import `pods` without Pulumi's AWS types.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pods.components import (
        Alerts,
        AlertsArgs,
        AlertsSettings,
        AliasTargetArgs,
        AutoshiftArgs,
        Certificate,
        CertificateArgs,
        ContainerPod,
        ContainerPodArgs,
        ContainerPodSettings,
        ContinuityPlan,
        ContinuityPlanArgs,
        Database,
        DatabaseArgs,
        DatabaseSettings,
        IsolationSwitch,
        IsolationSwitchArgs,
        IsolationSwitchSettings,
        Network,
        NetworkArgs,
        NetworkSettings,
        ObjectStore,
        ObjectStoreArgs,
        ObjectStoreSettings,
        PageTargetArgs,
        PlacementArgs,
        Platform,
        PlatformArgs,
        PlatformSettings,
        Pod,
        PodArgs,
        PodPair,
        PodPairArgs,
        PodSettings,
        Queue,
        QueueArgs,
        QueueSettings,
        RegionalFailover,
        RegionalFailoverArgs,
        SnapshotSchedule,
        SnapshotScheduleArgs,
        SnapshotScheduleSettings,
        StaticPage,
        StaticPageArgs,
        SubscriptionArgs,
        Traffic,
        TrafficArgs,
        TrafficSettings,
        WorkloadBoundary,
        WorkloadBoundaryArgs,
        WorkloadBoundarySettings,
        platform_of,
        private_subnet_of,
    )

__all__ = [
    "Alerts",
    "AlertsArgs",
    "AlertsSettings",
    "AliasTargetArgs",
    "AutoshiftArgs",
    "Certificate",
    "CertificateArgs",
    "ContainerPod",
    "ContainerPodArgs",
    "ContainerPodSettings",
    "ContinuityPlan",
    "ContinuityPlanArgs",
    "Database",
    "DatabaseArgs",
    "DatabaseSettings",
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
    "PodPair",
    "PodPairArgs",
    "PodSettings",
    "Queue",
    "QueueArgs",
    "QueueSettings",
    "RegionalFailover",
    "RegionalFailoverArgs",
    "SnapshotSchedule",
    "SnapshotScheduleArgs",
    "SnapshotScheduleSettings",
    "StaticPage",
    "StaticPageArgs",
    "SubscriptionArgs",
    "Traffic",
    "TrafficArgs",
    "TrafficSettings",
    "WorkloadBoundary",
    "WorkloadBoundaryArgs",
    "WorkloadBoundarySettings",
    "platform_of",
    "private_subnet_of",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("pods.components"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
