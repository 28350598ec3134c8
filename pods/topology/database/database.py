"""A database: its kind, when it is backed up and mended, and how far it reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pods.errors import Problem, TopologyError
from pods.topology.database.kinds import KINDS, DatabaseKind, kind_problems
from pods.topology.database.login import login_problems
from pods.topology.database.replication import ReplicaPlan, plan_replica
from pods.topology.database.restore import restore_problems
from pods.topology.database.storage import LARGEST_STORAGE_GB, plan_storage
from pods.topology.database.windows import window_problems

__all__ = ["LARGEST_STORAGE_GB", "DatabasePlan", "plan_database"]

_LONGEST_RETENTION_DAYS = 35


@dataclass(frozen=True, slots=True)
class DatabasePlan:
    """The figures of a PostgreSQL."""

    kind: str
    """`instance`, `cluster` or `aurora`."""
    engine_version: str
    """Major version: minor ones are AWS's to choose, so that an upgrade is no difference."""
    parameter_family: str
    instance_class: str
    multi_az: bool
    backup_retention_days: int
    backup_window: str
    maintenance_window: str
    storage_type: str
    storage_gb: int
    maximum_storage_gb: int
    iops: int | None
    member_zones: tuple[str, ...]
    """Zones of Aurora's instances, one each; empty for the others, whose zones RDS chooses."""
    replica: ReplicaPlan | None
    """What another Region has of it."""
    own_password: bool
    """Whether the password lies in a secret beside it; else AWS makes and rotates one."""
    proxy: bool


def plan_database(
    *,
    kind: str = "instance",
    engine_version: str = "17",
    instance_class: str | None = None,
    multi_az: bool = True,
    backup_retention_days: float = _LONGEST_RETENTION_DAYS,
    backup_window: str = "07:20-09:20",
    maintenance_window: str = "sun:10:00-sun:11:00",
    storage_gb: float = 100,
    maximum_storage_gb: float | None = None,
    storage_type: str | None = None,
    iops: float | None = None,
    availability_zones: Sequence[str] | None = None,
    region: str | None = None,
    replica_region: str | None = None,
    replica_kind: str | None = None,
    replica_retention_days: float | None = None,
    restore: Mapping[str, Any] | None = None,
    database_name: str | None = None,
    password: object = None,
    proxy: bool = False,
) -> DatabasePlan:
    """Plan a database; the default backup window is 2:20 to 4:20 am US Eastern Standard Time.

    Windows are UTC. AWS knows no daylight saving time, so in summer the window lies an hour later
    on the clock in New York. One zone, or fewer days, is planned, not refused: the policy pack
    judges it. Zones and a home `region` that are not told are not looked at, nor is a `password`
    that is not known yet. Raises `TopologyError` with every figure AWS would refuse.
    """
    TopologyError.refuse(_unknown_kind(kind))
    chosen = KINDS[kind]
    retention = int(backup_retention_days)
    storage, storage_problems = plan_storage(
        chosen, storage_gb, maximum_storage_gb, storage_type, iops
    )
    replica, replica_problems = plan_replica(
        kind,
        region,
        replica_region,
        replica_kind,
        backup_retention_days=retention,
        replica_retention_days=None
        if replica_retention_days is None
        else int(replica_retention_days),
    )
    TopologyError.refuse(
        [
            *kind_problems(
                chosen,
                multi_az=bool(multi_az),
                engine_version=engine_version,
                instance_class=instance_class,
                backup_retention_days=retention,
                maximum_storage_gb=maximum_storage_gb,
                availability_zones=availability_zones,
            ),
            *_zones_elsewhere(availability_zones or (), region),
            *storage_problems,
            *window_problems(backup_window, maintenance_window),
            *replica_problems,
            *restore_problems(kind, restore),
            *login_problems(database_name, password),
        ]
    )
    return DatabasePlan(
        kind=kind,
        engine_version=engine_version,
        parameter_family=f"{chosen.family}{engine_version.partition('.')[0]}",
        instance_class=instance_class or chosen.instance_class,
        multi_az=bool(multi_az),
        backup_retention_days=retention,
        backup_window=backup_window,
        maintenance_window=maintenance_window,
        storage_type=storage.type,
        storage_gb=storage.gb,
        maximum_storage_gb=storage.maximum_gb,
        iops=storage.iops,
        member_zones=_member_zones(chosen, availability_zones or (), multi_az=bool(multi_az)),
        replica=replica,
        own_password=password is not None or _is_followed(replica),
        proxy=bool(proxy),
    )


def _unknown_kind(kind: str) -> list[Problem]:
    if kind in KINDS:
        return []
    return [
        Problem(
            "database.kind",
            f"{kind!r}",
            f"there are {', '.join(KINDS)}",
            "Use one of these.",
        )
    ]


def _zones_elsewhere(zones: Sequence[str], region: str | None) -> list[Problem]:
    elsewhere = [zone for zone in zones if region is not None and not zone.startswith(region)]
    if not elsewhere:
        return []
    return [
        Problem(
            "database.availability_zones",
            ", ".join(elsewhere),
            f"the stack's aws:region is {region}",
            f"Name zones of {region}, or set aws:region.",
        )
    ]


def _member_zones(kind: DatabaseKind, zones: Sequence[str], *, multi_az: bool) -> tuple[str, ...]:
    if kind.name != "aurora":
        return ()
    return tuple(dict.fromkeys(zones))[: 2 if multi_az else 1]


def _is_followed(replica: ReplicaPlan | None) -> bool:
    """Answer whether AWS refuses to manage the password: it replicates no such database."""
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
    # https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
    return replica is not None and replica.kind != "automated_backups"
