"""What a recovery Region is told."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi

from pods.components.backup import SnapshotScheduleSettings
from pods.components.containers import ContainerPodSettings
from pods.components.database import RestoreArgs
from pods.components.monitoring import AlertsSettings
from pods.components.pod import PodSettings

__all__ = [
    "RecoveryDatabaseArgs",
    "RecoveryRegionArgs",
    "RecoverySettings",
    "RecoveryTrafficSettings",
]


class RecoverySettings(TypedDict):
    """What a product chooses of the Region that takes over."""

    region: str
    """Region that serves when the home Region is gone."""
    availability_zones: NotRequired[list[str]]
    """Two of its zones. Default: a and b, or those that newer accounts have."""
    running: NotRequired[int]
    """Instances that run there, over both zones: 0 for a pilot light. Default: 0."""
    maximum: NotRequired[int]
    """Instances that each of the two PODs there may run. Default: those of the primary POD of a
    pair; else 2, or what runs."""
    warm: NotRequired[int]
    """Stopped instances kept ready, over both zones. Default: 0."""
    reserved: NotRequired[int]
    """Instances for which AWS holds capacity, over both zones. Default: 0."""
    cidr_block: NotRequired[str]
    """Private IPv4 block of its VPC, apart from the home's. Default: 10.120.0.0/16."""
    interface_endpoints: NotRequired[list[str]]
    """AWS services reached without the internet. Default: those that an instance needs."""
    certificate_arn: NotRequired[pulumi.Input[str]]
    """Certificate of the domain in this Region. Default: HTTP."""
    image_id: NotRequired[str]
    """Machine image of this Region. Default: the PODs' own, copied."""
    image_snapshot_id: NotRequired[str]
    """Root snapshot of the PODs' image, copied within image_copy_minutes in place of the image."""
    image_copy_minutes: NotRequired[int]
    """Minutes within which AWS promises that copy: 15 to 2880, in steps of 15."""


class RecoveryTrafficSettings(TypedDict):
    """What the entry there has in common with those at home."""

    app_port: NotRequired[int]
    """Port on which the application answers HTTP. Default: 8080."""
    health_path: NotRequired[str]
    """Path that answers 200 while the application can serve. Default: /health."""


class RecoveryDatabaseArgs(TypedDict):
    """The database there: a replica of the home's, or with `restore` one made of its backups."""

    kind: NotRequired[str]
    """Kind of the home's database: instance or aurora. Default: instance."""
    source_arn: NotRequired[pulumi.Input[str]]
    """ARN of the instance that a replica follows."""
    global_cluster_id: NotRequired[pulumi.Input[str]]
    """Global cluster that a replica joins, for Aurora."""
    source_secret_arn: NotRequired[pulumi.Input[str]]
    """Secret of the home's database, which has a copy in this Region; for a replica."""
    restore: NotRequired[RestoreArgs]
    """Backups of this Region that a database of its own is made of. Default: a replica."""
    password: NotRequired[pulumi.Input[str]]
    """Password of the restored database. Default: AWS makes and rotates it."""
    engine_version: NotRequired[str]
    """PostgreSQL's major version, as at home. Default: 17."""
    instance_class: NotRequired[str]
    """Class of each instance, as at home. Default: the kind's."""
    multi_az: NotRequired[bool]
    """Keep a standby there, too. Default: true."""
    backup_retention_days: NotRequired[int]
    """Days for which it can be wound back once it has taken over. Default: 35."""
    backup_window: NotRequired[str]
    """Daily UTC window of the snapshot. Default: 07:20-09:20."""
    maintenance_window: NotRequired[str]
    """Weekly UTC window, which must not overlap the other. Default: sun:10:00-sun:11:00."""
    storage_gb: NotRequired[int]
    """Storage, as at home. Default: 100."""
    maximum_storage_gb: NotRequired[int]
    """Storage that an instance may grow to by itself. Default: five times storage_gb."""


class RecoveryRegionArgs(RecoverySettings):
    """Inputs of `RecoveryRegion`."""

    home_region: str
    """Region that the service is at home in."""
    home_cidr_block: pulumi.Input[str]
    """Addresses of the home's VPC; those that are known only later are not compared."""
    alerts: AlertsSettings
    """Who is told, from this Region, when something fails in it."""
    pod: NotRequired[PodSettings]
    """Instances of the PODs, as at home."""
    containers: NotRequired[ContainerPodSettings]
    """Containers of the PODs, as at home, in place of instances. Default: instances."""
    snapshots: NotRequired[SnapshotScheduleSettings]
    """Copies of the instances' volumes, as at home; not for containers. Default: twice a day."""
    traffic: NotRequired[RecoveryTrafficSettings]
    """The entry, as at home."""
    database: NotRequired[RecoveryDatabaseArgs]
    """The database there. Default: none."""
    primary_key_arn: NotRequired[pulumi.Input[str]]
    """Multi-Region key of the home that is to be usable here. Default: a key of this Region."""
    secret_arn: NotRequired[pulumi.Input[str]]
    """Secret of this Region that the PODs read. Default: the database's, if there is one."""
    secret_key_arn: NotRequired[pulumi.Input[str]]
    """Key of that secret, where it is a customer's own. Default: the database's, likewise."""
    bucket_arn: NotRequired[pulumi.Input[str]]
    """Bucket of this Region that the PODs read and write: a replica. Default: none."""
    access: NotRequired[list[pulumi.Input[str]]]
    """Further IAM policy documents of the PODs' roles, as JSON, such as the `replica_access` of
    `SharedSecrets`. Default: none."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Policy that bounds the PODs' roles. Default: none."""
    protect: NotRequired[bool]
    """Refuse to delete the key and the entry. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the Region."""
