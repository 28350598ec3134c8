"""Figures and how they are shown."""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

_WIDTH = 120  # a table that is read in a log must not be folded to a terminal's width


@dataclass
class Series:
    """Seconds of one thing, run several times."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Add the time that the block takes."""
        start = time.perf_counter()
        yield
        self.seconds.append(time.perf_counter() - start)

    @property
    def median(self) -> float:
        """Return the median, in seconds."""
        return statistics.median(self.seconds)


def paired_ratio(ours: Series, theirs: Series) -> float:
    """Return the median of the ratios pair by pair, so that a drifting machine cancels out."""
    return statistics.median(a / b for a, b in zip(ours.seconds, theirs.seconds, strict=True))


@dataclass(frozen=True)
class Comparison:
    """Two series side by side, and the ratio that is aimed at."""

    title: str
    ours: Series
    theirs: Series
    aim: float

    @property
    def ratio(self) -> float:
        """Return ours over theirs."""
        return paired_ratio(self.ours, self.theirs)


def show(comparisons: Sequence[Comparison], single: Sequence[Series]) -> None:
    """Print every comparison and every figure that stands alone."""
    console = Console(width=_WIDTH)
    table = Table(title="Side by side, medians in seconds", title_justify="left")
    for heading in ("what", "ours", "seconds", "against", "seconds", "ratio", "aim", "runs"):
        table.add_column(heading, justify="right" if heading in {"seconds", "ratio"} else "left")
    for each in comparisons:
        verdict = "kept" if each.ratio <= each.aim else "missed"
        table.add_row(
            each.title,
            each.ours.name,
            f"{each.ours.median:.2f}",
            each.theirs.name,
            f"{each.theirs.median:.2f}",
            f"{each.ratio:.2f}",
            f"{each.aim:.2f} {verdict}",
            str(len(each.ours.seconds)),
        )
    console.print(table)
    for series in single:
        console.print(f"{series.name:<40} {series.median:8.1f} s")
