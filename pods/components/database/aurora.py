"""Aurora: a writer and a reader in two zones over one storage, and a way into another Region."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.refusals import refuses_plainly
from pods.components.database.aurora_members import make_members
from pods.components.database.cluster_inputs import FROM_SOURCE, cluster_moment
from pods.components.database.connections import Connections
from pods.components.database.credentials import USER, Credentials
from pods.components.database.ground import PORT, Ground
from pods.components.database.planning import planned_database
from pods.components.database.settings import DatabaseArgs, RestoreArgs
from pods.components.ordering import once

__all__ = ["AuroraDatabase"]


@refuses_plainly
class AuroraDatabase(pulumi.ComponentResource):
    """An Aurora PostgreSQL with an instance in each zone; any of them may write."""

    endpoint: pulumi.Output[str]
    """Host and port of the writer, or of the proxy."""
    reader_endpoint: pulumi.Output[str]
    """Host and port of the reader."""
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
    global_cluster_id: pulumi.Output[str]
    """Global cluster that other Regions join; empty without replica_region."""

    def __init__(
        self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, DatabaseArgs)
        self.plan = planned_database(name, args, "aurora", opts)
        super().__init__("pods:index:AuroraDatabase", name, {}, opts)
        ground = Ground(self, name, args)
        credentials = Credentials(ground, self.plan, args)
        self.cluster = self._make_cluster(args, ground, credentials)
        self.members = make_members(ground, self.plan, self.cluster)
        ready = [member.id for member in self.members]
        self.arn = once(self.cluster.arn, *ready)
        self.identifier = self.cluster.cluster_identifier
        self.secret_arn = credentials.secret_arn(self.cluster.master_user_secrets)
        self.key_arn, self.subnet_group_name = ground.key.arn, ground.subnets.name
        self.global_cluster_id = self._make_global(ground)
        connections = Connections(
            self.plan,
            ground,
            args,
            endpoint=pulumi.Output.concat(once(self.cluster.endpoint, *ready), f":{PORT}"),
            reader_endpoint=pulumi.Output.concat(self.cluster.reader_endpoint, f":{PORT}"),
            secret_arn=self.secret_arn,
            cluster_identifier=once(self.identifier, *ready),
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
                "global_cluster_id": self.global_cluster_id,
            }
        )

    def _make_cluster(
        self, args: DatabaseArgs, ground: Ground, credentials: Credentials
    ) -> aws.rds.Cluster:
        """Make the cluster; its storage lies in three zones, whatever the program says."""
        plan = self.plan
        restore: RestoreArgs = args.get("restore") or {}
        return aws.rds.Cluster(
            f"{ground.name}-aurora",
            engine="aurora-postgresql",
            engine_version=plan.engine_version,
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
            apply_immediately=False,
            enabled_cloudwatch_logs_exports=["postgresql"],
            tags=ground.tags,
            opts=ground.kept(*FROM_SOURCE),
        )

    def _make_global(self, ground: Ground) -> pulumi.Output[str]:
        """Let other Regions join; made of the cluster, it can be added to one that exists."""
        if self.plan.replica is None:
            return pulumi.Output.from_input("")
        everywhere = aws.rds.GlobalCluster(
            f"{ground.name}-regions",
            global_cluster_identifier=ground.account_wide_name,
            source_db_cluster_identifier=self.arn,
            deletion_protection=ground.guarded,
            # Its members are let go before it is deleted; they live on by themselves.
            force_destroy=True,
            tags=ground.tags,
            opts=ground.kept("sourceDbClusterIdentifier"),
        )
        return everywhere.id
