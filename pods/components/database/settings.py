"""What a product chooses of its database, whichever kind it is."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi

__all__ = ["DatabaseArgs", "DatabaseSettings", "RestoreArgs"]


class RestoreArgs(TypedDict):
    """From what a database is made. It takes effect when the database is made, and never again."""

    snapshot_identifier: NotRequired[pulumi.Input[str]]
    """Name of a snapshot, or the ARN of a shared one."""
    source_identifier: NotRequired[pulumi.Input[str]]
    """Name of an instance or cluster of the same kind, to be wound back."""
    automated_backups_arn: NotRequired[pulumi.Input[str]]
    """ARN of backups that another Region copied here; instances only."""
    restore_time: NotRequired[str]
    """Moment to wind back to, in UTC, such as 2026-03-01T06:30:00Z."""
    use_latest: NotRequired[bool]
    """Wind back as little as possible. Default: false."""


class DatabaseSettings(TypedDict):
    """What a product may choose of its database."""

    kind: NotRequired[str]
    """instance (a Multi-AZ instance), cluster (a Multi-AZ cluster, which needs three zones) or
    aurora. Default: instance."""
    multi_az: NotRequired[bool]
    """Keep a synchronous standby in the other zone; for Aurora, a reader. Default: true."""
    backup_retention_days: NotRequired[int]
    """Days for which it can be restored to any second, 0 to 35. Default: 35."""
    backup_window: NotRequired[str]
    """Daily UTC window of the snapshot. Default: 07:20-09:20, 2:20 to 4:20 am US Eastern."""
    maintenance_window: NotRequired[str]
    """Weekly UTC window, which must not overlap the other. Default: sun:10:00-sun:11:00."""
    engine_version: NotRequired[str]
    """PostgreSQL's major version. Default: 17."""
    instance_class: NotRequired[str]
    """Class of each instance. Default: db.m7g.large; cluster db.m6gd.large, aurora db.r7g.large."""
    storage_gb: NotRequired[int]
    """Storage to begin with; Aurora's grows by itself from nothing. Default: 100."""
    maximum_storage_gb: NotRequired[int]
    """Storage that an instance may grow to by itself. Default: five times storage_gb."""
    storage_type: NotRequired[str]
    """Storage of a Multi-AZ cluster: gp3, io1 or io2. Default: io1."""
    iops: NotRequired[int]
    """Operations a second of a Multi-AZ cluster. Default: the fewest that suit its storage."""
    database_name: NotRequired[str]
    """Name of the first database. Default: app."""
    replica_region: NotRequired[str]
    """Region that has a copy. Default: none."""
    replica_kind: NotRequired[str]
    """What that Region has of an instance: automated_backups, which are made here, or read_replica,
    which `DatabaseReplica` makes there. Aurora has a global database, whose secondary cluster
    `DatabaseReplica` makes. Default: automated_backups."""
    replica_retention_days: NotRequired[int]
    """Days for which copied backups can be wound back, 1 to 35. Default: backup_retention_days."""
    password: NotRequired[pulumi.Input[str]]
    """Password of the master user. Default: AWS makes and rotates it; where a replica follows,
    which AWS then refuses, it is made up once and kept in a secret."""
    proxy: NotRequired[bool]
    """Put an RDS Proxy in front, which keeps connections over a failover. Default: false."""
    restore: NotRequired[RestoreArgs]
    """From what the database is made. One that exists is left as it is. Default: nothing."""


class DatabaseArgs(DatabaseSettings):
    """Inputs of `Database`, `DatabaseCluster` and `AuroraDatabase`."""

    vpc_id: pulumi.Input[str]
    """VPC of the database."""
    subnet_ids: pulumi.Input[list[str]]
    """Data subnets: in two zones, in three for a Multi-AZ cluster."""
    availability_zones: NotRequired[list[str]]
    """Zones of the subnets. Required but for an instance, whose zones RDS chooses."""
    client_security_group_ids: list[pulumi.Input[str]]
    """Groups whose members may connect; nobody else may."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Permissions boundary of the proxy's role. Default: none."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the database."""
