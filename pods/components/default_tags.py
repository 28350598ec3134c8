"""The scheme's tags on what a program makes beside the components."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from pods.components.arguments.planning import planned
from pods.topology.tagging import plan_tags

__all__ = ["default_tags"]

# An Auto Scaling group's tags are a list, each with a word on its instances.
_GROUP = "aws:autoscaling/group:Group"


def default_tags(
    *,
    service: str,
    owner: str,
    tier: int = 1,
    role: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> pulumi.ResourceTransformation:
    """Return a transformation that tags every `aws:` resource by the scheme.

    What a resource says itself wins, key by key, and so do the components' own tags. Register it
    first thing: `pulumi.runtime.register_stack_transformation(default_tags(…))`; or give it to one
    resource and its children by `ResourceOptions(transformations=[…])`. Raises `TopologyError` for
    what AWS takes as no tag.
    """
    asked = {"service": service, "owner": owner, "tier": tier, "role": role, "tags": tags}
    defaults = planned("default tags", plan_tags, asked)

    def tagged(
        args: pulumi.ResourceTransformationArgs,
    ) -> pulumi.ResourceTransformationResult | None:
        if not args.type_.startswith("aws:") or not _takes_tags(args.resource):
            return None
        join = _in_list if args.type_ == _GROUP else _in_mapping
        given = pulumi.Output.from_input(args.props.get("tags"))
        props: dict[str, Any] = {
            **args.props,
            "tags": given.apply(lambda own: join(own, defaults)),
        }
        return pulumi.ResourceTransformationResult(props=props, opts=args.opts)

    return tagged


def _takes_tags(resource: pulumi.Resource) -> bool:
    constructor = getattr(resource, "_internal_init", None)
    return constructor is not None and "tags" in inspect.signature(constructor).parameters


def _in_mapping(own: Mapping[str, str] | None, defaults: Mapping[str, str]) -> dict[str, str]:
    return {**defaults, **(own or {})}


def _in_list(own: Sequence[Any] | None, defaults: Mapping[str, str]) -> list[Any]:
    given = list(own or [])
    keys = {each["key"] for each in given}
    return given + [
        {"key": key, "value": value, "propagate_at_launch": True}
        for key, value in defaults.items()
        if key not in keys
    ]
