"""What every check is given, and how it says what it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pods.continuity.capabilities import Capability
from pods.continuity.checks.refused_figures import without_refused
from pods.continuity.derivation import CapabilityTargets, derive
from pods.continuity.findings import Finding, Severity
from pods.continuity.graph import CAPABILITY, SERVICE, dependency_graph
from pods.continuity.plan import Plan

if TYPE_CHECKING:
    from pods.continuity.graph import Graph

__all__ = ["Check", "Context", "Path", "warning"]

Path = tuple[str | int, ...]
"""Keys and positions from the plan's root."""

warning = partial(Finding, severity=Severity.WARNING)
"""A finding that somebody should weigh; the plan can be used."""


@dataclass(frozen=True)
class Context:
    """A plan, the day on which it is judged, and what follows from it, worked out once."""

    plan: Plan
    today: date

    @cached_property
    def asked(self) -> dict[str, CapabilityTargets]:
        """Tier and objectives of every capability, as the plan has them."""
        return derive(self.plan)

    @cached_property
    def targets(self) -> dict[str, CapabilityTargets]:
        """Tier and objectives to measure by: without figures that are findings by themselves."""
        bearable = without_refused(self.plan, self.asked)
        return self.asked if bearable is self.plan else derive(bearable)

    @cached_property
    def graph(self) -> "Graph":
        """What stands on what, without what points nowhere."""
        return dependency_graph(self.plan)

    def strictest(
        self, figure: Callable[[CapabilityTargets], timedelta]
    ) -> tuple[str, timedelta] | None:
        """Return the capability with the shortest figure, and that; None without capabilities."""
        found = ((key, figure(targets)) for key, targets in self.targets.items())
        return min(found, key=lambda each: each[1], default=None)

    def claims(
        self, strictness: Callable[[CapabilityTargets], timedelta | int]
    ) -> dict[tuple[str, str], CapabilityTargets]:
        """Return for each node of the graph the strictest capability that stands on it.

        The strictest capability walks first and claims all that it reaches; a later one stops at
        what is claimed. So each edge is walked once, however many capabilities there are.
        """
        claimed: dict[tuple[str, str], CapabilityTargets] = {}
        # The sort keeps the plan's order among equals, so the answer does not change by itself.
        for targets in sorted(self.targets.values(), key=strictness):
            waiting = [(CAPABILITY, targets.capability)]
            while waiting:
                node = waiting.pop()
                if node not in claimed:
                    claimed[node] = targets
                    waiting.extend(self.graph.successors(node))
        return claimed

    def behind(self, capability: Capability) -> set[tuple[str, str]]:
        """Return the services and dependencies that a capability stands on, near and far."""
        found: set[tuple[str, str]] = set()
        for name in capability.services:
            if name in self.plan.services:
                found |= self._behind_service(name)
        return found

    @cached_property
    def _known(self) -> dict[str, set[tuple[str, str]]]:
        return {}

    def _behind_service(self, service: str) -> set[tuple[str, str]]:
        if service not in self._known:
            found = {(SERVICE, service)}
            waiting = [*found]
            while waiting:
                further = set(self.graph.successors(waiting.pop())) - found
                found |= further
                waiting.extend(further)
            self._known[service] = found
        return self._known[service]


Check = Callable[[Context], Iterator[Finding]]
"""One check: it yields what it finds."""
