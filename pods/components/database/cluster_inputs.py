"""What clusters of both kinds, and of both Regions, are given alike."""

import pulumi_aws as aws

from pods.components.database.settings import RestoreArgs

__all__ = ["FROM_SOURCE", "cluster_moment"]

# What a restored cluster has of its source, and what joining other Regions, or changing the writing
# Region, sets on it: a program that says otherwise would replace it.
FROM_SOURCE = (
    "snapshotIdentifier",
    "restoreToPointInTime",
    "masterUsername",
    "databaseName",
    "kmsKeyId",
    "globalClusterIdentifier",
    "replicationSourceIdentifier",
)


def cluster_moment(restore: RestoreArgs) -> aws.rds.ClusterRestoreToPointInTimeArgs | None:
    """Return the moment that a cluster is wound back to; None without a source."""
    source = restore.get("source_identifier")
    if source is None:
        return None
    return aws.rds.ClusterRestoreToPointInTimeArgs(
        source_cluster_identifier=source,
        restore_to_time=restore.get("restore_time"),
        use_latest_restorable_time=restore.get("use_latest") or None,
    )
