"""What answers: the way in, and both PODs behind it."""

from typing import Any

from pods.components.backup import BACKUP_TAG
from pods.components.backup.snapshot_schedule import SNAPSHOT_TAG
from pods.components.containers import ContainerPod
from pods.components.pod import Pod
from pods.components.pod_pair.data import Data, backups_name
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.ground import Ground
from pods.components.traffic import Traffic
from pods.topology import PodCapacity, container_capacity

__all__ = ["AnyPod", "make_pods", "make_traffic"]

AnyPod = Pod | ContainerPod
"""A POD of instances, or of containers: their outputs are the same."""


def make_traffic(frame: Frame, ground: Ground) -> Traffic:
    """Make the way in; its load balancers carry the pair's own name, as AWS allows 32 letters."""
    args: Any = {
        "zone_id": ground.zone_id,
        **frame.settings("traffic"),
        "domain": frame.args["domain"],
        "vpc_id": ground.vpc_id,
        "vpc_cidr_block": ground.vpc_cidr_block,
        "subnet_ids": ground.public_subnet_ids,
        "target_type": "ip" if frame.is_of_containers else "instance",
        "record_name": frame.home_name,
        "protect": frame.guarded,
        "tags": frame.tags,
    }
    return Traffic(frame.name, args, frame.opts)


def make_pods(frame: Frame, ground: Ground, traffic: Traffic, data: Data) -> dict[str, AnyPod]:
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
    environment = {
        "DATABASE_ENDPOINT": data.database.endpoint,
        "DATABASE_SECRET_ARN": data.database.secret_arn,
        "BUCKET": data.object_store.bucket,
    }
    shared = {
        "environment": environment,
        "security_group_ids": [traffic.target_security_group_id],
        "secret_arn": data.database.secret_arn,
        "secret_key_arn": data.database.key_arn,
        "bucket_arn": data.object_store.bucket_arn,
        "access": frame.args.get("access"),
        "permissions_boundary_arn": ground.boundary_arn,
    }
    return {
        role: _pod(
            frame,
            role,
            {
                **shared,
                "role": role,
                "availability_zone": zone,
                "subnet_id": ground.private_subnet_ids[zone],
                "target_group_arns": groups,
            },
            capacity,
        )
        for role, (zone, capacity, groups) in places.items()
    }


def _pod(frame: Frame, role: str, args: dict[str, Any], capacity: PodCapacity) -> AnyPod:
    name = f"{frame.name}-{role}"
    whole: Any
    if frame.is_of_containers:
        tasks = container_capacity(capacity)
        whole = {
            "app_port": frame.settings("traffic").get("app_port"),
            **frame.settings("containers"),
            **args,
            "environment": {
                **args["environment"],
                **(frame.settings("containers").get("environment") or {}),
            },
            # Fargate holds no room for tasks that do not run: what would be reserved runs.
            "running": tasks.running,
            "maximum": tasks.maximum,
            "tags": frame.tags,
        }
        return ContainerPod(name, whole, frame.opts)
    whole = {
        **frame.settings("pod"),
        **args,
        "running": capacity.running,
        "maximum": capacity.maximum,
        "warm": capacity.warm,
        "reserved": capacity.reserved,
        "tags": {
            **frame.tags,
            SNAPSHOT_TAG: frame.name,
            **({BACKUP_TAG: backups_name(frame)} if frame.args.get("backups") else {}),
        },
    }
    return Pod(name, whole, frame.opts)
