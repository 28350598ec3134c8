"""What a pair keeps: its database, its objects, and the copies of both."""

from dataclasses import dataclass
from typing import Any

from pods.components.database import Database
from pods.components.object_store import ObjectStore
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.ground import Ground
from pods.components.snapshot_schedule import SnapshotSchedule
from pods.components.traffic import Traffic

__all__ = ["Data", "make_data"]


@dataclass(frozen=True)
class Data:
    """Everything that must not be lost."""

    object_store: ObjectStore
    database: Database
    snapshots: SnapshotSchedule


def make_data(frame: Frame, ground: Ground, traffic: Traffic) -> Data:
    """Make what the pair keeps, reached by the instances behind its entries only."""
    kept: Any = {"protect": frame.guarded, "tags": frame.tags}
    objects: Any = {**frame.settings("object_store"), **kept}
    object_store = ObjectStore(f"{frame.name}-store", objects, frame.opts)
    rows: Any = {
        **frame.settings("database"),
        "vpc_id": ground.vpc_id,
        "subnet_ids": ground.data_subnet_ids,
        "client_security_group_ids": [traffic.target_security_group_id],
        **kept,
    }
    database = Database(f"{frame.name}-database", rows, frame.opts)
    schedule: Any = {**frame.settings("snapshots"), "target": frame.name, "tags": frame.tags}
    snapshots = SnapshotSchedule(f"{frame.name}-snapshots", schedule, frame.opts)
    return Data(object_store, database, snapshots)
