"""What a recovery Region is told."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi

from pods.components.alerts import AlertsSettings
from pods.components.containers import ContainerPodSettings
from pods.components.pod import PodSettings

__all__ = ["RecoveryRegionArgs", "RecoverySettings", "RecoveryTrafficSettings"]


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


class RecoveryRegionArgs(RecoverySettings):
    """Inputs of `RecoveryRegion`."""

    home_region: str
    """Region that the service is at home in."""
    home_cidr_block: str
    """Addresses of the home's VPC."""
    alerts: AlertsSettings
    """Who is told, from this Region, when something fails in it."""
    pod: NotRequired[PodSettings]
    """Instances of the PODs, as at home."""
    containers: NotRequired[ContainerPodSettings]
    """Containers of the PODs, as at home, in place of instances. Default: instances."""
    traffic: NotRequired[RecoveryTrafficSettings]
    """The entry, as at home."""
    primary_key_arn: NotRequired[pulumi.Input[str]]
    """Multi-Region key of the home that is to be usable here. Default: a key of this Region."""
    secret_arn: NotRequired[pulumi.Input[str]]
    """Secret of this Region that the PODs read, such as that of the database. Default: none."""
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
