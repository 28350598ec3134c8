"""Reads AWS Backup selections: which resources of the stack each of them takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, some
from pods_policies.relations.backups.backup_targets import SELECTABLE, View, matches, views_of
from pods_policies.relations.backups.tag_conditions import (
    equalities,
    meets_all,
    pair_of,
    rows,
    tagged,
)
from pods_policies.relations.places.regions import is_elsewhere
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import Tags

__all__ = ["SELECTION", "Selection", "Selections", "selection_of"]

SELECTION: Final = "aws:backup/selection:Selection"


@dataclass(frozen=True, slots=True)
class Listing:
    """Resources that a selection names: by reference, by ARN or by wildcard."""

    certain: frozenset[str] = frozenset()
    """URNs that it names."""
    possible: frozenset[str] = frozenset()
    """URNs of which it names some."""
    patterns: tuple[str, ...] = ()
    unclear: bool = False
    """True when it may name anything: its text is not known before the update."""

    @property
    def is_empty(self) -> bool:
        """Answer whether it certainly names nothing."""
        return not (self.certain or self.possible or self.patterns or self.unclear)

    @property
    def only_named(self) -> bool:
        """Answer whether it takes nothing but the resources that it names."""
        return not self.patterns and not self.unclear

    def has(self, one: Resource, view: View) -> Truth:
        """Answer whether it names a resource."""
        if one.urn in self.certain:
            return True
        by_pattern = some(matches(pattern, view.arn) for pattern in self.patterns)
        perhaps = UNKNOWN if self.unclear or one.urn in self.possible else False
        return some([by_pattern, perhaps])


@dataclass(frozen=True, slots=True)
class Selection:
    """One selection: what it lists, what it leaves out, and the tags that it asks for."""

    resource: Resource
    listed: Listing
    excluded: Listing
    tags: Any
    """Rows of `selectionTags`: one that a resource carries is enough."""
    conditions: Any
    """`conditions`: all of them hold, beside the rest."""

    def takes(self, one: Resource, group: Iterable[View]) -> Truth:
        """Answer whether it takes all of a group of views of a resource.

        A plan backs up what is in its own Region, whatever its selections say.
        """
        if is_elsewhere(self.resource, one) is True:
            return False
        return every(self._takes(one, view) for view in group)

    def _takes(self, one: Resource, view: View) -> Truth:
        included = some([self.listed.has(one, view), tagged(self.tags, view.tags)])
        if included is False:
            return False
        excluded = self.excluded.has(one, view)
        kept = UNKNOWN if excluded is UNKNOWN else not excluded
        return every([included, kept, meets_all(self.conditions, view.tags)])

    @property
    def is_empty(self) -> bool:
        """Answer whether it certainly takes nothing, whatever the tags."""
        return self.listed.is_empty and self.tags in (ABSENT, [])

    def keys(self) -> list[tuple[str, str]] | None:
        """Return the tags of which a resource must carry one to be taken beside what is named.

        None where no tag is certainly needed.
        """
        asked = [pair for row in rows(self.conditions) for pair in equalities(row)]
        if asked:
            return asked[:1]
        if not self.listed.only_named or not isinstance(self.tags, list | Missing):
            return None
        pairs = [pair_of(row) for row in rows(self.tags)]
        known = [pair for pair in pairs if pair is not None]
        return None if self.tags is UNKNOWN or len(known) < len(pairs) else known


class Selections:
    """All selections of a stack, found by what they name and by the tags that they ask for."""

    def __init__(self, stack: Stack) -> None:
        """Read the selections once."""
        self.all = [selection_of(stack, one) for one in stack.of_type(SELECTION)]
        self._naming: dict[str, list[Selection]] = {}
        self._asking: dict[tuple[str, str], list[Selection]] = {}
        self._wide: list[Selection] = []
        for one in self.all:
            self._file(one)

    def _file(self, one: Selection) -> None:
        for urn in one.listed.certain | one.listed.possible:
            self._naming.setdefault(urn, []).append(one)
        keys = one.keys()
        if keys is None:
            self._wide.append(one)
        for key in keys or ():
            self._asking.setdefault(key, []).append(one)

    def candidates(self, resource: Resource, views: Iterable[View]) -> list[Selection]:
        """Return the selections that may take a resource, each once, in the order of their URNs."""
        found = {one.resource.urn: one for one in self._naming.get(resource.urn, [])}
        found |= {one.resource.urn: one for one in self._wide}
        for view in views:
            found |= {one.resource.urn: one for one in self._by_tags(view.tags)}
        return [found[urn] for urn in sorted(found)]

    def _by_tags(self, tags: Tags) -> Iterator[Selection]:
        if not tags.complete or UNKNOWN in tags.known.values():
            yield from (one for several in self._asking.values() for one in several)
            return
        for key, value in tags.known.items():
            yield from self._asking.get((key, str(value)), [])


def selection_of(stack: Stack, one: Resource) -> Selection:
    """Read one selection."""
    return Selection(
        resource=one,
        listed=_listing(stack, one, "resources"),
        excluded=_listing(stack, one, "notResources"),
        tags=one.declared("selectionTags"),
        conditions=one.declared("conditions"),
    )


def _listing(stack: Stack, of: Resource, prop: str) -> Listing:
    value = of.declared(prop)
    if value is ABSENT:
        return Listing()
    sources = of.depends.get(prop, ())
    nameable = {one.urn for one in stack.sources(of, prop, *SELECTABLE)}
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        # A list made of nothing but the ARNs of such resources names all of them.
        only_these = bool(nameable) and len(nameable) == len(set(sources))
        if value is UNKNOWN and only_these:
            return Listing(certain=frozenset(nameable))
        return Listing(possible=frozenset(nameable), unclear=True)
    named, patterns, unknown = _texts(stack, value)
    rest = frozenset(nameable - named)
    if not unknown or (rest and len(rest) > unknown):
        return Listing(frozenset(named), rest if unknown else frozenset(), tuple(patterns))
    # Fewer resources than entries: the others come from elsewhere, unless all sources are these.
    unclear = len(rest) < unknown and not (rest and len(nameable) == len(set(sources)))
    return Listing(frozenset(named | rest), frozenset(), tuple(patterns), unclear)


def _texts(stack: Stack, entries: list[Any]) -> tuple[set[str], list[str], int]:
    """Return the URNs that entries name, the wildcards among them, and how many are not known."""
    named: set[str] = set()
    patterns: list[str] = []
    for entry in entries:
        if isinstance(entry, str):
            if "*" in entry or "?" in entry:
                patterns.append(entry)
            else:
                named |= {one.urn for one in _bearers(stack, entry)}
    return named, patterns, sum(not isinstance(entry, str) for entry in entries)


def _bearers(stack: Stack, arn: str) -> Iterator[Resource]:
    """Yield the resources with this ARN, also where only their name is known before the update."""
    for one in stack.named(arn, *SELECTABLE):
        yield one
    name = arn.rsplit(":", 1)[-1].rsplit("/", 1)[-1]
    for one in stack.named(name, *SELECTABLE):
        if not isinstance(one.computed("arn"), str) and matches(arn, _shape(stack, one)) is True:
            yield one


def _shape(stack: Stack, one: Resource) -> str:
    return next((view.arn for group in views_of(stack, one) for view in group), "")
