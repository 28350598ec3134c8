"""PODs of containers, and where their images are kept."""

from pods.components.containers.image_args import (
    ImageReplicationArgs,
    ImageRepositoryArgs,
    ImageRepositorySettings,
)
from pods.components.containers.image_replication import ImageReplication
from pods.components.containers.image_repository import ImageRepository
from pods.components.containers.pod import ContainerPod
from pods.components.containers.pod_args import ContainerPodArgs, ContainerPodSettings

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
