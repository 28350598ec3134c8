"""What both PODs stand on: network, boundary and isolation, their own or a platform's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi

from pods.components.network import Network
from pods.components.pod_pair.frame import Frame
from pods.components.security import IsolationSwitch, WorkloadBoundary
from pods.components.shared_platform import PlatformArgs, private_subnet_of
from pods.topology import CONTAINER_ENDPOINTS

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
    """Policy that bounds every workload's role; None where the platform has none."""
    zone_id: pulumi.Input[str] | None
    """Hosted zone that the platform gives; None where the pair makes or names its own."""


def ground_of(frame: Frame) -> Ground:
    """Return the platform's ground, or make one of the pair's own."""
    platform = frame.args.get("platform")
    if platform is not None:
        return _given(platform, (frame.plan.primary_zone, frame.plan.secondary_zone))
    place: Any = {
        **({"interface_endpoints": [*CONTAINER_ENDPOINTS]} if frame.is_of_containers else {}),
        **frame.settings("network"),
        "availability_zones": frame.args["availability_zones"],
        "tags": frame.tags,
    }
    network = Network(f"{frame.name}-network", place, frame.opts)
    limits: Any = {**frame.settings("boundary"), "tags": frame.tags}
    boundary = WorkloadBoundary(f"{frame.name}-workloads", limits, frame.opts)
    switch: Any = {
        **frame.settings("isolation"),
        "vpc_id": network.vpc_id,
        "tags": frame.tags,
    }
    IsolationSwitch(f"{frame.name}-isolation", switch, frame.opts)
    return Ground(
        vpc_id=network.vpc_id,
        vpc_cidr_block=network.plan.cidr_block,
        public_subnet_ids=network.public_subnet_ids,
        data_subnet_ids=network.data_subnet_ids,
        private_subnet_ids={zone: each.private for zone, each in network.zones.items()},
        boundary_arn=boundary.policy_arn,
        zone_id=None,
    )


def _given(platform: PlatformArgs, zones: tuple[str, str]) -> Ground:
    return Ground(
        vpc_id=platform["vpc_id"],
        vpc_cidr_block=platform["vpc_cidr_block"],
        public_subnet_ids=platform["public_subnet_ids"],
        data_subnet_ids=platform["data_subnet_ids"],
        private_subnet_ids={zone: private_subnet_of(platform, zone) for zone in zones},
        boundary_arn=platform.get("permissions_boundary_arn"),
        zone_id=platform.get("zone_id"),
    )
