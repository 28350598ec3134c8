"""What follows a database from another Region: an instance, or a cluster."""

from typing import NamedTuple

import pulumi
import pulumi_aws as aws

from pods.components.database.aurora_members import make_members
from pods.components.database.cluster_inputs import FROM_SOURCE
from pods.components.database.ground import PORT, Ground
from pods.components.ordering import once
from pods.topology import DatabasePlan

__all__ = ["Follower", "make_read_replica", "make_secondary"]


class Follower(NamedTuple):
    """What a replica is known by."""

    host: pulumi.Output[str]
    reader_host: pulumi.Output[str]
    arn: pulumi.Output[str]
    identifier: pulumi.Output[str]


def make_read_replica(
    ground: Ground, plan: DatabasePlan, source_arn: pulumi.Input[str]
) -> Follower:
    """Make an instance that follows another; a promotion takes its source, and is no difference."""
    instance = aws.rds.Instance(
        f"{ground.name}-postgres",
        replicate_source_db=source_arn,
        instance_class=plan.instance_class,
        max_allocated_storage=plan.maximum_storage_gb,
        storage_type=plan.storage_type,
        storage_encrypted=True,
        kms_key_id=ground.key.arn,
        port=PORT,
        multi_az=plan.multi_az,
        db_subnet_group_name=ground.subnets.name,
        vpc_security_group_ids=[ground.group.id],
        publicly_accessible=False,
        # Groups do not follow into another Region.
        parameter_group_name=ground.instance_parameters(plan.parameter_family).name,
        backup_retention_period=plan.backup_retention_days,
        backup_window=plan.backup_window,
        maintenance_window=plan.maintenance_window,
        copy_tags_to_snapshot=True,
        delete_automated_backups=False,
        deletion_protection=ground.guarded,
        # RDS takes no final snapshot of a replica; protection keeps it once it has taken over.
        skip_final_snapshot=True,
        auto_minor_version_upgrade=True,
        apply_immediately=False,
        performance_insights_enabled=True,
        performance_insights_kms_key_id=ground.key.arn,
        enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
        tags=ground.tags,
        opts=ground.kept("replicateSourceDb", "kmsKeyId"),
    )
    return Follower(instance.address, instance.address, instance.arn, instance.identifier)


def make_secondary(
    ground: Ground, plan: DatabasePlan, global_cluster_id: pulumi.Input[str]
) -> Follower:
    """Make an Aurora cluster that follows, and whose Region can become the one that writes."""
    cluster = aws.rds.Cluster(
        f"{ground.name}-aurora",
        engine="aurora-postgresql",
        engine_version=plan.engine_version,
        global_cluster_identifier=global_cluster_id,
        storage_encrypted=True,
        kms_key_id=ground.key.arn,
        port=PORT,
        db_subnet_group_name=ground.subnets.name,
        vpc_security_group_ids=[ground.group.id],
        db_cluster_parameter_group_name=ground.cluster_parameters(plan.parameter_family).name,
        backup_retention_period=plan.backup_retention_days,
        preferred_backup_window=plan.backup_window,
        preferred_maintenance_window=plan.maintenance_window,
        copy_tags_to_snapshot=True,
        delete_automated_backups=False,
        deletion_protection=ground.guarded,
        # What it holds is the source's; protection keeps it once it has taken over.
        skip_final_snapshot=True,
        apply_immediately=False,
        enabled_cloudwatch_logs_exports=["postgresql"],
        tags=ground.tags,
        opts=ground.kept(*FROM_SOURCE),
    )
    ready = [member.id for member in make_members(ground, plan, cluster)]
    host = once(cluster.endpoint, *ready)
    return Follower(host, cluster.reader_endpoint, cluster.arn, cluster.cluster_identifier)
