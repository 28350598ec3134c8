"""For how long earlier versions of an object can be brought back, and where else they lie."""

from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.object_store.locks import LockPlan, lock_problems
from pods.topology.regions.partitions import partition_of_region, unknown_region_problems

__all__ = ["REPLICATION_MINUTES", "ObjectStorePlan", "ReplicaPlan", "plan_object_store"]

REPLICATION_MINUTES = 15
"""The one limit that replication time control takes, for 99.9 % of the objects.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
"""

_INVENTORIES = {"daily": "Daily", "weekly": "Weekly", "none": None}


@dataclass(frozen=True, slots=True)
class ReplicaPlan:
    """A bucket in another Region that gets every new object."""

    region: str
    time_control: bool
    """Whether AWS commits itself to `REPLICATION_MINUTES`."""
    delete_markers: str
    """`Disabled`: a deletion is not carried over; or `Enabled`."""


@dataclass(frozen=True, slots=True)
class ObjectStorePlan:
    """What a bucket keeps."""

    versioning: str
    """`Enabled`, or `Suspended`: a bucket that had versions cannot go back to none."""
    noncurrent_days: int
    """Days for which an overwritten or deleted version is kept."""
    multipart_days: int
    """Days after which an upload that was never finished is dropped."""
    replica: ReplicaPlan | None = None
    lock: LockPlan | None = None
    inventory: str | None = None
    """`Daily` or `Weekly`: how often all versions are listed."""


def plan_object_store(
    *,
    versioning: bool = True,
    noncurrent_days: float = 365,
    minimum_noncurrent_days: float = 1,
    multipart_days: float = 7,
    replica_region: str | None = None,
    replication_time_control: bool = True,
    replicate_deletions: bool = False,
    object_lock_days: float | None = None,
    object_lock_mode: str = "governance",
    compliance_confirmed_days: float | None = None,
    inventory: str = "none",
    home_region: str | None = None,
) -> ObjectStorePlan:
    """Plan a bucket; without versioning it is planned, not refused: the policy pack judges it.

    Without a home Region the replica's is held against nothing. Raises `TopologyError` with
    everything that S3 would refuse, and with a retention under the plan's.
    """
    kept, dropped, least = int(noncurrent_days), int(multipart_days), int(minimum_noncurrent_days)
    lock = (
        LockPlan(object_lock_mode.upper(), int(object_lock_days))
        if object_lock_days is not None
        else None
    )
    problems = [
        *_day_problems(kept, dropped, least),
        *_replica_problems(replica_region, home_region),
        *lock_problems(lock, compliance_confirmed_days),
        *_version_problems(versioning, replica_region, lock),
        *_inventory_problems(inventory),
    ]
    TopologyError.refuse(problems)
    replica = (
        ReplicaPlan(
            region=replica_region,
            time_control=bool(replication_time_control),
            delete_markers="Enabled" if replicate_deletions else "Disabled",
        )
        if replica_region
        else None
    )
    return ObjectStorePlan(
        versioning="Enabled" if versioning else "Suspended",
        noncurrent_days=kept,
        multipart_days=dropped,
        replica=replica,
        lock=lock,
        inventory=_INVENTORIES[inventory],
    )


def _day_problems(kept: int, dropped: int, least: int) -> list[Problem]:
    days = {"noncurrent_days": kept, "multipart_days": dropped}
    problems = [
        Problem(f"object_store.{name}", f"{value}", "S3 counts from one day", "Use 1 or more.")
        for name, value in days.items()
        if value < 1
    ]
    if 1 <= kept < least:
        problems.append(
            Problem(
                "object_store.noncurrent_days",
                f"{kept}",
                f"the plan's retention is {least} days",
                f"Use {least} or more.",
            )
        )
    return problems


def _replica_problems(replica: str | None, home: str | None) -> list[Problem]:
    if replica is None:
        return []
    unknown = unknown_region_problems("object_store.replica_region", replica)
    if unknown or home is None:
        return unknown
    if replica == home:
        return [
            Problem(
                "object_store.replica_region",
                replica,
                "it is the Region of the bucket itself",
                "Name another Region, so that the loss of one leaves the other.",
            )
        ]
    if partition_of_region(replica) != partition_of_region(home):
        return [
            Problem(
                "object_store.replica_region",
                f"{replica}, from {home}",
                "S3 replicates within one partition",
                "Name a Region of the same partition.",
            )
        ]
    return []


def _version_problems(
    versioning: bool,  # noqa: FBT001 - handed on
    replica: str | None,
    lock: LockPlan | None,
) -> list[Problem]:
    wanted = {"object_store.replica_region": replica, "object_store.object_lock_days": lock}
    return [
        Problem(
            subject,
            "versioning is false",
            "S3 replicates and locks versions only",
            "Leave versioning on, or this out.",
        )
        for subject, value in wanted.items()
        if value is not None and not versioning
    ]


def _inventory_problems(inventory: str) -> list[Problem]:
    if inventory in _INVENTORIES:
        return []
    return [
        Problem(
            "object_store.inventory",
            f"{inventory!r}",
            f"one of {', '.join(_INVENTORIES)} is required",
            "Use daily where integrity is checked daily.",
        )
    ]
