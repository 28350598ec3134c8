"""The components around a resource, nearest first."""

from collections.abc import Mapping
from typing import Final

from pods_policies.relations.resource import ROOT, Parent

__all__ = ["chain_of", "parents_of"]

_DEEPEST: Final = 64
"""Components around a resource that are looked at: no design needs more, and a chain without end
would cost its length for every resource."""


def parents_of(urn: str, parent: str | None) -> tuple[Parent, ...]:
    """Read the chain of components from a URN; only the nearest one's name is known."""
    types = urn.split("::")[2].split("$")[:-1] if urn.count("::") >= 3 else []  # noqa: PLR2004
    name = parent.rsplit("::", 1)[-1] if parent else None
    return tuple(
        Parent(kind, name if depth == 0 else None) for depth, kind in enumerate(reversed(types))
    )


def chain_of(start: str, known: Mapping[str, tuple[str, str, str]]) -> tuple[Parent, ...]:
    """Return the components above, nearest first; each known by URN as type, name and parent."""
    found: list[Parent] = []
    seen: set[str] = set()
    urn = start
    while urn in known and urn not in seen and len(found) < _DEEPEST:
        seen.add(urn)  # a broken state may hold a circle
        kind, name, above = known[urn]
        if kind != ROOT:
            found.append(Parent(kind, name))
        urn = above
    return tuple(found)
