"""For how long earlier versions of an object can be brought back."""

from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["ObjectStorePlan", "plan_object_store"]


@dataclass(frozen=True, slots=True)
class ObjectStorePlan:
    """What a bucket keeps."""

    versioning: str
    """`Enabled`, or `Suspended`: a bucket that had versions cannot go back to none."""
    noncurrent_days: int
    """Days for which an overwritten or deleted version is kept."""
    multipart_days: int
    """Days after which an upload that was never finished is dropped."""


def plan_object_store(
    *, versioning: bool = True, noncurrent_days: float = 365, multipart_days: float = 7
) -> ObjectStorePlan:
    """Plan a bucket; without versioning it is planned, not refused: the policy pack judges it.

    Raises `TopologyError` for a number of days below one.
    """
    days = {"noncurrent_days": int(noncurrent_days), "multipart_days": int(multipart_days)}
    TopologyError.refuse(
        Problem(f"object_store.{name}", f"{value}", "S3 counts from one day", "Use 1 or more.")
        for name, value in days.items()
        if value < 1
    )
    return ObjectStorePlan(versioning="Enabled" if versioning else "Suspended", **days)
