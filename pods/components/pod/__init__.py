"""A POD of instances: how they are launched, what they are told, and what they may do."""

from pods.components.pod.pod import Pod, PodArgs, PodSettings

__all__ = ["Pod", "PodArgs", "PodSettings"]
