"""Resources as a program declares them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["UNKNOWN", "Declared"]

UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Stands for a value that is not known before the update; put it anywhere into properties."""

PREFIX: Final = "urn:pulumi:test::test::"
"""How the URN of every declared resource begins."""


@dataclass(frozen=True, eq=False)
class Declared:
    """A resource as a program declares it."""

    type: str
    """Type token, such as `aws:rds/instance:Instance`."""
    name: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    """Inputs, in Pulumi's spelling."""
    parent: "Declared | None" = None
    uses: "Mapping[str, Sequence[Declared]]" = field(default_factory=dict)
    """For each property, the resources whose outputs its value comes from."""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """What the provider adds to the inputs in the final state."""
    provider: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the resource's provider."""
    protect: bool = False
    ignore_changes: Sequence[str] = ()
    delete_before_replace: bool = False

    @property
    def urn(self) -> str:
        """The URN that the engine would give the resource."""
        # The engine leaves the stack itself out of the types around a resource.
        parent = self.parent
        if parent is None or parent.type == "pulumi:pulumi:Stack":
            return f"{PREFIX}{self.type}::{self.name}"
        around = parent.urn.split("::")[2]
        return f"{PREFIX}{around}${self.type}::{self.name}"
