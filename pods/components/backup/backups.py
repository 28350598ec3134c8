"""Backups that outlive the Region, the account and the attacker."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import Any, NotRequired, TypedDict

import pulumi

from pods.components.arguments.check import check_arguments
from pods.components.arguments.refusals import refuses_plainly
from pods.components.backup import clock
from pods.components.backup.audit import framework, reports
from pods.components.backup.notices import tell_of_failures
from pods.components.backup.plans import Chosen, Running, continuous_plan, snapshot_plan
from pods.components.backup.restore_testing import restore_tests
from pods.components.backup.roles import backup_role
from pods.components.backup.surroundings import BACKUP_TAG, Surroundings
from pods.components.backup.vault_policy import breakers_of
from pods.components.backup.vaults import air_gapped_vault, bare_vault, guard
from pods.components.backup.wiring import bucket_problems, planned_together
from pods.components.protection import is_protected
from pods.components.regions.stack import region_of_stack

__all__ = ["BACKUP_TAG", "Backups", "BackupsArgs", "BackupsSettings", "RestoreTestsArgs"]


class BackupsSettings(TypedDict):
    """What a product may choose of its backups."""

    region: NotRequired[str]
    """Region of the copies, another one than the stack's. Required, but where a plan gives it."""
    interval_hours: NotRequired[int]
    """Hours between two backups: 1, 2, 3, 4, 6, 8, 12 or 24. Default: 24."""
    start_at: NotRequired[str]
    """UTC time of one of them. Default: the first that no window of the database blocks."""
    avoid_windows: NotRequired[list[str]]
    """Backup and maintenance windows of the database, in which AWS Backup's jobs fail."""
    completion_hours: NotRequired[int]
    """Hours after which a job that is not done is given up. Default: 168."""
    retention_days: NotRequired[int]
    """Days for which a backup is kept. Default: 35."""
    copy_retention_days: NotRequired[int]
    """Days for which a copy is kept. Default: as long as the backup."""
    point_in_time: NotRequired[bool]
    """Keep every change of buckets, for 35 days at most. Default: false."""
    account: NotRequired[bool]
    """Copy into a logically air-gapped vault, too, whose data lies in an account of AWS's and
    which nobody can empty. Default: false."""
    air_gap_region: NotRequired[str]
    """Region of the air-gapped vault. Default: that of the copies."""
    lock: NotRequired[str]
    """none, governance, or compliance, which can be undone by nobody. Default: governance."""
    compliance_lock_confirmed: NotRequired[str]
    """The component's name, to ask for a compliance lock the second time."""
    grace_days: NotRequired[int]
    """Days until a compliance lock is final, 3 at least. Default: 7."""
    lock_minimum_days: NotRequired[int]
    """Shortest retention that the locks let in. Default: 7, or that of the shortest rule."""
    lock_maximum_days: NotRequired[int]
    """Longest retention that the locks let in. Default: any."""
    resource_types: NotRequired[list[str]]
    """Of Aurora, EBS, EC2, RDS and S3, what is backed up. Default: all but Aurora."""
    restore_minutes: NotRequired[int]
    """Time that a restore may take, for the audit. Default: 240."""
    audit: NotRequired[bool]
    """Have AWS evaluate controls over it, which needs AWS Config's recorder. Default: true."""
    report_bucket: NotRequired[pulumi.Input[str]]
    """Bucket that daily reports of all jobs are written to. Default: none are."""


class RestoreTestsArgs(TypedDict):
    """Where and how often backups are restored, to see that they can be."""

    every: NotRequired[str]
    """daily, weekly or monthly. Default: weekly."""
    resource_types: NotRequired[list[str]]
    """Of Aurora, EBS, EC2, RDS and S3, what is restored. Default: RDS."""
    validation_hours: NotRequired[int]
    """Hours until what was restored is deleted, 0 to 168. Default: 4."""
    db_subnet_group_name: NotRequired[pulumi.Input[str]]
    """Subnet group of restored databases."""
    security_group_ids: NotRequired[pulumi.Input[list[str]]]
    """Groups of restored databases and instances."""
    subnet_id: NotRequired[pulumi.Input[str]]
    """Subnet of restored instances."""
    availability_zone: NotRequired[str]
    """Zone of restored volumes. Default: any."""


