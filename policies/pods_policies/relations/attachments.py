"""Which settings of their own resources belong to what: a bucket's versioning, a vault's lock."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pods_policies.reading import Missing, Truth
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["Attachments", "attachments"]


@dataclass(frozen=True, slots=True)
class Attachments:
    """Settings by the resource that they belong to, found in one pass over the settings."""

    certain: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    """By the URN of the resource."""
    possible: dict[str, list[Resource]] = field(default_factory=lambda: defaultdict(list))
    adrift: list[Resource] = field(default_factory=list)
    """Settings that may belong to any resource: their reference is not known."""

    def of(self, target: Resource) -> list[Resource]:
        """Return the settings that certainly belong to a resource."""
        return self.certain.get(target.urn, [])

    def perhaps_of(self, target: Resource) -> list[Resource]:
        """Return the settings that may belong to it, and may not."""
        return [*self.possible.get(target.urn, []), *self.adrift]

    def has(self, target: Resource) -> Truth:
        """Answer whether a resource has such a setting."""
        if self.of(target):
            return True
        return Missing.UNKNOWN if self.perhaps_of(target) else False


def attachments(
    stack: Stack, kinds: Iterable[str], path: tuple[str | int, ...], *targets: str
) -> Attachments:
    """Relate settings to what they belong to.

    Args:
        stack: the stack.
        kinds: types of the settings.
        path: the property by which a setting names its resource.
        targets: types of these resources.
    """
    found = Attachments()
    for one in stack.of_type(*kinds):
        named = resolve(stack, one, path, *targets)
        for target in named.certain:
            found.certain[target.urn].append(one)
        for target in named.possible:
            found.possible[target.urn].append(one)
        if not (named.complete or named.certain or named.possible):
            found.adrift.append(one)
    return found
