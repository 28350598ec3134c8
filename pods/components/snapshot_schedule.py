"""Copies of a pair's volumes or machine images, on a schedule that AWS runs."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.argument_check import check_arguments
from pods.components.arguments import planned
from pods.components.identity import Statement, allow, document, partition_of, trust
from pods.components.refusals import refuses_plainly
from pods.topology import plan_snapshot_schedule

__all__ = ["SNAPSHOT_TAG", "SnapshotSchedule", "SnapshotScheduleArgs", "SnapshotScheduleSettings"]

SNAPSHOT_TAG = "pods:snapshot"
"""Tag by which a schedule finds its volumes or instances; its value is the schedule's name."""


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


class SnapshotScheduleArgs(SnapshotScheduleSettings):
    """Inputs of `SnapshotSchedule`."""

    target: str
    """Value of the tag pods:snapshot on what is copied."""
    tags: NotRequired[dict[str, str]]
    """Tags of the schedule and of every copy."""


@refuses_plainly
class SnapshotSchedule(pulumi.ComponentResource):
    """A Data Lifecycle Manager policy, with the role it works with."""

    policy_id: pulumi.Output[str]
    """Identifier of the policy."""
    worst_rpo_minutes: pulumi.Output[int]
    """Longest span of work that is lost with a volume: the interval, and an hour to start in."""

    def __init__(
        self, name: str, args: SnapshotScheduleArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, SnapshotScheduleArgs)
        super().__init__("pods:index:SnapshotSchedule", name, {}, opts)
        of_this = pulumi.ResourceOptions(parent=self)
        plan = planned(name, plan_snapshot_schedule, args, part="snapshots")
        self.plan = plan
        tags = {**(args.get("tags") or {}), "Name": name}
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
            policy=partition_of(role.arn).apply(
                lambda partition: document(*_permissions(partition, plan.resource_type))
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
                        "tags_to_add": {"pods:schedule": name},
                    }
                ],
            },
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[permission]),
        )
        self.policy_id = policy.id
        self.worst_rpo_minutes = pulumi.Output.from_input(plan.worst_rpo_minutes)
        self.register_outputs(
            {"policy_id": self.policy_id, "worst_rpo_minutes": self.worst_rpo_minutes}
        )


def _permissions(partition: str, resource_type: str) -> list[Statement]:
    """Return what the schedule may do; making and dropping images only where it copies these."""
    actions = [
        "ec2:CreateSnapshot",
        "ec2:CreateSnapshots",
        "ec2:DeleteSnapshot",
        "ec2:DescribeInstances",
        "ec2:DescribeSnapshots",
        "ec2:DescribeVolumes",
    ]
    copies = [f"arn:{partition}:ec2:*::snapshot/*"]
    if resource_type == "INSTANCE":
        actions += [
            "ec2:CreateImage",
            "ec2:DeregisterImage",
            "ec2:DescribeImageAttribute",
            "ec2:DescribeImages",
            "ec2:DisableImageDeprecation",
            "ec2:EnableImageDeprecation",
        ]
        copies.append(f"arn:{partition}:ec2:*::image/*")
    return [allow(actions, ["*"]), allow(["ec2:CreateTags"], copies)]
