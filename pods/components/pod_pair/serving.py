"""What answers: the way in, and both PODs behind it."""

from typing import Any

from pods.components.pod import Pod
from pods.components.pod_pair.data import Data
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.ground import Ground
from pods.components.snapshot_schedule import SNAPSHOT_TAG
from pods.components.traffic import Traffic

__all__ = ["make_pods", "make_traffic"]


def make_traffic(frame: Frame, ground: Ground) -> Traffic:
    """Make the way in; its load balancers carry the pair's own name, as AWS allows 32 letters."""
    args: Any = {
        "zone_id": ground.zone_id,
        **frame.settings("traffic"),
        "domain": frame.args["domain"],
        "vpc_id": ground.vpc_id,
        "vpc_cidr_block": ground.vpc_cidr_block,
        "subnet_ids": ground.public_subnet_ids,
        "protect": frame.guarded,
        "tags": frame.tags,
    }
    return Traffic(frame.name, args, frame.opts)


def make_pods(frame: Frame, ground: Ground, traffic: Traffic, data: Data) -> dict[str, Pod]:
    """Make both PODs; the secondary is in a group of each entry, so that weights can reach it."""
    places = {
        "primary": (
            frame.plan.primary_zone,
            frame.capacity.primary,
            [traffic.primary.target_group_arns["primary"]],
        ),
        "secondary": (
            frame.plan.secondary_zone,
            frame.capacity.secondary,
            [
                traffic.secondary.target_group_arns["secondary"],
                traffic.primary.target_group_arns["shifted"],
            ],
        ),
    }
    shared = {
        **frame.settings("pod"),
        "security_group_ids": [traffic.target_security_group_id],
        "secret_arn": data.database.secret_arn,
        "bucket_arn": data.object_store.bucket_arn,
        "access": frame.args.get("access"),
        "permissions_boundary_arn": ground.boundary_arn,
        "tags": {**frame.tags, SNAPSHOT_TAG: frame.name},
    }
    pods = {}
    for role, (zone, capacity, groups) in places.items():
        args: Any = {
            **shared,
            "role": role,
            "availability_zone": zone,
            "subnet_id": ground.private_subnet_ids[zone],
            "target_group_arns": groups,
            "running": capacity.running,
            "maximum": capacity.maximum,
            "warm": capacity.warm,
            "reserved": capacity.reserved,
        }
        pods[role] = Pod(f"{frame.name}-{role}", args, frame.opts)
    return pods
