"""Reads tags, in each of the forms in which resources carry them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, read, some
from pods_policies.relations.resource import Resource

__all__ = ["ROLE", "SERVICE", "TIER", "Tags", "tags_of"]

SERVICE = "pods:service"
ROLE = "pods:role"
TIER = "pods:tier"

GROUP = "aws:autoscaling/group:Group"


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags of one resource; a value may be `UNKNOWN`."""

    known: Mapping[str, Any] = field(default_factory=dict)
    complete: bool = True
    """False when further tags may exist whose keys are unknown."""

    def get(self, key: str) -> str | Missing:
        """Return the value, `ABSENT`, or `UNKNOWN` when the tag may be there."""
        if key in self.known:
            value = self.known[key]
            return value if value is UNKNOWN else str(value)
        return ABSENT if self.complete else UNKNOWN

    def has(self, key: str, value: Any) -> Truth:
        """Answer whether the tag is there with this value."""
        own = self.get(key)
        if own is ABSENT:
            return False
        return UNKNOWN if UNKNOWN in (own, value) else own == str(value)

    def has_any(self, wanted: Mapping[str, Any]) -> Truth:
        """Answer whether one of these tags is there."""
        return some(self.has(key, value) for key, value in wanted.items())

    def over(self, below: "Tags") -> "Tags":
        """Lay these tags over others; these win."""
        return Tags({**below.known, **self.known}, self.complete and below.complete)


def from_mapping(value: Any) -> Tags:
    """Read tags written as a mapping."""
    if value is UNKNOWN:
        return Tags(complete=False)
    return Tags(value if isinstance(value, dict) else {})


def from_list(value: Any, *, launched_only: bool = False) -> Tags:
    """Read tags written as a list of key, value and propagate-at-launch, as Auto Scaling does."""
    if not isinstance(value, list):
        return Tags(complete=value is not UNKNOWN)
    known: dict[str, Any] = {}
    complete = True
    for item in value:
        key = read(item, "key")
        if launched_only and read(item, "propagateAtLaunch") is not True:
            continue
        if isinstance(key, str):
            known[key] = read(item, "value")
        else:
            complete = False
    return Tags(known, complete)


def tags_of(resource: Resource) -> Tags:
    """Return the tags that the resource will carry, the provider's default tags included."""
    if resource.type == GROUP:  # the provider does not put its default tags on groups
        return from_list(resource.declared("tags"))
    return from_mapping(resource.declared("tags")).over(default_tags(resource))


def default_tags(resource: Resource) -> Tags:
    """Return the default tags of the resource's provider; the engine passes them as JSON text."""
    value = read(resource.provider, "defaultTags")
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return Tags(complete=False)
    return from_mapping(read(value, "tags"))


def common(all_tags: Iterable[Tags]) -> Tags:
    """Return the tags that all of these share; none for no tags at all."""
    rest = list(all_tags)
    if not rest:
        return Tags()
    first, *others = rest
    shared = {
        key: value
        for key, value in first.known.items()
        if all(other.get(key) == value for other in others)
    }
    return Tags(shared, all(tags.complete for tags in rest))
