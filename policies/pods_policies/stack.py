"""What a rule sees: resources with settled properties, and the stack that relates them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pods_policies.reading import read

__all__ = ["Parent", "Resource", "Stack", "resource"]


@dataclass(frozen=True, slots=True)
class Parent:
    """A component that holds the resource; its name is known for the nearest one at least."""

    type: str
    name: str | None

    def __str__(self) -> str:
        """Render as `Database "clinic-database"`."""
        short = self.type.rsplit(":", 1)[-1]
        return short if self.name is None else f'{short} "{self.name}"'


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """One resource of the stack, in plain Python."""

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any] | None
    """What the program sets; None where only the final state is known."""
    outputs: Mapping[str, Any]
    """The final state: inputs and what the provider adds."""
    parents: tuple[Parent, ...] = ()
    """Components around it, nearest first."""
    depends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each property, the URNs of the resources that its value comes from."""
    provider: Mapping[str, Any] = field(default_factory=dict)
    """Settings of its provider."""

    def declared(self, *path: str | int) -> Any:
        """Read what the program sets.

        A property that the provider fills in keeps its old value in a preview; judged by the final
        state alone, a setting that was just removed would still seem to be there.
        """
        return read(self.outputs if self.inputs is None else self.inputs, *path)

    def computed(self, *path: str | int) -> Any:
        """Read the final state."""
        return read(self.outputs, *path)

    @property
    def label(self) -> str:
        """The resource as a program writes it: `aws.rds.Instance "clinic-database"`."""
        return f'{type_label(self.type)} "{self.name}"'


def type_label(token: str) -> str:
    """Write a type token as Python does: `aws:rds/instance:Instance` is `aws.rds.Instance`."""
    package, module, name = [*token.split(":"), "", ""][:3]
    return ".".join(part for part in (package, module.split("/")[0], name) if part)


class Stack:
    """The resources of a stack, in the order of their URNs: the engine's own order varies."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        """Index the resources by URN and by type."""
        self.by_urn = {one.urn: one for one in sorted(resources, key=lambda one: one.urn)}
        self._by_type: dict[str, list[Resource]] = {}
        for one in self.by_urn.values():
            self._by_type.setdefault(one.type, []).append(one)

    def __iter__(self) -> Iterator[Resource]:
        return iter(self.by_urn.values())

    def of_type(self, *types: str) -> list[Resource]:
        """Return the resources of these types."""
        return [one for kind in types for one in self._by_type.get(kind, [])]

    def sources(self, of: Resource, prop: str, *types: str) -> list[Resource]:
        """Return the resources of these types that the value of a property comes from."""
        found = (self.by_urn.get(urn) for urn in of.depends.get(prop, ()))
        return [one for one in found if one is not None and one.type in types]

    def with_id(self, identity: Any, *types: str) -> list[Resource]:
        """Return the resources of these types that carry this id; none for an unknown id."""
        return [
            one
            for one in self.of_type(*types)
            if isinstance(identity, str) and one.computed("id") == identity
        ]


def resource(
    kind: str,
    name: str,
    properties: Mapping[str, Any],
    depends: Mapping[str, tuple[str, ...]] | None = None,
) -> Resource:
    """Make a resource of an example stack, as the pages and the messages of a rule show it."""
    return Resource(
        urn=f"urn:pulumi:example::example::{kind}::{name}",
        type=kind,
        name=name,
        inputs=properties,
        outputs=properties,
        depends=depends or {},
    )
