"""Turns what the SDK hands to a policy into our `Resource` and `Stack`, once a request.

The SDK calls each policy with fresh proxies of the same resource. The policies of a pack run in a
fixed order, so a policy that comes back to a resource means a new request; the others of the same
request share the first one's conversion. Inputs seen with a single resource are remembered for the
rules that judge the whole stack, since the engine shows them final states only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pulumi_policy import PolicyResource, ResourceValidationArgs, StackValidationArgs
from pulumi_policy.deserialize import serialize_properties

from pods_policies.reading import settled
from pods_policies.stack import Parent, Resource, Stack

__all__ = ["Conversions", "plain"]

ROOT = "pulumi:pulumi:Stack"

T = TypeVar("T")


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Unwrap the SDK's proxies; unknown values become `UNKNOWN` and never raise."""
    return dict(settled(serialize_properties(properties)))


@dataclass(slots=True)
class _Shared(Generic[T]):
    value: T
    readers: set[str]


@dataclass(slots=True)
class Conversions:
    """The conversions that the policies of one pack share."""

    _resources: dict[str, _Shared[Resource]] = field(default_factory=dict)
    _stack: _Shared[Stack] | None = None

    def resource(self, args: ResourceValidationArgs, reader: str) -> Resource:
        """Return the resource of a request; `reader` is the name of the policy that asks."""
        shared = self._resources.get(args.urn)
        if shared is None or reader in shared.readers:
            shared = _Shared(self._convert(args), set())
            self._resources[args.urn] = shared
        shared.readers.add(reader)
        return shared.value

    def stack(self, args: StackValidationArgs, reader: str) -> Stack:
        """Return the stack of a request; `reader` is the name of the policy that asks."""
        shared = self._stack
        if shared is None or reader in shared.readers:
            shared = _Shared(Stack(map(self._convert_final, args.resources)), set())
            self._stack = shared
        shared.readers.add(reader)
        return shared.value

    def _convert(self, args: ResourceValidationArgs) -> Resource:
        properties = plain(args.props)
        return Resource(
            urn=args.urn,
            type=args.resource_type,
            name=args.name,
            inputs=properties,
            outputs=properties,
            parents=_parents(args.urn, args.opts.parent),
            provider=self._provider(args.provider),
        )

    def _convert_final(self, one: PolicyResource) -> Resource:
        seen = self._resources.get(one.urn)
        return Resource(
            urn=one.urn,
            type=one.resource_type,
            name=one.name,
            inputs=None if seen is None else seen.value.inputs,
            outputs=plain(one.props),
            parents=_named_parents(one) or _parents(one.urn, one.opts.parent),
            depends={
                prop: tuple(source.urn for source in sources)
                for prop, sources in one.property_dependencies.items()
            },
            provider=self._provider(one.provider),
        )

    def _provider(self, provider: Any) -> dict[str, Any]:
        return {} if provider is None else plain(provider.props)


def _parents(urn: str, parent: str | None) -> tuple[Parent, ...]:
    """Read the chain of components from a URN; only the nearest one's name is known."""
    types = urn.split("::")[2].split("$")[:-1] if urn.count("::") >= 3 else []  # noqa: PLR2004
    name = parent.rsplit("::", 1)[-1] if parent else None
    nearest_first = reversed(types)
    return tuple(
        Parent(kind, name if depth == 0 else None) for depth, kind in enumerate(nearest_first)
    )


def _named_parents(one: PolicyResource) -> tuple[Parent, ...]:
    found: list[Parent] = []
    parent = one.parent
    while parent is not None and parent.resource_type != ROOT:
        found.append(Parent(parent.resource_type, parent.name))
        parent = parent.parent
    return tuple(found)
