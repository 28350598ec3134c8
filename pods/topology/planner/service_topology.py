"""What a plan asks of one service's topology."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pods.continuity import Disruption, Finding
from pods.topology.planner.decisions import Decision
from pods.topology.planner.figures import Figure
from pods.topology.planner.strategies import StrategyChoice

__all__ = ["ServiceTopology"]


@dataclass(frozen=True, slots=True)
class ServiceTopology:
    """The figures of one service, why they are so, and what they do not reach."""

    service: str
    tier: int
    owner: str
    figures: Mapping[str, Figure]
    """By name, in the order of the decisions."""
    decisions: tuple[Decision, ...]
    strategies: Mapping[tuple[str, Disruption], StrategyChoice]
    """For each capability on the service and each disruption."""
    unmet: tuple[Finding, ...]
    """Objectives that nothing planned can keep."""

    def pair_args(self) -> dict[str, Any]:
        """Return the figures as arguments of `PodPair`."""
        args: dict[str, Any] = {}
        for figure in self.figures.values():
            part, _, name = figure.name.rpartition(".")
            place = args.setdefault(part, {}) if part else args
            place[name] = figure.plain
        return args

    @property
    def digest(self) -> str:
        """A fingerprint of what is asked: the same figures and strategies give the same one."""
        asked = {
            "figures": {name: self.figures[name].plain for name in sorted(self.figures)},
            "strategies": sorted(
                (capability, disruption.value, choice.strategy.value)
                for (capability, disruption), choice in self.strategies.items()
            ),
        }
        text = json.dumps(asked, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
