"""Turns what the SDK hands to a policy into our `Resource` and `Stack`.

Only the SDK's own service comes this way, which calls each policy with fresh proxies of the same
resource; the pack's service converts each message once (`messages`).
"""

from collections.abc import Mapping
from typing import Any

from pulumi_policy import PolicyResource, ResourceValidationArgs
from pulumi_policy.deserialize import serialize_properties

from pods_policies.reading import settled
from pods_policies.relations.parents import parents_of
from pods_policies.relations.resource import ROOT, Options, Parent, Resource
from pods_policies.sdk.messages import options_of

__all__ = ["converted", "converted_final", "plain"]


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Unwrap the SDK's proxies; unknown values become `UNKNOWN` and never raise."""
    return dict(settled(serialize_properties(properties)))


def converted(args: ResourceValidationArgs) -> Resource:
    """Return the resource of a policy's arguments: its inputs."""
    inputs = plain(args.props)
    return Resource(
        urn=args.urn,
        type=args.resource_type,
        name=args.name,
        inputs=inputs,
        outputs=inputs,
        parents=parents_of(args.urn, args.opts.parent),
        provider=_provider(args.provider),
        options=_options(args.opts),
    )


def converted_final(one: PolicyResource, inputs: Mapping[str, Any] | None) -> Resource:
    """Return a resource of a stack policy's arguments: its final state, and its inputs if known."""
    return Resource(
        urn=one.urn,
        type=one.resource_type,
        name=one.name,
        inputs=inputs,
        outputs=plain(one.props),
        parents=_named_parents(one) or parents_of(one.urn, one.opts.parent),
        depends={
            prop: tuple(source.urn for source in sources)
            for prop, sources in one.property_dependencies.items()
        },
        provider=_provider(one.provider),
        options=_options(one.opts),
    )


def _options(said: Any) -> Options:
    return options_of(
        protect=said.protect,
        ignore_changes=tuple(said.ignore_changes),
        delete_before_replace=said.delete_before_replace,
    )


def _provider(provider: Any) -> dict[str, Any]:
    return {} if provider is None else plain(provider.props)


def _named_parents(one: PolicyResource) -> tuple[Parent, ...]:
    found: list[Parent] = []
    seen: set[str] = set()
    parent = one.parent
    while parent is not None and parent.resource_type != ROOT and parent.urn not in seen:
        seen.add(parent.urn)
        found.append(Parent(parent.resource_type, parent.name))
        parent = parent.parent
    return tuple(found)
