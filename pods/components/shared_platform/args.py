"""What products that share a platform are given of it."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi

from pods.errors import Problem, TopologyError

__all__ = ["PlatformArgs", "platform_of", "private_subnet_of"]


class PlatformArgs(TypedDict):
    """The network, the alerts and the boundary of a platform, for a product on it."""

    vpc_id: pulumi.Input[str]
    """VPC of every product."""
    vpc_cidr_block: pulumi.Input[str]
    """Addresses of the VPC."""
    public_subnet_ids: pulumi.Input[list[str]]
    """Subnets that the internet reaches, one in each zone."""
    private_subnet_ids: pulumi.Input[dict[str, str]]
    """Subnets of the PODs, by the name of their zone."""
    data_subnet_ids: pulumi.Input[list[str]]
    """Subnets without the internet, one in each zone."""
    alert_topic_arn: pulumi.Input[str]
    """Topic that people are told through."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Permissions boundary of every workload role. Default: none."""
    zone_id: NotRequired[pulumi.Input[str]]
    """Hosted zone of the products' names. Default: each product makes its own."""


def platform_of(
    reference: pulumi.StackReference, output: str = "platform", *, shared_zone: bool = False
) -> PlatformArgs:
    """Return what another stack exports of its platform, each part known once that stack is read.

    With `shared_zone` the products' names lie in the platform's hosted zone, which it must have.
    The deployment fails with a `TopologyError` for an output that lacks a part.
    """
    parts = sorted(PlatformArgs.__required_keys__ | ({"zone_id"} if shared_zone else set()))
    exported = pulumi.Output.all(reference.require_output(output), reference.name).apply(
        lambda known: _checked(known[0], f"output {output} of {known[1]}", parts)
    )

    def part(name: str) -> pulumi.Output[Any]:
        return exported.apply(lambda found: found.get(name))

    platform = PlatformArgs(
        vpc_id=part("vpc_id"),
        vpc_cidr_block=part("vpc_cidr_block"),
        public_subnet_ids=part("public_subnet_ids"),
        private_subnet_ids=part("private_subnet_ids"),
        data_subnet_ids=part("data_subnet_ids"),
        alert_topic_arn=part("alert_topic_arn"),
        permissions_boundary_arn=part("permissions_boundary_arn"),
    )
    # Whether a product makes its own zone must be plain before the other stack is read.
    return {**platform, "zone_id": part("zone_id")} if shared_zone else platform


def _checked(exported: Any, subject: str, parts: Sequence[str]) -> Mapping[str, Any]:
    """Return the exported platform; raises `TopologyError` where one of `parts` is not in it."""
    found: Mapping[str, Any] = exported if isinstance(exported, Mapping) else {}
    missing = [name for name in parts if found.get(name) is None]
    if missing:
        raise TopologyError(
            Problem(
                subject,
                f"no {', '.join(missing)}",
                "the outputs of a Platform are required",
                "Export `platform.outputs` in that stack, and bring it up first.",
            )
        )
    return found


def private_subnet_of(platform: PlatformArgs, zone: str) -> pulumi.Output[str]:
    """Return the private subnet of a zone; the deployment fails where the platform has none."""
    given: Any = platform["private_subnet_ids"]
    if isinstance(given, Mapping):  # of this program: only the zone's own subnet is waited for
        return pulumi.Output.from_input(_in_zone(given, zone))
    return pulumi.Output.from_input(given).apply(lambda subnets: _in_zone(subnets, zone))


def _in_zone(subnets: Mapping[str, str], zone: str) -> str:
    if zone not in subnets:
        raise TopologyError(
            Problem(
                "platform",
                f"no private subnet in {zone}",
                f"its zones are {', '.join(sorted(subnets))}",
                "Name two of these as the product's availability_zones.",
            )
        )
    return subnets[zone]
