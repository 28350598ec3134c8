"""Whether the objects of a bucket are locked, and for how long."""

from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, UnreadableValueError, number
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.data_resources import BUCKETS
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["OBJECT_LOCKS", "ObjectLock", "object_lock_of", "object_locks_of"]

OBJECT_LOCKS: Final = (
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
)
_DAYS_IN_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class ObjectLock:
    """The lock that every new version of a bucket gets."""

    days: float | Missing
    """`ABSENT` where no retention is set by default."""
    source: Resource
    """The resource that says so."""
    path: str
    """The property that says so."""


def object_locks_of(stack: Stack) -> Attachments:
    """Return the configurations of locks by bucket."""
    return attachments(stack, OBJECT_LOCKS, ("bucket",), *BUCKETS)


def object_lock_of(bucket: Resource, locks: Attachments) -> ObjectLock | Missing:
    """Return the lock of a bucket: of a resource of its own, else of the bucket's own setting."""
    own = locks.of(bucket)
    if own:
        return min((_read(one, ("rule",), "rule") for one in own), key=_length)
    inline = _inline(bucket)
    if inline is True:
        path = ("objectLockConfiguration", "rule")
        return _read(bucket, path, "objectLockConfiguration.rule")
    if inline is UNKNOWN or locks.perhaps_of(bucket):
        return UNKNOWN
    return ABSENT


def _inline(bucket: Resource) -> Truth:
    """Answer whether the bucket itself locks; that it could be locked locks nothing yet."""
    if bucket.inputs is None:
        return False
    given = bucket.declared("objectLockConfiguration")
    return UNKNOWN if given is UNKNOWN else given is not ABSENT


def _read(one: Resource, path: tuple[str, ...], name: str) -> ObjectLock:
    retention = one.declared(*path, "defaultRetention")
    place = f"{name}.defaultRetention.days"
    if retention is UNKNOWN:
        return ObjectLock(UNKNOWN, one, place)
    days = _number(one.declared(*path, "defaultRetention", "days"))
    years = _number(one.declared(*path, "defaultRetention", "years"))
    if UNKNOWN in (days, years):
        return ObjectLock(UNKNOWN, one, place)
    if isinstance(days, Missing) and not isinstance(years, Missing):
        return ObjectLock(years * _DAYS_IN_A_YEAR, one, f"{name}.defaultRetention.years")
    return ObjectLock(days, one, place)


def _number(value: Any) -> float | Missing:
    try:
        return number(value)
    except UnreadableValueError:
        return ABSENT


def _length(lock: ObjectLock) -> float:
    return lock.days if isinstance(lock.days, int | float) else -1
