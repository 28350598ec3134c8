"""One stack as a file holds it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pods_policies.reading import UNKNOWN
from pods_policies.relations.parents import chain_of, parents_of
from pods_policies.relations.resource import Options, Parent, Resource

__all__ = ["Document", "Position", "name_of", "options_of", "parents_in", "position_of", "stack_of"]

_PROJECT: Final = "project:///"
_PACKAGES: Final = ("site-packages/", "dist-packages/", "node_modules/")


@dataclass(frozen=True, slots=True)
class Position:
    """The place of the program that a resource comes from."""

    file: str
    """Relative to the folder of the project."""
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a state or a preview tells of one stack."""

    source: str
    """The file's name, or `-`."""
    kind: str
    """`state` or `preview`."""
    stack: str
    """The stack's name and its project's, as its URNs have them: `prod::clinic`."""
    resources: tuple[Resource, ...]
    managed: frozenset[str]
    """URNs of the resources that the program makes; it only reads the others."""
    positions: Mapping[str, Position] = field(default_factory=dict)
    """By URN."""
    leaving: tuple[Resource, ...] = ()
    """What a preview deletes; no part of the stack that it expects."""
    notes: tuple[str, ...] = ()
    """What a reader of the report must know of the file."""


def stack_of(urn: str) -> str:
    """Return the stack and the project of a URN, as `prod::clinic`; nothing for no URN."""
    return "::".join(urn.removeprefix("urn:pulumi:").split("::")[:2]) if urn else ""


def name_of(urn: str) -> str:
    """Return a resource's name."""
    return urn.rsplit("::", 1)[-1]


def options_of(entry: Mapping[str, Any]) -> Options:
    """Return the options that a state keeps; it does not keep `deleteBeforeReplace`."""
    ignored = entry.get("ignoreChanges")
    return Options(
        protect=bool(entry.get("protect")),
        ignore_changes=tuple(map(str, ignored)) if isinstance(ignored, list) else (),
        delete_before_replace=UNKNOWN,
        retain_on_delete=bool(entry.get("retainOnDelete")),
    )


def parents_in(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Parent, ...]]:
    """Return the components around each resource, nearest first, by URN."""
    known = {
        str(one["urn"]): (str(one["type"]), name_of(one["urn"]), str(one.get("parent") or ""))
        for one in entries
    }
    return {
        urn: chain_of(above, known) or parents_of(urn, above)
        for urn, (_, _, above) in known.items()
    }


def position_of(entry: Mapping[str, Any]) -> Position | None:
    """Return the innermost place of the program's own files that led to a resource."""
    return next((one for one in map(_own, _places(entry)) if one is not None), None)


def _places(entry: Mapping[str, Any]) -> Iterator[str]:
    yield str(entry.get("sourcePosition") or "")
    trace = entry.get("stackTrace")
    for frame in trace if isinstance(trace, list) else ():
        if isinstance(frame, dict):
            yield str(frame.get("sourcePosition") or "")


def _own(place: str) -> Position | None:
    file, _, line = place.removeprefix(_PROJECT).partition("#")
    is_own = place.startswith(_PROJECT) and not any(each in file for each in ("..", *_PACKAGES))
    number = line.split(",")[0]
    return Position(file, int(number)) if is_own and file and number.isdecimal() else None
