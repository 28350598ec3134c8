"""Placing a component, and all that it is made of, in another Region than the stack's."""

import inspect
from typing import Any

import pulumi

__all__ = ["in_region", "region_given_by"]


class _InRegion:
    """A transformation: gives every `aws:` resource that names no Region this one.

    The provider stays the stack's own, with its account, role and default tags; types of global
    services (IAM, Route 53, CloudFront) have no Region and are left alone.
    """

    def __init__(self, region: str) -> None:
        """Remember the Region."""
        self.region = region

    def __call__(
        self, args: pulumi.ResourceTransformationArgs
    ) -> pulumi.ResourceTransformationResult | None:
        """Set the Region where the type has one and the program gave none."""
        if not args.type_.startswith("aws:") or not _has_region(args.resource):
            return None
        props: dict[str, Any] = dict(args.props)
        if props.get("region") is not None:
            return None
        return pulumi.ResourceTransformationResult(
            props={**props, "region": self.region}, opts=args.opts
        )


def _has_region(resource: pulumi.Resource) -> bool:
    constructor = getattr(resource, "_internal_init")  # noqa: B009 - pulumi_aws's, not Resource's
    return "region" in inspect.signature(constructor).parameters


def in_region(region: str, opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """Return the options that place a component and its children in this Region."""
    return pulumi.ResourceOptions.merge(
        opts, pulumi.ResourceOptions(transformations=[_InRegion(region)])
    )


def region_given_by(opts: pulumi.ResourceOptions | None) -> str | None:
    """Return the Region that `in_region` gave these options or a parent of theirs; else None."""
    if opts is None:
        return None
    inherited = opts.parent._transformations if opts.parent is not None else []  # noqa: SLF001
    for each in [*(opts.transformations or []), *(inherited or [])]:
        if isinstance(each, _InRegion):
            return each.region
    return None
