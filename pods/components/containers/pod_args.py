"""What a POD of containers is told."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi

__all__ = ["ContainerPodArgs", "ContainerPodSettings"]


class ContainerPodSettings(TypedDict):
    """What a product may choose of its containers; both PODs have the same."""

    image: pulumi.Input[str]
    """Image of the application, with a tag that never changes or a digest."""
    command: NotRequired[list[pulumi.Input[str]]]
    """Command in place of the image's own. Default: the image's."""
    environment: NotRequired[dict[str, pulumi.Input[str]]]
    """Variables of the application; secrets do not belong here. Default: none."""
    user: NotRequired[str]
    """User, or user and group, that the application runs as. Default: the image's."""
    cpu_units: NotRequired[int]
    """Processor share of a task, 1024 for one. Default: 512."""
    memory_mib: NotRequired[int]
    """Memory of a task; what there is follows from cpu_units. Default: 1024."""
    architecture: NotRequired[str]
    """Processor that the image was built for: x86_64 or arm64. Default: x86_64."""
    platform_version: NotRequired[str]
    """Version of Fargate's platform. Default: LATEST, which AWS keeps patched."""
    ephemeral_gb: NotRequired[int]
    """Storage of a task, gone with it, 20 to 200. Default: 20."""
    writable_paths: NotRequired[list[str]]
    """Folders that the application may write to. Default: /tmp."""
    app_port: NotRequired[int]
    """Port on which the application answers HTTP. Default: 8080."""
    grace_seconds: NotRequired[int]
    """Time that a new task has to become healthy. Default: 120."""
    cpu_percent: NotRequired[float]
    """Processor use above which a POD that may grow starts tasks. Default: 55."""
    log_retention_days: NotRequired[int]
    """Days for which logs are kept. Default: 365."""
    execute_command: NotRequired[bool]
    """Allow a shell in a task; its whole file system can then be written to. Default: false."""


class ContainerPodArgs(ContainerPodSettings):
    """Inputs of `ContainerPod`."""

    role: str
    """primary or secondary."""
    availability_zone: str
    """Zone of the POD."""
    subnet_id: pulumi.Input[str]
    """Private subnet in that zone."""
    security_group_ids: pulumi.Input[list[pulumi.Input[str]]]
    """Groups of the tasks."""
    target_group_arns: pulumi.Input[list[pulumi.Input[str]]]
    """Target groups, of type ip, that every task is registered in."""
    running: int
    """Tasks that run at all times."""
    maximum: int
    """Tasks that may run."""
    warm: NotRequired[int]
    """Fargate keeps no stopped tasks: above 0 is refused. Default: 0."""
    reserved: NotRequired[int]
    """Fargate reserves no capacity: above 0 is refused. Default: 0."""
    secret_arn: NotRequired[pulumi.Input[str]]
    """Secret that the application may read. Default: none."""
    secret_key_arn: NotRequired[pulumi.Input[str]]
    """Key that the secret is encrypted with. Default: Secrets Manager's own."""
    bucket_arn: NotRequired[pulumi.Input[str]]
    """Bucket whose objects the application may read and write. Default: none."""
    access: NotRequired[list[pulumi.Input[str]]]
    """Further IAM policy documents of the application's role, as JSON. Default: none."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Policy that bounds whatever the roles are given. Default: none."""
    deployment_alarm_names: NotRequired[list[pulumi.Input[str]]]
    """Alarms that turn a deployment back while it runs. Default: none."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the POD, its tasks too."""
