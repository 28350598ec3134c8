"""PODs of containers, and where their images are kept."""

from pods.components.containers.container_args import ContainerPodArgs, ContainerPodSettings
from pods.components.containers.container_pod import ContainerPod
from pods.components.containers.image_args import (
    ImageReplicationArgs,
    ImageRepositoryArgs,
    ImageRepositorySettings,
)
from pods.components.containers.image_replication import ImageReplication
from pods.components.containers.image_repository import ImageRepository

__all__ = [
    "ContainerPod",
    "ContainerPodArgs",
    "ContainerPodSettings",
    "ImageReplication",
    "ImageReplicationArgs",
    "ImageRepository",
    "ImageRepositoryArgs",
    "ImageRepositorySettings",
]
