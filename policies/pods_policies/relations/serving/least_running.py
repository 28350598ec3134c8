"""How much of a compute resource runs at the least, whatever scaling does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, Missing, number
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.services import CONTAINERS, GROUP, NODES
from pods_policies.relations.stack import Stack

__all__ = ["SCALED", "SCALING_TARGET", "Least", "least_running"]

SCALING_TARGET: Final = "aws:appautoscaling/target:Target"
SCALED: Final = (GROUP, CONTAINERS, NODES)
"""The types of compute that run a number of something."""

_PATHS: Final = {
    GROUP: ("minSize",),
    CONTAINERS: ("desiredCount",),
    NODES: ("scalingConfig", "minSize"),
}
_IDENTITY: Final = ("service", "<cluster>", "<service>")
_TARGETS: "Final[WeakKeyDictionary[Stack, dict[str, Resource]]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Least:
    """A least number, and the property of the resource that sets it."""

    resource: Resource
    path: tuple[str, ...]

    @property
    def prop(self) -> str:
        """The property in Pulumi's spelling."""
        return ".".join(self.path)

    @property
    def count(self) -> float | Missing:
        """The number, 0 when it is not set, or `UNKNOWN`; raises as `number` does."""
        held = number(self.resource.declared(*self.path))
        return 0 if held is ABSENT else held


def least_running(stack: Stack, compute: Resource) -> Least:
    """Return how many instances, tasks or nodes of `SCALED` compute run at the least.

    For tasks that scale, the target of the scaling says it, not the service.
    """
    if compute.type == CONTAINERS:
        target = _targets(stack).get(compute.urn)
        if target is not None:
            return Least(target, ("minCapacity",))
    return Least(compute, _PATHS[compute.type])


def _targets(stack: Stack) -> dict[str, Resource]:
    known = _TARGETS.get(stack)
    if known is None:
        known = _TARGETS[stack] = dict(_scaled(stack))
    return known


def _scaled(stack: Stack) -> Iterator[tuple[str, Resource]]:
    """Yield the services that a target scales: `service/<cluster>/<service>`, or what it uses."""
    for target in stack.of_type(SCALING_TARGET):
        identity = target.declared("resourceId")
        parts = identity.split("/") if isinstance(identity, str) else []
        named = stack.named(parts[-1], CONTAINERS) if len(parts) == len(_IDENTITY) else []
        for service in named or resolve(stack, target, ("resourceId",), CONTAINERS).certain:
            yield service.urn, target
