"""Backup plans: snapshots of everything, and continuous backups of buckets."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.components.backup.surroundings import BACKUP_TAG, Surroundings
from pods.components.backup.vaults import Vault
from pods.components.identity import partition_of
from pods.topology import BackupsPlan
from pods.topology.regions.partitions import partition_of_region

__all__ = ["Chosen", "Running", "continuous_plan", "snapshot_plan"]

_PATTERNS = {
    "Aurora": ("rds:*:*:cluster:*",),
    "EBS": ("ec2:*:*:volume/*",),
    "EC2": ("ec2:*:*:instance/*",),
    "RDS": ("rds:*:*:db:*", "rds:*:*:cluster:*"),
    "S3": ("s3:::*",),
}


class Running(pulumi.ComponentResource):
    """A mark that backups run: Pulumi deletes it first of all, and where it is protected, nothing.

    The choice of what is backed up cannot be protected itself: AWS changes none, so that another
    bucket replaces it, and Pulumi replaces nothing that is protected.
    """

    def __init__(self, around: Surroundings, chosen: Sequence[pulumi.Resource]) -> None:
        """Make the mark, after everything that it stands for."""
        after = pulumi.ResourceOptions(depends_on=list(chosen))
        opts = pulumi.ResourceOptions.merge(around.kept, after)
        super().__init__("pods:backup:Running", f"{around.stem}-running", {}, opts)
        self.register_outputs({})


@dataclass(frozen=True)
class Chosen:
    """What is backed up, by reference; what carries the tag is, besides."""

    resource_arns: Sequence[pulumi.Input[str]]
    bucket_arns: Sequence[pulumi.Input[str]]
    role_arn: pulumi.Output[str]


def snapshot_plan(
    around: Surroundings,
    plan: BackupsPlan,
    vault: Vault,
    copies: Sequence[pulumi.Output[str]],
    chosen: Chosen,
) -> tuple[aws.backup.Plan, list[pulumi.Resource]]:
    """Make the plan that takes snapshots and copies each to every other vault, and what it takes.

    The second is the choice of what is backed up.
    """
    made = aws.backup.Plan(
        f"{around.stem}-snapshots",
        rules=[
            {
                "rule_name": f"every-{plan.schedule.interval_hours}-hours",
                "target_vault_name": vault.name,
                "schedule": plan.schedule.cron,
                "schedule_expression_timezone": "Etc/UTC",
                "start_window": plan.schedule.start_window_minutes,
                "completion_window": plan.schedule.completion_window_minutes,
                # A database's logs stay RDS's own: with them AWS Backup would set its retention.
                "enable_continuous_backup": False,
                "lifecycle": {"delete_after": plan.retention_days},
                "recovery_point_tags": {BACKUP_TAG: around.stem},
                "copy_actions": [
                    {
                        "destination_vault_arn": copy,
                        "lifecycle": {"delete_after": plan.copy_retention_days},
                    }
                    for copy in copies
                ],
            }
        ],
        tags=around.tags,
        opts=around.kept,
    )
    arns = [*chosen.resource_arns, *chosen.bucket_arns]
    patterns = [each for name in plan.resource_types for each in _PATTERNS[name]]
    what = arns, tuple(dict.fromkeys(patterns))
    return made, _select(around, made, "snapshots", what, chosen.role_arn)


def continuous_plan(
    around: Surroundings, plan: BackupsPlan, vault: Vault, chosen: Chosen
) -> list[pulumi.Resource]:
    """Make the plan that keeps every change of buckets; returns what chooses these."""
    if plan.continuous_days is None:
        return []
    made = aws.backup.Plan(
        f"{around.stem}-continuous",
        rules=[
            {
                "rule_name": "continuous",
                "target_vault_name": vault.name,
                "schedule": plan.schedule.cron,
                "schedule_expression_timezone": "Etc/UTC",
                "start_window": plan.schedule.start_window_minutes,
                "completion_window": plan.schedule.completion_window_minutes,
                "enable_continuous_backup": True,
                "lifecycle": {"delete_after": plan.continuous_days},
                "recovery_point_tags": {BACKUP_TAG: around.stem},
            }
        ],
        tags=around.tags,
        opts=around.kept,
    )
    what = chosen.bucket_arns, _PATTERNS["S3"]
    return _select(around, made, "continuous", what, chosen.role_arn)


def _select(
    around: Surroundings,
    plan: aws.backup.Plan,
    stem: str,
    what: tuple[Sequence[pulumi.Input[str]], Sequence[str]],
    role_arn: pulumi.Output[str],
) -> list[pulumi.Resource]:
    """Choose by reference and by tag; what both would choose, by reference only."""
    arns, patterns = what
    made: list[pulumi.Resource] = []
    if arns:
        named = aws.backup.Selection(
            f"{around.stem}-{stem}-named",
            plan_id=plan.id,
            iam_role_arn=role_arn,
            resources=list(arns),
            opts=around.of_this,
        )
        made.append(named)
    tagged = aws.backup.Selection(
        f"{around.stem}-{stem}-tagged",
        plan_id=plan.id,
        iam_role_arn=role_arn,
        resources=_partition_of(plan).apply(
            lambda partition: [f"arn:{partition}:{each}" for each in patterns]
        ),
        not_resources=list(arns) or None,
        conditions=[
            {"string_equals": [{"key": f"aws:ResourceTag/{BACKUP_TAG}", "value": around.stem}]}
        ],
        opts=around.of_this,
    )
    return [*made, tagged]


def _partition_of(plan: aws.backup.Plan) -> pulumi.Output[str]:
    """Return the partition by the Region, which is known before the plan is made, unlike its ARN.

    What is chosen can then be read in a preview, by people and by policies.
    """

    def of_region(region: str) -> pulumi.Output[str]:
        known = partition_of_region(region)
        return partition_of(plan.arn) if known is None else pulumi.Output.from_input(known)

    return plan.region.apply(of_region)
