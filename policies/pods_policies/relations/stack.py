"""The stack that rules relate resources in: built once, read only, indexed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from pods_policies.relations.plan import PLAN, Plans, plans_in
from pods_policies.relations.resource import Resource
from pods_policies.waivers.ledger import Ledger

__all__ = ["Occasion", "Stack"]

_NAMES: Final = (
    "id",
    "arn",
    "name",
    "bucket",
    "identifier",
    "clusterIdentifier",
    "replicationGroupId",
    "keyId",
    "url",
    "dbSubnetGroupName",
    "arnSuffix",
    "domainName",
)
"""Properties by whose values other resources refer to one."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What rules know beside the resources: the time, the waivers in force, and what goes."""

    now: datetime
    waivers: Ledger = field(default_factory=Ledger)
    leaving: tuple[Resource, ...] = ()
    """Resources that a saved preview deletes; they are no part of the stack."""


class Stack:
    """The resources of one stack, or of several joined, in the order of their URNs."""

    def __init__(self, resources: Iterable[Resource], occasion: Occasion | None = None) -> None:
        """Index the resources: by URN, by type, by what others call them, and by who uses them.

        Args:
            resources: in any order; the engine's own order varies from run to run.
            occasion: the time and the waivers; the present moment and none unless given.
        """
        self.by_urn = {one.urn: one for one in sorted(resources, key=lambda one: one.urn)}
        self.occasion = occasion or Occasion(datetime.now(UTC))
        self._by_type: dict[str, list[Resource]] = {}
        self._by_name: dict[str, list[Resource]] = {}
        self._users: dict[str, list[tuple[Resource, str]]] = {}
        for one in self.by_urn.values():
            self._by_type.setdefault(one.type, []).append(one)
            for name in {value for value in map(one.computed, _NAMES) if isinstance(value, str)}:
                self._by_name.setdefault(name, []).append(one)
            for prop, urns in one.depends.items():
                for urn in dict.fromkeys(urns):
                    self._users.setdefault(urn, []).append((one, prop))
        self.plans: Plans = plans_in(self._by_type.get(PLAN, []))

    def __iter__(self) -> Iterator[Resource]:
        return iter(self.by_urn.values())

    def __len__(self) -> int:
        return len(self.by_urn)

    def of_type(self, *types: str) -> list[Resource]:
        """Return the resources of these types."""
        return [one for kind in types for one in self._by_type.get(kind, [])]

    def sources(self, of: Resource, prop: str, *types: str) -> list[Resource]:
        """Return the resources of these types that the value of a property comes from."""
        found = (self.by_urn.get(urn) for urn in of.depends.get(prop, ()))
        return [one for one in found if one is not None and one.type in types]

    def users(self, of: Resource, *types: str) -> list[tuple[Resource, str]]:
        """Return the resources of these types that use an output of one, and the property."""
        return [pair for pair in self._users.get(of.urn, []) if pair[0].type in types]

    def with_id(self, identity: Any, *types: str) -> list[Resource]:
        """Return the resources of these types that carry this id; none for an unknown id."""
        return [one for one in self.named(identity, *types) if one.computed("id") == identity]

    def named(self, identity: Any, *types: str) -> list[Resource]:
        """Return the resources of these types that carry this id, ARN, name or identifier."""
        found = self._by_name.get(identity, []) if isinstance(identity, str) else []
        return [one for one in found if not types or one.type in types]
