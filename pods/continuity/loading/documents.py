"""One file of a plan as a plain tree, and where everything in it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from pods.continuity.findings import Finding
from pods.continuity.loading.report import Located

__all__ = [
    "START",
    "Document",
    "Mark",
    "Marks",
    "Path",
    "Place",
    "Plain",
    "Positions",
    "RefusedTextError",
    "fault",
]

Plain: TypeAlias = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | date | None
"""A value of a tree."""
Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]
"""Line and column, from 1."""
Mark: TypeAlias = tuple[Place, Place, "Marks | None"]
"""Where a key stands, where its value stands, and the marks within the value."""
Marks: TypeAlias = dict[str | int, Mark]

START: Place = (1, 1)


class RefusedTextError(Exception):
    """A file that cannot be read as a tree; carries the one finding that says why."""

    def __init__(self, located: Located) -> None:
        """Hold the finding."""
        super().__init__(str(located))
        self.located = located


class Positions:
    """Where each path of a document stands; built when it is first asked for."""

    def __init__(self, build: Callable[[], Mark]) -> None:
        """Take what builds the marks of the root."""
        self._build = build

    @cached_property
    def _root(self) -> Mark:
        return self._build()

    def key(self, path: Path) -> Place:
        """Return the place of the path's key, or of its nearest ancestor that stands."""
        return self._nearest(path)[0][0]

    def value(self, path: Path) -> Place:
        """Return the place of the path's value, or of its nearest ancestor that stands."""
        return self._nearest(path)[0][1]

    def best(self, path: Path) -> Place:
        """Return the place that a reader looks for.

        That is the value, but the key of a mapping or a list, which begins on a later line; for
        a key that is missing, that of its parent.
        """
        mark, complete = self._nearest(path)
        return mark[1] if complete and mark[2] is None else mark[0]

    def _nearest(self, path: Path) -> tuple[Mark, bool]:
        mark = self._root
        for part in path:
            below = (mark[2] or {}).get(part)
            if below is None:
                return mark, False
            mark = below
        return mark, True


@dataclass(slots=True)
class Document:
    """A file that was read."""

    file: str
    value: Plain
    positions: Positions
    findings: list[Located] = field(default_factory=list)
    """What is wrong with its form, and did not keep it from being read: duplicate keys, say."""


def fault(
    file: str,
    place: Place,
    code: str,
    *,
    observed: str,
    required: str,
    remedy: str,
    path: Path = (),
) -> Located:
    """Return an error at a place of a file."""
    return Located(Finding(code, path, observed, required, remedy), file, *place)
