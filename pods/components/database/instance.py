"""The database of a pair: one PostgreSQL, kept twice, that can be wound back."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.refusals import refuses_plainly
from pods.components.database.connections import Connections
from pods.components.database.credentials import USER, Credentials
from pods.components.database.ground import PORT, Ground
from pods.components.database.planning import planned_database
from pods.components.database.settings import DatabaseArgs, RestoreArgs

__all__ = ["Database"]

# What a restored database has of its source: a program that says otherwise would replace it. Its
# zone is no input at all: a failover changes it, and is no difference.
_FROM_SOURCE = ("snapshotIdentifier", "restoreToPointInTime", "username", "dbName", "kmsKeyId")


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
    """Secret with user and password."""
    key_arn: pulumi.Output[str]
    """Key that storage, snapshots and the secret are encrypted with."""
    subnet_group_name: pulumi.Output[str]
    """Subnet group, for a database that is restored beside it."""

    def __init__(
        self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, DatabaseArgs)
        self.plan = planned_database(name, args, "instance", opts)
        super().__init__("pods:index:Database", name, {}, opts)
        ground = Ground(self, name, args)
        credentials = Credentials(ground, self.plan, args)
        self.instance = self._make_instance(args, ground, credentials)
        self.arn = self.instance.arn
        self.identifier = self.instance_id = self.instance.identifier
        self.secret_arn = credentials.secret_arn(self.instance.master_user_secrets)
        self.key_arn, self.subnet_group_name = ground.key.arn, ground.subnets.name
        if self.plan.replica is not None and self.plan.replica.kind == "automated_backups":
            _copy_backups(ground, self.plan.replica.region, self.plan.replica.retention_days, self)
        connections = Connections(
            self.plan,
            ground,
            args,
            endpoint=self.instance.endpoint,
            reader_endpoint=self.instance.endpoint,
            secret_arn=self.secret_arn,
            instance_identifier=self.identifier,
        )
        self.endpoint, self.reader_endpoint = connections.endpoint, connections.reader_endpoint
        self.register_outputs(
            {
                "endpoint": self.endpoint,
                "reader_endpoint": self.reader_endpoint,
                "arn": self.arn,
                "identifier": self.identifier,
                "instance_id": self.instance_id,
                "secret_arn": self.secret_arn,
                "key_arn": self.key_arn,
                "subnet_group_name": self.subnet_group_name,
            }
        )

    def _make_instance(
        self, args: DatabaseArgs, ground: Ground, credentials: Credentials
    ) -> aws.rds.Instance:
        plan = self.plan
        restore: RestoreArgs = args.get("restore") or {}
        return aws.rds.Instance(
            f"{ground.name}-postgres",
            engine="postgres",
            engine_version=plan.engine_version,
            instance_class=plan.instance_class,
            allocated_storage=plan.storage_gb,
            max_allocated_storage=plan.maximum_storage_gb,
            storage_type=plan.storage_type,
            storage_encrypted=True,
            kms_key_id=ground.key.arn,
            db_name=args.get("database_name") or "app",
            port=PORT,
            username=USER,
            password=credentials.password,
            manage_master_user_password=credentials.managed,
            master_user_secret_kms_key_id=credentials.key_id,
            snapshot_identifier=restore.get("snapshot_identifier"),
            restore_to_point_in_time=_moment(restore),
            multi_az=plan.multi_az,
            db_subnet_group_name=ground.subnets.name,
            vpc_security_group_ids=[ground.group.id],
            publicly_accessible=False,
            parameter_group_name=ground.instance_parameters(plan.parameter_family).name,
            backup_retention_period=plan.backup_retention_days,
            backup_window=plan.backup_window,
            maintenance_window=plan.maintenance_window,
            copy_tags_to_snapshot=True,
            delete_automated_backups=False,
            deletion_protection=ground.guarded,
            skip_final_snapshot=False,
            final_snapshot_identifier=ground.final_snapshot(),
            auto_minor_version_upgrade=True,
            apply_immediately=False,
            performance_insights_enabled=True,
            performance_insights_kms_key_id=ground.key.arn,
            enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
            tags=ground.tags,
            opts=ground.kept(*_FROM_SOURCE),
        )


def _moment(
    restore: RestoreArgs,
) -> aws.rds.InstanceRestoreToPointInTimeArgs | None:
    source, copied = restore.get("source_identifier"), restore.get("automated_backups_arn")
    if source is None and copied is None:
        return None
    return aws.rds.InstanceRestoreToPointInTimeArgs(
        source_db_instance_identifier=source,
        source_db_instance_automated_backups_arn=copied,
        restore_time=restore.get("restore_time"),
        use_latest_restorable_time=restore.get("use_latest") or None,
    )


def _copy_backups(ground: Ground, region: str, days: int, database: Database) -> None:
    """Let another Region have the snapshots and logs, under a key of its own."""
    key = aws.kms.Key(
        f"{ground.name}-copies",
        region=region,
        description="Copied backups of the database",
        enable_key_rotation=True,
        deletion_window_in_days=30,
        tags=ground.tags,
        opts=ground.kept(),
    )
    aws.rds.InstanceAutomatedBackupsReplication(
        f"{ground.name}-copies",
        region=region,
        source_db_instance_arn=database.arn,
        kms_key_id=key.arn,
        retention_period=days,
        opts=ground.kept(),
    )
