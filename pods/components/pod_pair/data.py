"""What a pair keeps: its database, its objects, and the copies of both."""

from dataclasses import dataclass
from typing import Any

import pulumi_aws as aws

from pods.components.backup import Backups, SnapshotSchedule
from pods.components.database import AnyDatabase, make_database
from pods.components.object_store import ObjectStore
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.ground import Ground
from pods.components.traffic import Traffic

__all__ = ["Data", "backups_name", "make_backups", "make_data"]


@dataclass(frozen=True)
class Data:
    """Everything that must not be lost."""

    object_store: ObjectStore
    database: AnyDatabase
    snapshots: SnapshotSchedule | None
    """Copies of volumes; None for containers, which have none."""


def make_data(frame: Frame, ground: Ground, traffic: Traffic) -> Data:
    """Make what the pair keeps, reached by the instances behind its entries only."""
    kept = {"protect": frame.guarded, "tags": frame.tags}
    objects: Any = {
        **frame.settings("object_store"),
        "permissions_boundary_arn": ground.boundary_arn,
        **kept,
    }
    rows: Any = {
        **frame.settings("database"),
        "vpc_id": ground.vpc_id,
        "subnet_ids": ground.data_subnet_ids,
        "availability_zones": frame.args["availability_zones"],
        "client_security_group_ids": [traffic.target_security_group_id],
        "permissions_boundary_arn": ground.boundary_arn,
        **kept,
    }
    return Data(
        object_store=ObjectStore(f"{frame.name}-store", objects, frame.opts),
        database=make_database(f"{frame.name}-database", rows, frame.opts),
        snapshots=_snapshots(frame),
    )


def _snapshots(frame: Frame) -> SnapshotSchedule | None:
    if frame.is_of_containers:
        return None
    args: Any = {**frame.settings("snapshots"), "target": frame.name, "tags": frame.tags}
    return SnapshotSchedule(f"{frame.name}-snapshots", args, frame.opts)


def backups_name(frame: Frame) -> str:
    """Return the name of the pair's backups, which volumes carry in a tag to be found by."""
    return f"{frame.name}-backups"


def make_backups(frame: Frame, ground: Ground, data: Data, alert_topic_arn: Any) -> Backups | None:
    """Make the vaults, what fills them, and restores every week that prove them; None unasked."""
    if not frame.has("backups"):
        return None
    plan = data.database.plan
    is_aurora = plan.kind == "aurora"
    nowhere = aws.ec2.SecurityGroup(
        f"{frame.name}-restored",
        description="Databases that are restored as a test: nobody reaches them",
        vpc_id=ground.vpc_id,
        tags={**frame.tags, "Name": f"{frame.name}-restored"},
        opts=frame.opts,
    )
    args: Any = {
        "avoid_windows": [plan.backup_window, plan.maintenance_window],
        # AWS copies Aurora into an air-gapped vault of its own Region only.
        "resource_types": ["Aurora", "S3"] if is_aurora else None,
        "air_gap_region": frame.plan.region if is_aurora else None,
        "restore_tests": {
            "resource_types": ["Aurora" if is_aurora else "RDS", "S3"],
            "db_subnet_group_name": data.database.subnet_group_name,
            "security_group_ids": [nowhere.id],
        },
        **frame.settings("backups"),
        "resource_arns": [data.database.arn],
        "bucket_arns": [data.object_store.bucket_arn],
        "alert_topic_arn": alert_topic_arn,
        "protect": frame.guarded,
        "tags": frame.tags,
    }
    return Backups(backups_name(frame), args, frame.opts)
