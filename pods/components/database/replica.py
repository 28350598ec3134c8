"""The database in the recovery Region: it follows, and can take over."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.database.ground import PORT, Ground
from pods.components.database.replica_resources import make_read_replica, make_secondary
from pods.components.regions.transformation import in_region
from pods.topology.database.replica import plan_database_replica

__all__ = ["DatabaseReplica", "DatabaseReplicaArgs"]


class DatabaseReplicaArgs(TypedDict):
    """Inputs of `DatabaseReplica`."""

    kind: NotRequired[str]
    """Kind of the source: instance or aurora. Default: instance."""
    region: NotRequired[str]
    """Region of the replica. Default: the one that the options say."""
    source_arn: NotRequired[pulumi.Input[str]]
    """ARN of the instance that it follows."""
    global_cluster_id: NotRequired[pulumi.Input[str]]
    """Global cluster that it joins, for Aurora."""
    source_secret_arn: pulumi.Input[str]
    """Secret of the source, which has a copy in this Region."""
    vpc_id: pulumi.Input[str]
    """VPC of the replica."""
    subnet_ids: pulumi.Input[list[str]]
    """Data subnets, in two zones."""
    availability_zones: NotRequired[list[str]]
    """Zones of the subnets; required for Aurora."""
    client_security_group_ids: list[pulumi.Input[str]]
    """Groups whose members may connect; nobody else may."""
    engine_version: NotRequired[str]
    """PostgreSQL's major version, as at the source. Default: 17."""
    instance_class: NotRequired[str]
    """Class of each instance, as large as at the source. Default: the kind's."""
    multi_az: NotRequired[bool]
    """Keep a standby (for Aurora, a second instance) there, too. Default: true."""
    backup_retention_days: NotRequired[int]
    """Days for which it can be wound back once it has taken over. Default: 35."""
    backup_window: NotRequired[str]
    """Daily UTC window of the snapshot. Default: 07:20-09:20."""
    maintenance_window: NotRequired[str]
    """Weekly UTC window, which must not overlap the other. Default: sun:10:00-sun:11:00."""
    storage_gb: NotRequired[int]
    """Storage of the source, from which the maximum follows. Default: 100."""
    maximum_storage_gb: NotRequired[int]
    """Storage that an instance may grow to by itself. Default: five times storage_gb."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the replica."""


@refuses_plainly
class DatabaseReplica(pulumi.ComponentResource):
    """A replica that a runbook promotes; nothing differs from the program afterwards."""

    endpoint: pulumi.Output[str]
    """Host and port; writable once it has taken over."""
    reader_endpoint: pulumi.Output[str]
    """Host and port for reading."""
    arn: pulumi.Output[str]
    """ARN of the instance or cluster."""
    identifier: pulumi.Output[str]
    """Identifier of the instance or cluster."""
    secret_arn: pulumi.Output[str]
    """Copy of the source's secret in this Region."""
    key_arn: pulumi.Output[str]
    """Key of this Region that its storage and snapshots are encrypted with."""

    def __init__(
        self, name: str, args: DatabaseReplicaArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, DatabaseReplicaArgs)
        kind = args.get("kind") or "instance"
        zones = args.get("availability_zones") or ([] if kind == "aurora" else None)
        self.plan = planned(
            name,
            plan_database_replica,
            {**args, "availability_zones": zones},
            part="database",
        )
        region = args.get("region")
        placed = opts if region is None else in_region(region, opts or pulumi.ResourceOptions())
        super().__init__("pods:index:DatabaseReplica", name, {}, placed)
        ground = Ground(self, name, args)
        made = (
            make_secondary(ground, self.plan, args["global_cluster_id"])
            if self.plan.kind == "aurora"
            else make_read_replica(ground, self.plan, args["source_arn"])
        )
        self.endpoint = pulumi.Output.concat(made.host, f":{PORT}")
        self.reader_endpoint = pulumi.Output.concat(made.reader_host, f":{PORT}")
        self.arn, self.identifier = made.arn, made.identifier
        self.secret_arn = pulumi.Output.all(args["source_secret_arn"], self.arn).apply(
            lambda arns: _in_region_of(*arns)
        )
        self.key_arn = ground.key.arn
        self.register_outputs(
            {
                "endpoint": self.endpoint,
                "reader_endpoint": self.reader_endpoint,
                "arn": self.arn,
                "identifier": self.identifier,
                "secret_arn": self.secret_arn,
                "key_arn": self.key_arn,
            }
        )


def _in_region_of(secret_arn: str, replica_arn: str) -> str:
    """Return the ARN of the secret's copy, which differs by its Region alone."""
    parts = secret_arn.split(":")
    return ":".join([*parts[:3], replica_arn.split(":")[3], *parts[4:]])
