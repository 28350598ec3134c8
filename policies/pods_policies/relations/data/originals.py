"""Which data resources hold data of their own: copies and scratch space need no backup."""

from pods_policies.relations.backups.backup_targets import FSX_FILE_SYSTEMS
from pods_policies.relations.data.bucket_purposes import derived, replica_of
from pods_policies.relations.data.data_resources import BUCKETS, is_global_secondary, is_replica
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["why_no_original"]


def why_no_original(stack: Stack, one: Resource) -> str | None:
    """Return why a resource needs no backup of its own, in words; None for one that does."""
    if is_replica(one):
        return "a read replica: its source is judged"
    if one.type == "aws:rds/cluster:Cluster" and is_global_secondary(one):
        return "it follows the global database's first cluster, which is judged"
    if str(one.declared("deploymentType")).startswith("SCRATCH") and one.type in FSX_FILE_SYSTEMS:
        return "scratch storage, which AWS neither repairs nor backs up"
    if one.type in BUCKETS:
        source = replica_of(stack, one)
        return (
            derived(stack, one) if source is None else f"a copy of {source.name}, which is judged"
        )
    return None
