"""The instances of an Aurora cluster, one in each zone."""

import pulumi_aws as aws

from pods.components.database.ground import Ground
from pods.topology import DatabasePlan

__all__ = ["make_members"]


def make_members(
    ground: Ground, plan: DatabasePlan, cluster: aws.rds.Cluster
) -> list[aws.rds.ClusterInstance]:
    """Make an instance in each zone of the plan; which one writes is AWS's to say.

    Named by zone and of one tier: after a failover nothing differs from the program.
    """
    return [
        aws.rds.ClusterInstance(
            f"{ground.name}-{zone}",
            cluster_identifier=cluster.id,
            engine=aws.rds.EngineType.AURORA_POSTGRESQL,
            instance_class=plan.instance_class,
            availability_zone=zone,
            promotion_tier=0,
            publicly_accessible=False,
            copy_tags_to_snapshot=True,
            auto_minor_version_upgrade=True,
            apply_immediately=False,
            performance_insights_enabled=True,
            performance_insights_kms_key_id=ground.key.arn,
            tags=ground.tags,
            opts=ground.kept(),
        )
        for zone in plan.member_zones
    ]
