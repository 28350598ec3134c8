"""One step of a recovery, and how long it takes."""

from dataclasses import dataclass
from math import inf

from pods_policies.relations.resource import Resource
from pods_policies.verdicts import Change

__all__ = ["Step", "span"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step between a loss and the service being back; between two bounds, in seconds."""

    name: str
    low: float
    high: float
    why: str
    """Where the figure comes from."""
    subject: Resource | None = None
    """What it was read from; None for what was assumed or measured."""
    change: Change | None = None
    """What would make it shorter."""

    def __str__(self) -> str:
        """Render as `detection 30 s (clinic-primary)`."""
        return f"{self.name} {span(self.low, self.high)} ({self.why})"


def span(low: float, high: float) -> str:
    """Write a time as `90 s`, `12 min` or `60 to 120 s`."""
    return _text(low) if low == high else f"{_text(low)} to {_text(high)}"


def _text(seconds: float) -> str:
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size and seconds != inf:
            return f"{seconds / size:.4g} {unit}"
    return f"{seconds:g} s"
