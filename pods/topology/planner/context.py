"""What every part of the planner works from: one service, its needs, and where decisions go."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pods.continuity import Disruption, Finding, Plan, Severity
from pods.continuity.durations import as_text
from pods.continuity.services import Service, Store, StoreKind
from pods.topology.planner.decisions import Ask, Decision, Loser, strongest
from pods.topology.planner.figures import Figure
from pods.topology.planner.needs import Need

__all__ = ["Context", "objective_path"]


@dataclass(frozen=True, slots=True)
class Context:
    """A service of a plan while it is planned."""

    plan: Plan
    name: str
    service: Service
    needs: tuple[Need, ...]
    values: dict[str, Any] = field(default_factory=dict)
    """The figures decided so far."""

    @property
    def foremost(self) -> Need | None:
        """The need of the most critical capability, the first by name of equals."""
        return min(self.needs, key=lambda need: (need.tier, need.capability), default=None)

    def strictest(self, disruption: Disruption, objective: str = "rto") -> Need | None:
        """Return the need with the smallest objective for a disruption, the first of equals."""
        return min(
            self.needs,
            key=lambda need: (getattr(need.targets[disruption], objective), need.capability),
            default=None,
        )

    def need_of(self, ask: Ask) -> Need | None:
        """Return the need behind an ask; None where the plan itself asks."""
        found = (each for each in self.needs if each.capability == ask.capability)
        return next(found, None)

    def _strictness(self, ask: Ask) -> tuple[timedelta, timedelta]:
        need = self.need_of(ask)
        if need is None or ask.disruption is None:
            return timedelta(0), timedelta(0)  # the plan's own word comes first
        target = need.targets[ask.disruption]
        return target.rto, target.rpo

    def stores(self, kind: StoreKind) -> list[tuple[str, Store]]:
        """Return the service's stores of a kind, by name."""
        return sorted(
            (name, store) for name, store in self.service.stores.items() if store.kind is kind
        )

    def decide(
        self,
        name: str,
        value: Any,
        because: str,
        *,
        need: Need | None = None,
        disruption: Disruption | None = None,
        losers: tuple[Loser, ...] = (),
    ) -> Decision:
        """Record a figure, and return the decision."""
        self.values[name] = value
        return Decision(
            figure=Figure(name, value),
            capability=need.capability if need is not None else None,
            disruption=disruption,
            because=because,
            losers=losers,
            among=self.values,
        )

    def decide_strongest(
        self, name: str, asks: Iterable[Ask], because: Callable[[Ask], str]
    ) -> Decision:
        """Record the strongest of the asks, at least one; `because` says why the winner asks."""
        winner, losers = strongest(name, asks, self._strictness)
        self.values[name] = winner.value
        return Decision(
            figure=Figure(name, winner.value),
            capability=winner.capability,
            disruption=winner.disruption,
            because=because(winner),
            losers=losers,
            among=self.values,
        )

    def too_strict(
        self,
        code: str,
        disruption: Disruption,
        objective: str,
        floor: timedelta,
        words: tuple[str, str],
    ) -> Iterator[Finding]:
        """Find each objective below what anything planned can reach; words: what, and remedy."""
        for need in self.needs:
            asked = getattr(need.targets[disruption], objective)
            if asked < floor:
                yield Finding(
                    code,
                    objective_path(need, disruption, objective),
                    f"{as_text(asked)}",
                    f"{words[0]} {as_text(floor)} on {self.name}",
                    words[1],
                    Severity.ERROR,
                )


def objective_path(need: Need, disruption: Disruption, objective: str) -> tuple[str | int, ...]:
    """Return the place of an objective in the plan, whether it is written there or derived."""
    return ("capabilities", need.capability, "objectives", disruption.value, objective)
