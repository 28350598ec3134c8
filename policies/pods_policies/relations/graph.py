"""What each resource uses of the others, by dependency and by the ids that its properties hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.relations.resource import ROOT, Resource
from pods_policies.relations.stack import Stack

__all__ = ["Use", "uses_of"]

_BY_NAME: Final = re.compile(
    r"id|arn|.*(?:Id|Ids|Arn|Arns|Identifier|Identifiers|Name|Names|Url|Group)"
)
"""Properties that hold how another resource is called."""
_OWN: Final = frozenset({"clusterIdentifier", "domainName", "dbName", "finalSnapshotIdentifier"})
_TAGS: Final = frozenset({"tags", "tagsAll", "tagSpecifications", "defaultTags"})
_DEEPEST: Final = 12
_KNOWN: WeakKeyDictionary[Stack, dict[str, tuple["Use", ...]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Use:
    """One resource uses another."""

    prop: str
    """Top-level property whose value comes from the other."""
    target: Resource
    literal: bool
    """Whether the property's value itself names it; else the value only comes from it."""


def uses_of(stack: Stack, resource: Resource) -> tuple[Use, ...]:
    """Return what a resource uses; components, providers and the stack itself are left out."""
    known = _KNOWN.setdefault(stack, {})
    if resource.urn not in known:
        known[resource.urn] = tuple(_uses(stack, resource))
    return known[resource.urn]


def _uses(stack: Stack, resource: Resource) -> Iterator[Use]:
    seen = {(resource.urn, "")}
    for prop, target in _by_literal(stack, resource):
        if (target.urn, prop) not in seen and target is not resource:
            seen.add((target.urn, prop))
            yield Use(prop, target, literal=True)
    for prop, urns in resource.depends.items():
        for urn in urns:
            found = stack.by_urn.get(urn)
            if found is not None and (urn, prop) not in seen and _is_resource(found):
                seen.add((urn, prop))
                yield Use(prop, found, literal=False)


def _is_resource(one: Resource) -> bool:
    return one.type != ROOT and not one.type.startswith(("pulumi:", "pods:"))


def _by_literal(stack: Stack, resource: Resource) -> Iterator[tuple[str, Resource]]:
    """Yield what the known values of a resource name: an id, an ARN or a name that is one's own."""
    values = resource.outputs if resource.inputs is None else resource.inputs
    for prop, value in values.items():
        if prop in _TAGS or prop in _OWN:
            continue
        for key, text in _texts(prop, value, 0):
            found = stack.named(text) if text.startswith("arn:") or _BY_NAME.fullmatch(key) else []
            others = [one for one in found if one is not resource and _is_resource(one)]
            if len(others) == 1:
                yield prop, others[0]


def _texts(key: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif depth < _DEEPEST and isinstance(value, list):
        for item in value:
            yield from _texts(key, item, depth + 1)
    elif depth < _DEEPEST and isinstance(value, dict):
        for name, item in value.items():
            if name not in _TAGS:
                yield from _texts(str(name), item, depth + 1)
