"""The Region that a component's resources will lie in, where the program alone says so."""

from collections.abc import Iterator, Mapping

import pulumi

from pods.components.regions.transformation import region_given_by

__all__ = ["region_of_stack"]


def region_of_stack(opts: pulumi.ResourceOptions | None) -> str | None:
    """Return the Region of `in_region`, else the stack's `aws:region`.

    None without one, or where a provider was handed over.
    """
    given = region_given_by(opts)
    if given is not None:
        return given
    if opts is not None and any(each.package == "aws" for each in _providers(opts)):
        return None
    if opts is not None and opts.parent is not None and opts.parent.get_provider("aws:index:any"):
        return None
    return pulumi.Config("aws").get("region")


def _providers(opts: pulumi.ResourceOptions) -> Iterator[pulumi.ProviderResource]:
    if opts.provider is not None:
        yield opts.provider
    given = opts.providers or ()
    yield from given.values() if isinstance(given, Mapping) else given
