"""The figures that a plan asks of a topology: their names, who carries them, which way is stronger.

A name is the dotted place in `PodPairArgs`, so that nothing that was planned is lost in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

__all__ = ["KINDS", "Direction", "Figure", "FigureKind", "is_weaker", "rank"]


class Direction(StrEnum):
    """Which of two values is the stronger."""

    MORE = "more"
    LESS = "less"
    TRUE = "true"
    ORDER = "order"
    """The later one in the kind's `order`."""
    SUPERSET = "superset"
    """The one that holds all of the other, and more."""
    NEITHER = "neither"
    """They are different, not stronger or weaker."""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What is known of a figure whatever its value."""

    name: str
    meaning: str
    direction: Direction
    carrier: str
    """The component that makes it true."""
    requirements: tuple[str, ...]
    """Ids of the published commitments that it serves."""
    order: tuple[str, ...] = ()
    """From the weakest, for `Direction.ORDER`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that a plan asks for."""

    name: str
    value: Any
    """An int, a bool, a text, or a tuple."""

    @property
    def carrier(self) -> str:
        """The component that makes it true."""
        return KINDS[self.name].carrier

    @property
    def direction(self) -> Direction:
        """Which way is stronger."""
        return KINDS[self.name].direction

    @property
    def plain(self) -> Any:
        """The value as components take it: lists, and subscriptions by their keys."""
        if self.name == "alerts.subscriptions":
            return [{"protocol": each[0], "endpoint": each[1]} for each in self.value]
        return list(self.value) if isinstance(self.value, tuple) else self.value


_MORE, _LESS, _TRUE = Direction.MORE, Direction.LESS, Direction.TRUE
_NEITHER = Direction.NEITHER
_LOCKS = ("none", "governance", "compliance")

_ALL = (
    FigureKind("tier", "Continuity tier, 1 is the most critical", _LESS, "PodPair", ("B1",)),
    FigureKind("owner", "Team that answers for the service", _NEITHER, "PodPair", ("B14",)),
    FigureKind("service", "Name of the service in tags", _NEITHER, "PodPair", ("B1",)),
    FigureKind("availability_zones", "Zones of both PODs", _NEITHER, "PodPair", ("A5", "A8", "D1")),
    FigureKind("primary.running", "Instances of the primary POD", _MORE, "Pod", ("A4", "A7")),
    FigureKind("primary.maximum", "Most instances of the primary POD", _MORE, "Pod", ("A4",)),
    FigureKind("secondary.running", "Instances of the secondary POD", _MORE, "Pod", ("A8", "A10")),
    FigureKind("secondary.maximum", "Most instances of the secondary POD", _MORE, "Pod", ("A10",)),
    FigureKind(
        "secondary.reserved", "Instances with capacity held in the zone", _MORE, "Pod", ("A10",)
    ),
    FigureKind("pod.instance_type", "EC2 type of the instances", _NEITHER, "Pod", ("A10",)),
    FigureKind("pod.grace_seconds", "Time a new instance has to serve", _NEITHER, "Pod", ("A7",)),
    FigureKind("pod.data_gb", "Size of the data volume", _MORE, "Pod", ("A9",)),
    FigureKind(
        "traffic.check_interval_seconds", "Time between two probes", _LESS, "Traffic", ("A8", "D5")
    ),
    FigureKind(
        "traffic.failure_threshold", "Failed probes until traffic leaves", _LESS, "Traffic", ("D5",)
    ),
    FigureKind("database.multi_az", "A standby in the other zone", _TRUE, "Database", ("A6", "D1")),
    FigureKind(
        "database.backup_retention_days",
        "Days for which any second can be restored",
        _MORE,
        "Database",
        ("A6", "D3"),
    ),
    FigureKind(
        "database.backup_window", "UTC window of the daily snapshot", _NEITHER, "Database", ("D2",)
    ),
    FigureKind(
        "database.maintenance_window", "UTC window of maintenance", _NEITHER, "Database", ("D2",)
    ),
    FigureKind("database.storage_gb", "Storage to begin with", _MORE, "Database", ("A6",)),
    FigureKind(
        "database.replica_region", "Region of a replica", _NEITHER, "Database", ("B4", "D7")
    ),
    FigureKind(
        "database.replica_kind",
        "What that Region has of the database",
        Direction.ORDER,
        "Database",
        ("B4", "D1", "D7"),
        order=("automated_backups", "read_replica", "global"),
    ),
    FigureKind(
        "snapshots.interval_hours", "Time between two copies", _LESS, "SnapshotSchedule", ("A9",)
    ),
    FigureKind(
        "snapshots.retention_days", "Time a copy is kept", _MORE, "SnapshotSchedule", ("A9",)
    ),
    FigureKind(
        "snapshots.start_at", "UTC time of one of the copies", _NEITHER, "SnapshotSchedule", ("A9",)
    ),
    FigureKind(
        "object_store.versioning", "Keep what is overwritten", _TRUE, "ObjectStore", ("A11",)
    ),
    FigureKind(
        "object_store.noncurrent_days",
        "Days an overwritten version is kept",
        _MORE,
        "ObjectStore",
        ("A11",),
    ),
    FigureKind(
        "object_store.replica_region", "Region of a replica", _NEITHER, "ObjectStore", ("B4", "D7")
    ),
    FigureKind(
        "alerts.subscriptions", "Who is told, and how", Direction.SUPERSET, "Alerts", ("D8",)
    ),
    FigureKind(
        "backups.region", "Region that copies go to", _NEITHER, "Backups", ("B4", "B10", "D7")
    ),
    FigureKind("backups.account", "Copies in an account of their own", _TRUE, "Backups", ("B10",)),
    FigureKind(
        "backups.interval_hours", "Time between two such copies", _LESS, "Backups", ("B4", "D4")
    ),
    FigureKind("backups.point_in_time", "Such copies are continuous", _TRUE, "Backups", ("B4",)),
    FigureKind(
        "backups.retention_days", "Time such a copy is kept", _MORE, "Backups", ("A6", "B10")
    ),
    FigureKind(
        "backups.lock",
        "How firmly they are kept",
        Direction.ORDER,
        "Backups",
        ("B10",),
        order=_LOCKS,
    ),
    FigureKind("recovery.region", "Region to recover in", _NEITHER, "RecoveryRegion", ("C2", "D7")),
    FigureKind(
        "recovery.running", "Instances that run there", _MORE, "RecoveryRegion", ("C2", "D5")
    ),
    FigureKind("probes.interval_seconds", "Time between two canary runs", _LESS, "Probes", ("D8",)),
)

KINDS: Mapping[str, FigureKind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Every figure that a plan can ask for, by name."""


def rank(name: str, value: Any) -> Any:
    """Return a number that is greater the stronger the value is; 0 where neither is stronger."""
    kind = KINDS[name]
    if kind.direction is Direction.LESS:
        return -value
    if kind.direction is Direction.ORDER:
        return kind.order.index(value)
    return 0 if kind.direction in (Direction.NEITHER, Direction.SUPERSET) else value


def is_weaker(name: str, value: Any, than: Any) -> bool:
    """Answer whether a value of this figure is weaker than another one."""
    if KINDS[name].direction is Direction.SUPERSET:
        return not set(than) <= set(value)
    return bool(rank(name, value) < rank(name, than))
