"""Graceful degradation: a queue for work that waits, and switches of a running service."""

from pods.components.degradation.deferral_queue import Queue, QueueArgs, QueueSettings
from pods.components.degradation.switches import Switches, SwitchesArgs, SwitchesSettings

__all__ = ["Queue", "QueueArgs", "QueueSettings", "Switches", "SwitchesArgs", "SwitchesSettings"]
