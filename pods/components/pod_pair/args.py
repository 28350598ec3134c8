"""What a program says of a pair."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import Any, NotRequired, TypedDict

import pulumi

from pods.components.backup import BackupsSettings, SnapshotScheduleSettings
from pods.components.containers import ContainerPodSettings
from pods.components.database import DatabaseSettings
from pods.components.monitoring import AlertsSettings, DashboardSettings
from pods.components.network import NetworkSettings
from pods.components.object_store import ObjectStoreSettings
from pods.components.pod import PodSettings
from pods.components.pod_pair.placement import PlacementArgs
from pods.components.probes import ProbesSettings
from pods.components.recovery import RecoverySettings
from pods.components.security import IsolationSwitchSettings, WorkloadBoundarySettings
from pods.components.shared_platform import PlatformArgs
from pods.components.traffic import TrafficSettings

__all__ = ["PodPairArgs"]


class PageSettings(TypedDict):
    """What a product may choose of its last page."""

    region: NotRequired[str]
    """Region of the page's bucket. Default: the recovery Region."""
    certificate_arn: NotRequired[pulumi.Input[str]]
    """Certificate of the domain and of away.<domain>, in us-east-1, which CloudFront asks for."""
    html: NotRequired[str]
    """The page, with nothing to load beside it. Default: one that asks to try again later."""
    retry_after_seconds: NotRequired[int]
    """Seconds after which clients are told to try again. Default: 120."""


class PodPairArgs(TypedDict):
    """Inputs of `PodPair`."""

    domain: str
    """Name under which the service is reached."""
    plan: NotRequired[dict[str, Any]]
    """The continuity plan: the `document` of a `ContinuityPlan`. It gives every figure that is not
    given here. Default: none, and then `owner`, `availability_zones` and `alerts` are required."""
    platform: NotRequired[PlatformArgs]
    """Network and boundary of a shared platform. Default: the pair makes its own."""
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
    containers: NotRequired[ContainerPodSettings]
    """Containers of both PODs, in place of instances. Default: instances."""
    access: NotRequired[list[pulumi.Input[str]]]
    """Further IAM policy documents of the PODs' roles, as JSON. Default: none."""
    network: NotRequired[NetworkSettings]
    """The network; not with a platform, which has one."""
    boundary: NotRequired[WorkloadBoundarySettings]
    """What no workload may do; not with a platform, which has one."""
    isolation: NotRequired[IsolationSwitchSettings]
    """Who takes evidence after a compromise; not with a platform, which has one."""
    traffic: NotRequired[TrafficSettings]
    """The way in."""
    database: NotRequired[DatabaseSettings]
    """The database."""
    snapshots: NotRequired[SnapshotScheduleSettings]
    """Copies of the PODs' volumes."""
    object_store: NotRequired[ObjectStoreSettings]
    """The object store."""
    backups: NotRequired[BackupsSettings]
    """Copies in vaults that nobody empties. Default: what the plan asks for, else none."""
    recovery: NotRequired[RecoverySettings]
    """What brings the service back in another Region. Default: what the plan asks for, else
    nothing."""
    page: NotRequired[PageSettings]
    """What is answered when nothing is left. Default: no page."""
    held_away: NotRequired[bool]
    """Keep the domain away from home although it is healthy: before the recovery Region takes
    writes, and until the home has them. Default: false."""
    probes: NotRequired[ProbesSettings]
    """Canaries that try the service as a customer would. Default: what the plan asks for, else
    none."""
    dashboard: NotRequired[DashboardSettings]
    """A page on the service. Default: one of the plan's capabilities, else none."""
    protect: NotRequired[bool]
    """Refuse to delete data and load balancers. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Further tags of everything in the pair."""
