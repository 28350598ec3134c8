"""What a rule sees of one resource: settled properties, options, components and provider."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pods_policies.reading import UNKNOWN, Missing, Truth, read

__all__ = [
    "ROOT",
    "LastRead",
    "Options",
    "Parent",
    "Resource",
    "last_read",
    "resource",
    "type_label",
]

ROOT: Final = "pulumi:pulumi:Stack"
"""Type of the resource that stands for the stack itself."""

_OURS: Final = "pods:index:"
"""What the types of our components begin with."""


@dataclass(slots=True)
class LastRead:
    """The property that was read last: what to name when its value turns out to be unusable."""

    resource: "Resource | None" = None
    steps: tuple[str | int, ...] = ()

    def forget(self) -> None:
        """Begin anew, for another rule."""
        self.resource, self.steps = None, ()

    @property
    def path(self) -> str:
        """The path in Pulumi's spelling, such as `rules[0].schedule`."""
        words = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps]
        return "".join(words).removeprefix(".")

    def __str__(self) -> str:
        """Render as `multiAz of aws.rds.Instance "db"`."""
        return self.path if self.resource is None else f"{self.path} of {self.resource.label}"


last_read: Final = LastRead()


@dataclass(frozen=True, slots=True)
class Parent:
    """A component that holds the resource; its name is known for the nearest one at least."""

    type: str
    name: str | None

    def __str__(self) -> str:
        """Render as `Database "clinic-database"`."""
        short = self.type.rsplit(":", 1)[-1]
        return short if self.name is None else f'{short} "{self.name}"'


@dataclass(frozen=True, slots=True)
class Options:
    """The resource options that a continuity rule can be about."""

    protect: Truth = False
    ignore_changes: tuple[str, ...] = ()
    """Property paths, in Pulumi's spelling."""
    delete_before_replace: Truth = False
    retain_on_delete: Truth = UNKNOWN
    """The engine does not pass it to policies; states and saved previews carry it."""


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
    options: Options = Options()
    operation: str | Missing = UNKNOWN
    """What a saved preview does to it (`create`, `update`, `replace`, `delete`, `same`)."""

    def declared(self, *path: str | int) -> Any:
        """Read what the program sets.

        A property that the provider fills in keeps its old value in a preview; judged by the final
        state alone, a setting that was just removed would still seem to be there.
        """
        last_read.resource, last_read.steps = self, path
        return read(self.outputs if self.inputs is None else self.inputs, *path)

    def computed(self, *path: str | int) -> Any:
        """Read the final state."""
        last_read.resource, last_read.steps = self, path
        return read(self.outputs, *path)

    @property
    def component(self) -> Parent | None:
        """The outermost of our components around it, whose arguments the program sets."""
        ours = [parent for parent in self.parents if parent.type.startswith(_OURS)]
        return ours[-1] if ours else None

    @property
    def label(self) -> str:
        """The resource as a program writes it: `aws.rds.Instance "clinic-database"`."""
        return f'{type_label(self.type)} "{self.name}"'


def type_label(token: str) -> str:
    """Write a type token as Python does: `aws:rds/instance:Instance` is `aws.rds.Instance`."""
    package, module, name = [*token.split(":"), "", ""][:3]
    return ".".join(part for part in (package, module.split("/")[0], name) if part)


def resource(
    kind: str,
    name: str,
    properties: Mapping[str, Any],
    depends: Mapping[str, tuple[str, ...]] | None = None,
    options: Options = Options(),
) -> Resource:
    """Make a resource of an example stack, as the pages and the messages of a rule show it.

    Its URN is `urn:pulumi:example::example::<type>::<name>`.
    """
    return Resource(
        urn=f"urn:pulumi:example::example::{kind}::{name}",
        type=kind,
        name=name,
        inputs=properties,
        outputs=properties,
        depends=depends or {},
        options=options,
    )
