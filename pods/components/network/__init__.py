"""The network under a pair: zones, endpoints of AWS services, and a log of who spoke to whom."""

from pods.components.network.network import Network, NetworkArgs, NetworkSettings

__all__ = ["Network", "NetworkArgs", "NetworkSettings"]
