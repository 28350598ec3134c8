"""What both PODs stand on: the network and the boundary, their own or a platform's."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from pods.components.network import Network, NetworkSettings
from pods.components.platform_args import PlatformArgs, private_subnet_of
from pods.components.pod_pair.args import PodPairArgs

__all__ = ["Ground", "ground_of"]


@dataclass(frozen=True)
class Ground:
    """Where the parts of a pair are placed."""

    vpc_id: pulumi.Input[str]
    vpc_cidr_block: pulumi.Input[str]
    public_subnet_ids: pulumi.Input[list[str]]
    data_subnet_ids: pulumi.Input[list[str]]
    private_subnet_ids: Mapping[str, pulumi.Output[str]]
    """By zone."""
    boundary_arn: pulumi.Input[str] | None
    zone_id: pulumi.Input[str] | None
    """Hosted zone that the platform gives; None where the pair makes or names its own."""


def ground_of(
    name: str,
    args: PodPairArgs,
    zones: tuple[str, str],
    tags: dict[str, str],
    opts: pulumi.ResourceOptions,
) -> Ground:
    """Return the platform's ground, or make a network of the pair's own."""
    platform = args.get("platform")
    if platform is not None:
        return _given(platform, zones)
    settings = args.get("network") or NetworkSettings()
    network = Network(
        f"{name}-network",
        {**settings, "availability_zones": args["availability_zones"], "tags": tags},
        opts,
    )
    return Ground(
        vpc_id=network.vpc_id,
        vpc_cidr_block=network.plan.cidr_block,
        public_subnet_ids=network.public_subnet_ids,
        data_subnet_ids=network.data_subnet_ids,
        private_subnet_ids={zone: each.private for zone, each in network.zones.items()},
        boundary_arn=None,
        zone_id=None,
    )


def _given(platform: PlatformArgs, zones: tuple[str, str]) -> Ground:
    return Ground(
        vpc_id=platform["vpc_id"],
        vpc_cidr_block=platform["vpc_cidr_block"],
        public_subnet_ids=platform["public_subnet_ids"],
        data_subnet_ids=platform["data_subnet_ids"],
        private_subnet_ids={zone: private_subnet_of(platform, zone) for zone in zones},
        boundary_arn=platform.get("boundary_arn"),
        zone_id=platform.get("zone_id"),
    )
