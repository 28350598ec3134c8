"""PODs of containers, and where their images are kept."""

from pods.components.containers.container_args import ContainerPodArgs, ContainerPodSettings
from pods.components.containers.container_pod import ContainerPod

__all__ = ["ContainerPod", "ContainerPodArgs", "ContainerPodSettings"]