class BackupsArgs(BackupsSettings):
    """Inputs of `Backups`."""

    resource_arns: NotRequired[list[pulumi.Input[str]]]
    """What is backed up, besides what carries the tag pods:backup with the component's name."""
    bucket_arns: NotRequired[list[pulumi.Input[str]]]
    """Buckets that are backed up; only these, and tagged ones, continuously."""
    alert_topic_arn: NotRequired[pulumi.Input[str]]
    """Topic, in the stack's Region, that is told of failures."""
    account_vault_arn: NotRequired[pulumi.Input[str]]
    """Vault of another account, which takes copies in place of an air-gapped one."""
    break_glass_role_arns: NotRequired[list[pulumi.Input[str]]]
    """Roles that may delete backups. Default: one that is made, for people with a second factor."""
    restore_tests: NotRequired[RestoreTestsArgs]
    """Restores on a schedule. Default: none."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the backups."""


@refuses_plainly
class Backups(pulumi.ComponentResource):
    """Vaults in two Regions that nobody empties, and the plans that fill them."""

    vault_name: pulumi.Output[str]
    """Vault in the stack's Region."""
    vault_arn: pulumi.Output[str]
    """Its ARN."""
    copy_vault_arn: pulumi.Output[str]
    """Vault of the copies, in the other Region."""
    air_gapped_vault_arn: pulumi.Output[str | None]
    """Logically air-gapped vault; None without one."""
    plan_id: pulumi.Output[str]
    """Backup plan of the snapshots."""
    role_arn: pulumi.Output[str]
    """Role that takes the backups."""
    restore_role_arn: pulumi.Output[str | None]
    """Role that restores in tests; None without tests."""
    worst_rpo_minutes: pulumi.Output[int]
    """Longest span of work that is lost with everything but the backups."""

    def __init__(
        self, name: str, args: BackupsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, BackupsArgs, bucket_problems(args))
        super().__init__("pods:index:Backups", name, {}, opts)
        self._given: Any = args
        given = {
            **args,
            "name": name,
            "home_region": region_of_stack(opts),
            "has_account_vault": args.get("account_vault_arn") is not None,
            "today": clock.today(),
        }
        self.plan, self.restores = planned_together(name, given)
        for warning in self.plan.warnings:
            pulumi.log.warn(f"{name}: {warning}", resource=self)
        guarded = is_protected(args.get("protect"))
        self._around = Surroundings(
            stem=name,
            tags={**(args.get("tags") or {}), "Name": name, BACKUP_TAG: name},
            of_this=pulumi.ResourceOptions(parent=self),
            kept=pulumi.ResourceOptions(parent=self, protect=guarded or None),
            guarded=guarded,
        )
        self._keep()
        self._prove()
        self.register_outputs(
            {
                "vault_name": self.vault_name,
                "vault_arn": self.vault_arn,
                "copy_vault_arn": self.copy_vault_arn,
                "air_gapped_vault_arn": self.air_gapped_vault_arn,
                "plan_id": self.plan_id,
                "role_arn": self.role_arn,
                "restore_role_arn": self.restore_role_arn,
                "worst_rpo_minutes": self.worst_rpo_minutes,
            }
        )

    def _keep(self) -> None:
        """Make the vaults, and what fills them."""
        around, plan, args = self._around, self.plan, self._given
        bare = bare_vault(around, "vault"), bare_vault(around, "copies", plan.region)
        breakers = breakers_of(
            around, args.get("break_glass_role_arns"), [each.arn for each in bare]
        )
        self._vault = guard(around, bare[0], plan.lock, breakers)
        copies = guard(around, bare[1], plan.copy_lock, breakers)
        air_gap = air_gapped_vault(around, plan)
        others = [each for each in (air_gap, args.get("account_vault_arn")) if each is not None]
        self.role_arn = backup_role(around, plan.resource_types)
        chosen = Chosen(
            args.get("resource_arns") or [], args.get("bucket_arns") or [], self.role_arn
        )
        snapshots, picked = snapshot_plan(around, plan, self._vault, [copies.arn, *others], chosen)
        self.plan_id = snapshots.id
        Running(around, [*picked, *continuous_plan(around, plan, self._vault, chosen)])
        self.vault_name, self.vault_arn = self._vault.name, self._vault.arn
        self.copy_vault_arn = copies.arn
        self.air_gapped_vault_arn = pulumi.Output.from_input(air_gap)
        self.worst_rpo_minutes = pulumi.Output.from_input(plan.schedule.worst_rpo_minutes)

    def _prove(self) -> None:
        """Make what shows that backups are taken, and can be restored."""
        around, args = self._around, self._given
        self.restore_role_arn = pulumi.Output.from_input(
            restore_tests(around, self.restores, self._vault, args["restore_tests"])
            if self.restores
            else None
        )
        if args.get("alert_topic_arn") is not None:
            tell_of_failures(around, self._vault, args["alert_topic_arn"])
        watched = framework(around, self.plan) if args.get("audit") is not False else None
        if args.get("report_bucket") is not None:
            reports(around, args["report_bucket"], watched.arn if watched else None)
