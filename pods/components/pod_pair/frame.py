"""What every part of a pair is made with."""

from dataclasses import dataclass
from typing import Any

import pulumi

from pods.components.pod_pair.args import PodPairArgs
from pods.topology import PairCapacity, PairPlan

__all__ = ["Frame"]


@dataclass(frozen=True)
class Frame:
    """A pair while it is made: its name, its args as they apply, and what was planned of them."""

    name: str
    args: PodPairArgs
    plan: PairPlan
    capacity: PairCapacity
    tags: dict[str, str]
    guarded: bool
    """Refuse to delete data and load balancers."""
    opts: pulumi.ResourceOptions
    """Options of the pair's children."""

    def settings(self, part: str) -> Any:
        """Return what the args say of one part; nothing where they do not name it."""
        return self.args.get(part) or {}

    def has(self, part: str) -> bool:
        """Answer whether the args name a part, even without a word about it."""
        return self.args.get(part) is not None

    @property
    def is_of_containers(self) -> bool:
        """Whether the PODs run containers, not instances."""
        return self.has("containers")

    @property
    def home_name(self) -> str:
        """Name of the failover pair at home: the same with and without anything elsewhere."""
        return f"home.{self.args['domain']}"
