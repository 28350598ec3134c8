"""Where the PODs of a pair stand, and how large they are."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

__all__ = ["PlacementArgs", "Sites"]


class PlacementArgs(TypedDict):
    """Where one POD stands, and how much of it."""

    availability_zone: NotRequired[str]
    """Zone of the POD. Default: the first zone for the primary, the last for the secondary."""
    running: NotRequired[int]
    """Instances that run at all times. Default: 2, and half of these in the secondary."""
    maximum: NotRequired[int]
    """Instances that may run. Default: what runs; in the secondary, the primary's maximum."""
    reserved: NotRequired[int]
    """Instances with reserved capacity; secondary only. Default: its maximum."""


@dataclass(frozen=True)
class Sites:
    """Both placements, in the words of the planners."""

    primary: PlacementArgs
    secondary: PlacementArgs

    def zones(self) -> dict[str, Any]:
        """Return what `plan_pair` takes."""
        return {
            "primary_zone": self.primary.get("availability_zone"),
            "secondary_zone": self.secondary.get("availability_zone"),
        }

    def sizes(self) -> dict[str, Any]:
        """Return what `plan_capacity` takes."""
        return {
            "primary_running": self.primary.get("running"),
            "primary_maximum": self.primary.get("maximum"),
            "secondary_running": self.secondary.get("running"),
            "secondary_maximum": self.secondary.get("maximum"),
            "secondary_reserved": self.secondary.get("reserved"),
        }
