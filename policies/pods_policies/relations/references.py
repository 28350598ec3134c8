"""Which resources of the stack a property refers to, also before any id is known.

After an update a property holds ids, ARNs or names. At the preview of a new stack it holds unknown
values; then the engine's property dependencies say which resources the values come from. They are
given for a whole top-level property, so with several unknown entries only the set is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pods_policies.reading import ABSENT, UNKNOWN, Truth
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["References", "referrers", "refers_to", "resolve"]


@dataclass(frozen=True, slots=True)
class References:
    """What a property refers to."""

    certain: tuple[Resource, ...] = ()
    """Resources of the stack that it refers to."""
    possible: tuple[Resource, ...] = ()
    """Resources that it may refer to: more dependencies than entries."""
    elsewhere: tuple[str, ...] = ()
    """Known identities that no resource of the stack carries."""
    complete: bool = True
    """False when something else may be meant that cannot be known before the update."""

    @property
    def is_absent(self) -> bool:
        """Answer whether the property certainly refers to nothing."""
        return self.complete and not (self.certain or self.possible or self.elsewhere)

    @property
    def everything(self) -> tuple[Resource, ...]:
        """The certain and the possible ones."""
        return (*self.certain, *self.possible)

    def includes(self, target: Resource) -> Truth:
        """Answer whether it refers to a resource."""
        if target in self.certain:
            return True
        return UNKNOWN if target in self.possible or not self.complete else False


def resolve(stack: Stack, of: Resource, path: tuple[str | int, ...], *types: str) -> References:
    """Return what the value at a path refers to.

    Args:
        stack: the stack.
        of: the resource that has the property.
        path: keys and indexes, the top-level property first. Lists are taken entry by entry.
        types: the types that can be meant; other resources that the value also depends on (a
            Region's name inside an ARN) are left out.
    """
    value = of.declared(*path)
    if value is ABSENT:
        return References()
    entries = value if isinstance(value, list) else [value]
    certain: dict[str, Resource] = {}
    elsewhere: list[str] = []
    unknown = 0
    for entry in entries:
        found = stack.named(entry, *types)
        if found:
            certain |= {one.urn: one for one in found}
        elif isinstance(entry, str):
            elsewhere.append(entry)
        elif entry is UNKNOWN:
            unknown += 1
    known = References(tuple(certain.values()), (), tuple(elsewhere))
    if not unknown:
        return _with_kept_dependency(stack, of, path, types, known)
    sources = [one for one in stack.sources(of, str(path[0]), *types) if one.urn not in certain]
    return _by_sources(known, sources, unknown, whole=value is UNKNOWN, deep=len(path) > 1)


def _with_kept_dependency(
    stack: Stack,
    of: Resource,
    path: tuple[str | int, ...],
    types: tuple[str, ...],
    known: References,
) -> References:
    """Take the one dependency for the one known text that names nothing of the stack.

    A provider may know a reference by another spelling (an ARN built from an id); where the whole
    property holds one text and comes from one resource, it is that resource.
    """
    sources = stack.sources(of, str(path[0]), *types) if len(path) == 1 else []
    if len(known.elsewhere) == len(sources) == 1 and not known.certain:
        return References(tuple(sources))
    return known


def _by_sources(
    known: References, sources: list[Resource], unknown: int, *, whole: bool, deep: bool
) -> References:
    if not sources:
        return References(known.certain, (), known.elsewhere, complete=False)
    matched = len(sources) == 1 if whole else len(sources) == unknown
    # Deeper in a property the same dependencies serve its siblings: only one of a kind is certain.
    if matched and (not deep or len(sources) == 1):
        return References((*known.certain, *sources), (), known.elsewhere)
    complete = whole or unknown <= len(sources)
    return References(known.certain, tuple(sources), known.elsewhere, complete=complete)


def refers_to(stack: Stack, one: Resource, prop: str, target: Resource) -> Truth:
    """Answer whether a property of one resource refers to another."""
    return resolve(stack, one, (prop,), target.type).includes(target)


def referrers(
    stack: Stack, target: Resource, prop: str, *types: str
) -> Iterator[tuple[Resource, Truth]]:
    """Yield the resources of these types whose property refers to the target, or may."""
    for one in stack.of_type(*types):
        answer = refers_to(stack, one, prop, target)
        if answer is not False:
            yield one, answer
