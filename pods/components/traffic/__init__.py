"""The way into a pair: two entries, and a name that leaves the one whose POD is lost."""

from pods.components.traffic.traffic import (
    AutoshiftArgs,
    Traffic,
    TrafficArgs,
    TrafficSettings,
)

__all__ = ["AutoshiftArgs", "Traffic", "TrafficArgs", "TrafficSettings"]
