"""Copies of a pair's volumes or machine images, on a schedule that AWS runs."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.backup.key_permissions import key_statements
from pods.components.identity import (
    Statement,
    account_of,
    allow,
    document,
    partition_of,
    trust,
)
from pods.components.protection import is_protected
from pods.components.regions.stack import region_of_stack
from pods.topology import SnapshotPlan, plan_snapshot_schedule

__all__ = ["SNAPSHOT_TAG", "SnapshotSchedule", "SnapshotScheduleArgs", "SnapshotScheduleSettings"]

SNAPSHOT_TAG = "pods:snapshot"
"""Tag by which a schedule finds its volumes or instances; its value is the schedule's name."""

_SCHEDULE_TAG = "pods:schedule"
"""Tag of everything that a schedule made, with its name."""


class SnapshotScheduleSettings(TypedDict):
    """What a product may choose of its snapshots."""

    interval_hours: NotRequired[int]
    """Hours between two runs: 1, 2, 3, 4, 6, 8, 12 or 24. Default: 12."""
    start_at: NotRequired[str]
    """UTC time of one of the runs. Default: 01:40."""
    retention_days: NotRequired[int]
    """Days for which a copy is kept. Default: 184, which no six months exceed."""
    resource_type: NotRequired[str]
    """VOLUME for snapshots, INSTANCE for machine images. Default: VOLUME."""
    copy_region: NotRequired[str]
    """Region that each is copied to, under a key of its own there. Default: none."""
    copy_retention_days: NotRequired[int]
    """Days for which such a copy is kept. Default: as long as its source."""


class SnapshotScheduleArgs(SnapshotScheduleSettings):
    """Inputs of `SnapshotSchedule`."""

    target: str
    """Value of the tag pods:snapshot on what is copied."""
    protect: NotRequired[bool]
    """Refuse deletion of the key of copies. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of the schedule and of every copy."""


@refuses_plainly
class SnapshotSchedule(pulumi.ComponentResource):
    """A Data Lifecycle Manager policy, with the role it works with."""

    policy_id: pulumi.Output[str]
    """Identifier of the policy."""
    worst_rpo_minutes: pulumi.Output[int]
    """Longest span of work that is lost with a volume: the interval, and an hour to start in."""
    copy_key_arn: pulumi.Output[str | None]
    """Key of the copies in the other Region; None without copies."""

    def __init__(
        self, name: str, args: SnapshotScheduleArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, SnapshotScheduleArgs)
        super().__init__("pods:index:SnapshotSchedule", name, {}, opts)
        of_this = pulumi.ResourceOptions(parent=self)
        known = {**args, "home_region": region_of_stack(opts)}
        plan = planned(name, plan_snapshot_schedule, known, part="snapshots")
        self.plan = plan
        tags = {**(args.get("tags") or {}), "Name": name}
        kept = pulumi.ResourceOptions(
            parent=self, protect=is_protected(args.get("protect")) or None
        )
        self.copy_key_arn = pulumi.Output.from_input(_copy_key(name, plan, tags, kept))
        role = aws.iam.Role(
            f"{name}-role",
            description="Copies volumes and instances on a schedule",
            assume_role_policy=trust("dlm.amazonaws.com"),
            tags=tags,
            opts=of_this,
        )
        permission = aws.iam.RolePolicy(
            f"{name}-role",
            role=role.id,
            policy=pulumi.Output.all(partition_of(role.arn), account_of(role.arn)).apply(
                lambda known: document(*_permissions(known[0], known[1], name, plan))
            ),
            opts=of_this,
        )
        policy = aws.dlm.LifecyclePolicy(
            f"{name}-policy",
            description=f"Every {plan.interval_hours} hours, kept {plan.retention_days} days",
            execution_role_arn=role.arn,
            state="ENABLED",
            policy_details={
                "policy_type": plan.policy_type,
                "resource_types": [plan.resource_type],
                "target_tags": {SNAPSHOT_TAG: args["target"]},
                "schedules": [
                    {
                        "name": f"every-{plan.interval_hours}-hours",
                        "create_rule": {
                            "interval": plan.interval_hours,
                            "interval_unit": "HOURS",
                            "times": plan.start_at,
                        },
                        "retain_rule": {
                            "interval": plan.retention_days,
                            "interval_unit": "DAYS",
                        },
                        "copy_tags": True,
                        "tags_to_add": {_SCHEDULE_TAG: name},
                        "cross_region_copy_rules": _copy_rules(plan, self.copy_key_arn),
                    }
                ],
            },
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[permission]),
        )
        self.policy_id = policy.id
        self.worst_rpo_minutes = pulumi.Output.from_input(plan.worst_rpo_minutes)
        self.register_outputs(
            {
                "policy_id": self.policy_id,
                "worst_rpo_minutes": self.worst_rpo_minutes,
                "copy_key_arn": self.copy_key_arn,
            }
        )


def _copy_key(
    name: str, plan: SnapshotPlan, tags: dict[str, str], kept: pulumi.ResourceOptions
) -> pulumi.Output[str] | None:
    """Make the key of the copies, in their Region: the loss of this one leaves them readable."""
    if plan.copy_region is None:
        return None
    return aws.kms.Key(
        f"{name}-copies-key",
        description=f"Copies of {name} from another Region",
        enable_key_rotation=True,
        deletion_window_in_days=30,
        region=plan.copy_region,
        tags=tags,
        opts=kept,
    ).arn


def _copy_rules(plan: SnapshotPlan, key_arn: pulumi.Output[str | None]) -> list[Any] | None:
    if plan.copy_region is None:
        return None
    # AWS names the Region differently for machine images.
    place = "target" if plan.resource_type == "VOLUME" else "target_region"
    return [
        {
            place: plan.copy_region,
            "encrypted": True,
            "cmk_arn": key_arn,
            "copy_tags": True,
            "retain_rule": {"interval": plan.copy_retention_days, "interval_unit": "DAYS"},
        }
    ]


def _permissions(partition: str, account: str, name: str, plan: SnapshotPlan) -> list[Statement]:
    """Return what the schedule may do: drop its own copies, by their tag, and nobody else's."""
    snapshots = [f"arn:{partition}:ec2:*::snapshot/*"]
    instances = plan.resource_type == "INSTANCE"
    images = [f"arn:{partition}:ec2:*::image/*"] if instances else []
    seeing = ["ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeVolumes"]
    taking = ["ec2:CreateSnapshot", "ec2:CreateSnapshots"]
    if instances:
        seeing.append("ec2:DescribeImages")
        taking += ["ec2:CreateImage", "ec2:DescribeImageAttribute"]
    if plan.copy_region is not None:
        taking.append("ec2:CopyImage" if instances else "ec2:CopySnapshot")
    sources = [f"arn:{partition}:ec2:*:{account}:{kind}/*" for kind in ("instance", "volume")]
    own = {"StringEquals": {f"aws:ResourceTag/{_SCHEDULE_TAG}": name}}
    found = [
        # What describes cannot be limited to a resource.
        allow(seeing, ["*"]),
        allow(taking, [*sources, *snapshots, *images]),
        allow(["ec2:CreateTags"], snapshots + images),
        # The snapshots behind an image do not carry the image's tags.
        allow(["ec2:DeleteSnapshot"], snapshots, condition=None if instances else own),
    ]
    if instances:
        dropping = [
            "ec2:DeregisterImage",
            "ec2:DisableImageDeprecation",
            "ec2:EnableImageDeprecation",
        ]
        found.append(allow(dropping, images, condition=own))
    if plan.copy_region is not None:
        found += key_statements(partition, account, ["ec2"])
    return found
