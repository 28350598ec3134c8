"""A Multi-AZ cluster: a writer and two standbys that can be read, in three zones."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.refusals import refuses_plainly
from pods.components.database.cluster_inputs import FROM_SOURCE, cluster_moment
from pods.components.database.connections import Connections
from pods.components.database.credentials import USER, Credentials
from pods.components.database.ground import PORT, Ground
from pods.components.database.planning import planned_database
from pods.components.database.settings import DatabaseArgs, RestoreArgs

__all__ = ["DatabaseCluster"]


@refuses_plainly
class DatabaseCluster(pulumi.ComponentResource):
    """A PostgreSQL whose two standbys are readable, and take over in half a minute."""

    endpoint: pulumi.Output[str]
    """Host and port of the writer, or of the proxy."""
    reader_endpoint: pulumi.Output[str]
    """Host and port of the standbys."""
    arn: pulumi.Output[str]
    """ARN of the cluster."""
    identifier: pulumi.Output[str]
    """Identifier of the cluster."""
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
        self.plan = planned_database(name, args, "cluster", opts)
        super().__init__("pods:index:DatabaseCluster", name, {}, opts)
        ground = Ground(self, name, args, zones="three zones")
        credentials = Credentials(ground, self.plan, args)
        self.cluster = self._make_cluster(args, ground, credentials)
        self.arn, self.identifier = self.cluster.arn, self.cluster.cluster_identifier
        self.secret_arn = credentials.secret_arn(self.cluster.master_user_secrets)
        self.key_arn, self.subnet_group_name = ground.key.arn, ground.subnets.name
        connections = Connections(
            self.plan,
            ground,
            args,
            endpoint=pulumi.Output.concat(self.cluster.endpoint, f":{PORT}"),
            reader_endpoint=pulumi.Output.concat(self.cluster.reader_endpoint, f":{PORT}"),
            secret_arn=self.secret_arn,
            cluster_identifier=self.identifier,
        )
        self.endpoint, self.reader_endpoint = connections.endpoint, connections.reader_endpoint
        self.register_outputs(
            {
                "endpoint": self.endpoint,
                "reader_endpoint": self.reader_endpoint,
                "arn": self.arn,
                "identifier": self.identifier,
                "secret_arn": self.secret_arn,
                "key_arn": self.key_arn,
                "subnet_group_name": self.subnet_group_name,
            }
        )

    def _make_cluster(
        self, args: DatabaseArgs, ground: Ground, credentials: Credentials
    ) -> aws.rds.Cluster:
        """Make the cluster; RDS makes its members, and chooses which one writes."""
        plan = self.plan
        restore: RestoreArgs = args.get("restore") or {}
        return aws.rds.Cluster(
            f"{ground.name}-postgres",
            engine="postgres",
            engine_version=plan.engine_version,
            db_cluster_instance_class=plan.instance_class,
            allocated_storage=plan.storage_gb,
            storage_type=plan.storage_type,
            iops=plan.iops,
            storage_encrypted=True,
            kms_key_id=ground.key.arn,
            database_name=args.get("database_name") or "app",
            port=PORT,
            master_username=USER,
            master_password=credentials.password,
            manage_master_user_password=credentials.managed,
            master_user_secret_kms_key_id=credentials.key_id,
            snapshot_identifier=restore.get("snapshot_identifier"),
            restore_to_point_in_time=cluster_moment(restore),
            db_subnet_group_name=ground.subnets.name,
            vpc_security_group_ids=[ground.group.id],
            db_cluster_parameter_group_name=ground.cluster_parameters(plan.parameter_family).name,
            backup_retention_period=plan.backup_retention_days,
            preferred_backup_window=plan.backup_window,
            preferred_maintenance_window=plan.maintenance_window,
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
            opts=ground.kept(*FROM_SOURCE),
        )
