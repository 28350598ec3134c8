"""The database of a pair: one PostgreSQL, kept twice, that can be wound back."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.argument_check import check_arguments
from pods.components.arguments import planned
from pods.components.protection import is_protected
from pods.components.refusals import refuses_plainly
from pods.topology import plan_database

__all__ = ["Database", "DatabaseArgs", "DatabaseSettings"]

_PORT = 5432


class DatabaseSettings(TypedDict):
    """What a product may choose of its database."""

    multi_az: NotRequired[bool]
    """Keep a synchronous standby in the other zone. Default: true."""
    backup_retention_days: NotRequired[int]
    """Days for which it can be restored to any second, 0 to 35. Default: 35."""
    backup_window: NotRequired[str]
    """Daily UTC window of the snapshot. Default: 07:20-09:20, 2:20 to 4:20 am US Eastern."""
    maintenance_window: NotRequired[str]
    """Weekly UTC window, which must not overlap the other. Default: sun:10:00-sun:11:00."""
    engine_version: NotRequired[str]
    """PostgreSQL's major version. Default: 17."""
    instance_class: NotRequired[str]
    """Class of the instance. Default: db.m7g.large."""
    storage_gb: NotRequired[int]
    """Storage to begin with. Default: 100."""
    maximum_storage_gb: NotRequired[int]
    """Storage that it may grow to by itself. Default: five times storage_gb."""
    database_name: NotRequired[str]
    """Name of the first database. Default: app."""


class DatabaseArgs(DatabaseSettings):
    """Inputs of `Database`."""

    vpc_id: pulumi.Input[str]
    """VPC of the database."""
    subnet_ids: pulumi.Input[list[str]]
    """Data subnets, in two zones."""
    client_security_group_ids: list[pulumi.Input[str]]
    """Groups whose members may connect; nobody else may."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the database."""


@refuses_plainly
class Database(pulumi.ComponentResource):
    """A Multi-AZ PostgreSQL that no failover changes, and no deletion loses."""

    endpoint: pulumi.Output[str]
    """Host and port that the application connects to."""
    reader_endpoint: pulumi.Output[str]
    """Host and port for reading: the same, as the standby is not readable."""
    arn: pulumi.Output[str]
    """ARN of the RDS instance."""
    identifier: pulumi.Output[str]
    """Identifier of the RDS instance."""
    instance_id: pulumi.Output[str]
    """The identifier, by its earlier name."""
    secret_arn: pulumi.Output[str]
    """Secret with the password, which AWS makes and rotates."""
    key_arn: pulumi.Output[str]
    """Key that storage, snapshots and the secret are encrypted with."""

    def __init__(
        self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, DatabaseArgs)
        super().__init__("pods:index:Database", name, {}, opts)
        self._stem = name
        self._tags: Mapping[str, str] = {**(args.get("tags") or {}), "Name": name}
        self._of_this = pulumi.ResourceOptions(parent=self)
        self._guarded = is_protected(args.get("protect"))
        self._kept = pulumi.ResourceOptions(parent=self, protect=self._guarded or None)
        self.plan = planned(name, plan_database, args, part="database")
        key = self._key()
        self.instance = self._instance(args, key)
        self.endpoint = self.instance.endpoint
        self.reader_endpoint = self.endpoint
        self.arn = self.instance.arn
        self.identifier = self.instance_id = self.instance.identifier
        self.secret_arn = self.instance.master_user_secrets.apply(
            lambda secrets: str(secrets[0].secret_arn)
        )
        self.key_arn = key.arn
        self.register_outputs(
            {
                "endpoint": self.endpoint,
                "reader_endpoint": self.reader_endpoint,
                "arn": self.arn,
                "identifier": self.identifier,
                "instance_id": self.instance_id,
                "secret_arn": self.secret_arn,
                "key_arn": self.key_arn,
            }
        )

    def _key(self) -> aws.kms.Key:
        key = aws.kms.Key(
            f"{self._stem}-key",
            description="Database, its snapshots and its password",
            enable_key_rotation=True,
            # As long as AWS allows: without the key every snapshot is lost.
            deletion_window_in_days=30,
            tags=self._tags,
            opts=self._kept,
        )
        aws.kms.Alias(
            f"{self._stem}-key",
            name=f"alias/{pulumi.get_project()}-{pulumi.get_stack()}-{self._stem}",
            target_key_id=key.key_id,
            opts=self._of_this,
        )
        return key

    def _group(self, args: DatabaseArgs) -> aws.ec2.SecurityGroup:
        group = aws.ec2.SecurityGroup(
            f"{self._stem}-clients",
            description="PostgreSQL, for the PODs only",
            vpc_id=args["vpc_id"],
            tags=self._tags,
            opts=self._of_this,
        )
        for position, client in enumerate(args["client_security_group_ids"]):
            aws.vpc.SecurityGroupIngressRule(
                f"{self._stem}-client-{position}",
                security_group_id=group.id,
                description="PostgreSQL from the PODs",
                referenced_security_group_id=client,
                ip_protocol="tcp",
                from_port=_PORT,
                to_port=_PORT,
                opts=self._of_this,
            )
        return group

    def _instance(self, args: DatabaseArgs, key: aws.kms.Key) -> aws.rds.Instance:
        """Make the instance. Its zone is left to RDS: a failover changes it, and is no drift."""
        plan = self.plan
        subnets = aws.rds.SubnetGroup(
            f"{self._stem}-subnets",
            description="Data subnets of both zones",
            subnet_ids=args["subnet_ids"],
            tags=self._tags,
            opts=self._of_this,
        )
        parameters = aws.rds.ParameterGroup(
            f"{self._stem}-parameters",
            description="TLS only",
            family=plan.parameter_family,
            parameters=[{"name": "rds.force_ssl", "value": "1", "apply_method": "immediate"}],
            tags=self._tags,
            opts=self._of_this,
        )
        return aws.rds.Instance(
            f"{self._stem}-postgres",
            engine="postgres",
            engine_version=plan.engine_version,
            instance_class=args.get("instance_class") or "db.m7g.large",
            allocated_storage=plan.storage_gb,
            max_allocated_storage=plan.maximum_storage_gb,
            storage_type="gp3",
            storage_encrypted=True,
            kms_key_id=key.arn,
            db_name=args.get("database_name") or "app",
            port=_PORT,
            username="pods",
            manage_master_user_password=True,
            master_user_secret_kms_key_id=key.key_id,
            multi_az=plan.multi_az,
            db_subnet_group_name=subnets.name,
            vpc_security_group_ids=[self._group(args).id],
            publicly_accessible=False,
            parameter_group_name=parameters.name,
            backup_retention_period=plan.backup_retention_days,
            backup_window=plan.backup_window,
            maintenance_window=plan.maintenance_window,
            copy_tags_to_snapshot=True,
            delete_automated_backups=False,
            deletion_protection=self._guarded,
            skip_final_snapshot=False,
            # The subnet group's generated name is this database's own: a database made anew under
            # the same name does not collide with the last snapshot of the one before.
            final_snapshot_identifier=pulumi.Output.concat(subnets.name, "-final"),
            auto_minor_version_upgrade=True,
            apply_immediately=False,
            performance_insights_enabled=True,
            performance_insights_kms_key_id=key.arn,
            enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
            tags=self._tags,
            opts=self._kept,
        )
