"""How much storage a database has, and of which type."""

from dataclasses import dataclass

from pods.errors import Problem
from pods.topology.database.kinds import DatabaseKind

__all__ = ["LARGEST_STORAGE_GB", "StoragePlan", "plan_storage"]

# 64 TiB: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
LARGEST_STORAGE_GB = 65_536
_CLUSTER_TYPES = ("gp3", "io1", "io2")
# What CreateDBCluster takes: between half and fifty times the storage.
_FEWEST_IOPS, _LEAST_IOPS_EACH_GB, _MOST_IOPS_EACH_GB = 1_000, 0.5, 50
_GP3_IOPS = 3_000


@dataclass(frozen=True, slots=True)
class StoragePlan:
    """The storage of a database; Aurora's has neither size nor speed."""

    type: str
    gb: int
    maximum_gb: int
    iops: int | None
    """Operations a second, which only a Multi-AZ cluster is given."""


def plan_storage(
    kind: DatabaseKind,
    storage_gb: float,
    maximum_storage_gb: float | None,
    storage_type: str | None,
    iops: float | None,
) -> tuple[StoragePlan, list[Problem]]:
    """Return the storage with every problem of it."""
    storage = int(storage_gb)
    maximum = (
        int(maximum_storage_gb)
        if maximum_storage_gb is not None
        else max(storage, min(storage * 5, LARGEST_STORAGE_GB))
    )
    problems = []
    if storage > LARGEST_STORAGE_GB or (maximum_storage_gb and maximum > LARGEST_STORAGE_GB):
        problems.append(
            Problem(
                "database.storage_gb",
                f"{storage} GB, growing to {maximum} GB",
                f"RDS gives an instance at most {LARGEST_STORAGE_GB} GB",
                "Keep the data in several databases, or lower the figure.",
            )
        )
    elif storage < kind.smallest_gb or maximum < storage:
        problems.append(
            Problem(
                "database.storage_gb",
                f"{storage} GB, growing to {maximum} GB",
                f"at least {kind.smallest_gb} GB, and a maximum that is not smaller",
                "Raise storage_gb, or maximum_storage_gb.",
            )
        )
    if kind.name == "cluster":
        chosen = storage_type or "io1"
        asked = int(iops) if iops is not None else _usual_iops(chosen, storage)
        problems.extend(_speed_problems(chosen, asked, storage))
        return StoragePlan(chosen, storage, storage, asked), problems
    given = {"storage_type": storage_type, "iops": iops}
    problems.extend(
        Problem(
            f"database.{name}",
            f"{value}",
            f"only a Multi-AZ cluster is given one; {kind.called} is not",
            "Leave it out.",
        )
        for name, value in given.items()
        if value is not None
    )
    return StoragePlan("gp3", storage, maximum, None), problems


def _usual_iops(storage_type: str, storage: int) -> int:
    return max(_GP3_IOPS if storage_type == "gp3" else _FEWEST_IOPS, storage)


def _speed_problems(storage_type: str, iops: int, storage: int) -> list[Problem]:
    problems = []
    if storage_type not in _CLUSTER_TYPES:
        problems.append(
            Problem(
                "database.storage_type",
                f"{storage_type!r}",
                f"a Multi-AZ cluster has {', '.join(_CLUSTER_TYPES)}",
                "Use one of these.",
            )
        )
    least, most = int(storage * _LEAST_IOPS_EACH_GB), storage * _MOST_IOPS_EACH_GB
    if not max(least, _FEWEST_IOPS) <= iops <= most:
        problems.append(
            Problem(
                "database.iops",
                f"{iops} with {storage} GB",
                f"RDS takes {max(least, _FEWEST_IOPS)} to {most}",
                "Change it, or the storage.",
            )
        )
    return problems
