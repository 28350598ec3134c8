"""Why a figure is what it is: who asked for it, and who would have been content with less."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pods.continuity import Disruption
from pods.topology.planner.alternatives import Alternative, stronger_than, weaker_than
from pods.topology.planner.figures import KINDS, Figure, rank

__all__ = ["Ask", "Decision", "Loser", "strongest"]


class Ask(NamedTuple):
    """The value that one capability, or the plan itself, asks for."""

    value: Any
    capability: str | None
    disruption: Disruption | None


class Loser(NamedTuple):
    """A capability that shares the resource, and asked for less."""

    capability: str
    disruption: Disruption | None
    value: Any


@dataclass(frozen=True, slots=True)
class Decision:
    """One figure, and where it comes from."""

    figure: Figure
    capability: str | None
    """The capability that asked; None where the plan says it for the service as a whole."""
    disruption: Disruption | None
    because: str
    losers: tuple[Loser, ...]
    among: Mapping[str, Any] = field(repr=False, compare=False)
    """Every figure of the service, by name: what a step costs depends on the others."""

    @property
    def value(self) -> Any:
        """The value of the figure."""
        return self.figure.value

    @property
    def requirements(self) -> tuple[str, ...]:
        """Ids of the published commitments that the figure serves."""
        return KINDS[self.figure.name].requirements

    @property
    def weaker(self) -> Alternative | None:
        """One step weaker; None where there is none."""
        return weaker_than(self.figure.name, self.among)

    @property
    def stronger(self) -> Alternative | None:
        """One step stronger; None where there is none."""
        return stronger_than(self.figure.name, self.among)


def strongest(
    name: str, asks: Iterable[Ask], strictness: Callable[[Ask], Any] = lambda _ask: 0
) -> tuple[Ask, tuple[Loser, ...]]:
    """Return the strongest ask, and the capabilities that asked for less; one ask at least.

    Of equals the one of the least `strictness` wins, its objective: who would be content with less
    explains nothing. Then the first by name, so that the order in which they come does not matter.
    """
    ordered = sorted(
        asks,
        key=lambda ask: (
            -rank(name, ask.value),
            strictness(ask),
            ask.capability or "",
            ask.disruption or "",
        ),
    )
    winner = ordered[0]
    losers: dict[str, Loser] = {}
    for ask in ordered:
        if ask.value != winner.value and ask.capability not in (None, winner.capability):
            losers.setdefault(
                ask.capability or "", Loser(ask.capability or "", ask.disruption, ask.value)
            )
    return winner, tuple(losers[each] for each in sorted(losers))
