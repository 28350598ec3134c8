"""Probes: canaries in other Regions, and what they see together."""

from pods.components.probes.probes import Probes, ProbesArgs, ProbesSettings

__all__ = ["Probes", "ProbesArgs", "ProbesSettings"]
