"""The resource types that hold data a business would miss."""

from typing import Final

from pods_policies.reading import ABSENT
from pods_policies.relations.resource import Resource

__all__ = [
    "BUCKETS",
    "CACHE",
    "DATABASE",
    "DATABASE_CLUSTERS",
    "DATA_TYPES",
    "FILE_SYSTEM",
    "TABLE",
    "VAULTS",
    "VOLUME",
    "WAREHOUSE",
    "is_global_secondary",
    "is_replica",
]

DATABASE: Final = "aws:rds/instance:Instance"
DATABASE_CLUSTERS: Final = (
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
)
VOLUME: Final = "aws:ebs/volume:Volume"
FILE_SYSTEM: Final = "aws:efs/fileSystem:FileSystem"
TABLE: Final = "aws:dynamodb/table:Table"
BUCKETS: Final = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
CACHE: Final = "aws:elasticache/replicationGroup:ReplicationGroup"
WAREHOUSE: Final = "aws:redshift/cluster:Cluster"
"""Judged on its tags, its protection and its backup plan; it makes snapshots in ways of its own."""
VAULTS: Final = (
    "aws:backup/vault:Vault",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
)

DATA_TYPES: Final = (DATABASE, *DATABASE_CLUSTERS, VOLUME, FILE_SYSTEM, TABLE, *BUCKETS)
"""Types whose loss loses data; a cache holds copies and is not among them."""


def is_replica(resource: Resource) -> bool:
    """Answer whether a database follows another one, whose backups are judged instead."""
    sources = ("replicateSourceDb", "replicationSourceIdentifier")
    return any(resource.declared(prop) not in (ABSENT, "") for prop in sources)


def is_global_secondary(cluster: Resource) -> bool:
    """Answer whether a cluster joins a global database that another cluster began.

    The first one brings its own administrator or is restored from something; those that join take
    theirs from it.
    """
    own = ("masterUsername", "snapshotIdentifier", "restoreToPointInTime", "s3Import")
    joins = cluster.declared("globalClusterIdentifier") not in (ABSENT, "")
    return joins and all(cluster.declared(prop) is ABSENT for prop in own)
