"""For how long nobody deletes a version, and who may all the same."""

from dataclasses import dataclass

from pods.errors import Problem

__all__ = ["LockPlan", "lock_problems"]

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html, and 100 years as the
# longest retention: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
_LONGEST_DAYS = 36_500
_MODES = ("GOVERNANCE", "COMPLIANCE")


@dataclass(frozen=True, slots=True)
class LockPlan:
    """A lock on every new version."""

    mode: str
    """`GOVERNANCE`: roles with a permission of its own may delete; `COMPLIANCE`: nobody may."""
    days: int


def lock_problems(lock: LockPlan | None, confirmed_days: float | None) -> list[Problem]:
    """Return what keeps a lock from being made; a compliance lock is asked for twice."""
    if lock is None:
        return []
    problems = []
    if not 1 <= lock.days <= _LONGEST_DAYS:
        problems.append(
            Problem(
                "object_store.object_lock_days",
                f"{lock.days}",
                f"S3 locks for 1 to {_LONGEST_DAYS} days",
                "Use the days within which a compromise would be noticed, such as 35.",
            )
        )
    if lock.mode not in _MODES:
        problems.append(
            Problem(
                "object_store.object_lock_mode",
                f"{lock.mode.lower()!r}",
                f"{' or '.join(_MODES).lower()} is required",
                "Use governance, which those who are allowed to can lift.",
            )
        )
    if lock.mode == "COMPLIANCE" and confirmed_days != lock.days:
        problems.append(
            Problem(
                "object_store.compliance_confirmed_days",
                "not given" if confirmed_days is None else f"{confirmed_days:g}",
                f"every new version will be undeletable for {lock.days} days, by anybody, AWS "
                "included, and paid for as long",
                f"Write {lock.days} here as well, or use governance.",
            )
        )
    return problems
