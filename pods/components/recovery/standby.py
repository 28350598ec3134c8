"""The two PODs of the recovery Region, of instances or of containers as at home."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi

from pods.components.backup.snapshot_schedule import SNAPSHOT_TAG
from pods.components.containers import ContainerPod
from pods.components.pod import Pod
from pods.components.recovery.args import RecoveryRegionArgs
from pods.topology import RecoveryPlan, container_capacity

__all__ = ["Standby", "standby_pods"]


@dataclass(frozen=True)
class Standby:
    """A POD there, and what it is started by."""

    pod: Pod | ContainerPod
    name: pulumi.Output[str]
    """Its Auto Scaling group, or its ECS service."""


def standby_pods(
    name: str,
    plan: RecoveryPlan,
    args: RecoveryRegionArgs,
    image_id: pulumi.Output[str] | None,
    *,
    private_subnet_ids: Mapping[str, pulumi.Output[str]],
    security_group_id: pulumi.Input[str],
    secret: Mapping[str, pulumi.Input[str] | None],
    environment: Mapping[str, pulumi.Input[str]],
    target_group_arns: Mapping[str, pulumi.Output[str]],
    opts: pulumi.ResourceOptions,
) -> dict[str, Standby]:
    """Make both, by role: each in a zone of its own, with its share of what runs."""
    places = {
        "primary": (plan.primary_zone, plan.primary),
        "secondary": (plan.secondary_zone, plan.secondary),
    }
    shared = {
        "security_group_ids": [security_group_id],
        **secret,
        "bucket_arn": args.get("bucket_arn"),
        "access": args.get("access"),
        "permissions_boundary_arn": args.get("permissions_boundary_arn"),
        "tags": {
            **(args.get("tags") or {}),
            **({} if args.get("containers") else {SNAPSHOT_TAG: name}),
        },
    }
    made = {}
    for role, (zone, capacity) in places.items():
        whole: Any = {
            **_made_of(plan, args, image_id),
            **shared,
            "role": role,
            "availability_zone": zone,
            "subnet_id": private_subnet_ids[zone],
            "target_group_arns": [target_group_arns[role]],
            "running": capacity.running,
            "maximum": capacity.maximum,
        }
        if args.get("containers"):
            whole["environment"] = {**environment, **(whole.get("environment") or {})}
            # Fargate holds no room for tasks that do not run: what would be reserved runs.
            whole["running"] = container_capacity(capacity).running
            service = ContainerPod(f"{name}-{role}", whole, opts)
            made[role] = Standby(service, service.service_name)
        else:
            whole |= {"warm": capacity.warm, "reserved": capacity.reserved}
            whole["environment"] = dict(environment)
            pod = Pod(f"{name}-{role}", whole, opts)
            made[role] = Standby(pod, pod.group_name)
    return made


def _made_of(
    plan: RecoveryPlan, args: RecoveryRegionArgs, image_id: pulumi.Output[str] | None
) -> dict[str, Any]:
    """Return the settings of the home's PODs, with images that lie in this Region."""
    containers = args.get("containers")
    if not containers:
        settings: Any = {**(args.get("pod") or {})}
        return {**settings, "image_id": plan.image.image_id, "copied_image_id": image_id}
    home, here = f".ecr.{args['home_region']}.", f".ecr.{plan.region}."
    # A registry's replication keeps account, repository and tag or digest: the Region alone
    # differs (https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html).
    image = pulumi.Output.from_input(containers["image"])
    return {**containers, "image": image.apply(lambda text: text.replace(home, here))}
