"""BC-OBJ-003: objects of backup and evidence buckets are locked for the tier's retention."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import IMMUTABILITY
from pods_policies.reading import UNKNOWN, Missing, Truth, some
from pods_policies.relations.data.data_resources import BUCKETS
from pods_policies.relations.data.object_locks import (
    OBJECT_LOCKS,
    ObjectLock,
    object_lock_of,
    object_locks_of,
)
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["LOCKED_EVIDENCE", "LockedEvidenceSettings"]

_USERS: Final[dict[str, tuple[str, ...]]] = {
    "aws:backup/reportPlan:ReportPlan": ("reportDeliveryChannel", "s3BucketName"),
    "aws:cfg/deliveryChannel:DeliveryChannel": ("s3BucketName",),
    "aws:cloudtrail/trail:Trail": ("s3BucketName",),
    "aws:dynamodb/tableExport:TableExport": ("s3Bucket",),
    "aws:rds/exportTask:ExportTask": ("s3BucketName",),
}
"""Types that write backups or evidence, and where they name the bucket."""


class LockedEvidenceSettings(Settings):
    """Which buckets hold backups or evidence, and for how long these are locked."""

    retention_days: dict[str, int] = Field(
        default={"1": 35, "2": 35, "3": 14, "4": 7},
        description="Days for which every new version is locked, at least, by tier.",
    )
    tags: dict[str, list[str]] = Field(
        default={
            "pods:data-class": ["backup", "evidence"],
            "pods:holds": ["backup", "evidence"],
        },
        description="Tags, and their values, of buckets that hold backups or evidence.",
    )


def _check(stack: Stack, settings: LockedEvidenceSettings) -> Iterator[Verdict]:
    buckets = stack.of_type(*BUCKETS)
    if not buckets:
        yield NotApplicable("no bucket in this stack")
        return
    used = _used(stack)
    locks = object_locks_of(stack)
    for bucket in buckets:
        holds = some([*used.get(bucket.urn, []), _is_tagged(bucket, settings)])
        if holds is False:
            yield NotApplicable("it holds neither backups nor evidence", bucket)
        else:
            lock = object_lock_of(bucket, locks)
            yield _judge(bucket, lock, settings, is_certain=holds is True)


def _used(stack: Stack) -> dict[str, list[Truth]]:
    found: dict[str, list[Truth]] = {}
    for kind, path in _USERS.items():
        for one in stack.of_type(kind):
            named = resolve(stack, one, path, *BUCKETS)
            for bucket in named.certain:
                found.setdefault(bucket.urn, []).append(True)
            for bucket in named.possible:
                found.setdefault(bucket.urn, []).append(UNKNOWN)
    return found


def _is_tagged(bucket: Resource, settings: LockedEvidenceSettings) -> Truth:
    tags = tags_of(bucket)
    # A tag whose key is not known says nothing of it: only a value that is not known does.
    return some(
        tags.has(key, value)
        for key, values in settings.tags.items()
        if key in tags.known
        for value in values
    )


def _judge(
    bucket: Resource,
    lock: ObjectLock | Missing,
    settings: LockedEvidenceSettings,
    *,
    is_certain: bool,
) -> Verdict:
    tier = tier_of(bucket, settings)
    needed = settings.retention_days.get(str(tier), 0)
    required = f"tier {tier} locks backups and evidence for {needed} days or more (B10, B12)"
    days = lock.days if isinstance(lock, ObjectLock) else lock
    prop = lock.path if isinstance(lock, ObjectLock) else "rule.defaultRetention.days"
    change = Change(prop, f"{needed}")
    if isinstance(days, int | float) and days >= needed:
        return Kept(bucket)
    if days is UNKNOWN:
        observed = "for how long its objects are locked is not known before the update"
        return Undecided(bucket, observed, required, change)
    if not is_certain:
        observed = "whether it holds backups or evidence is not known before the update"
        return Undecided(bucket, observed, required, change)
    if not isinstance(lock, ObjectLock):
        add = "add aws.s3.BucketObjectLockConfiguration(…) with a default_retention"
        missing = Change(prop, "", add, "beside")
        return Finding(bucket, "its objects are not locked", required, missing)
    observed = (
        "its lock has no retention by default, so that new versions are not locked"
        if isinstance(days, Missing)
        else f"its lock keeps new versions for {days:g} days"
    )
    return Finding(lock.source, observed, required, change)


LOCKED_EVIDENCE = StackRule(
    id="BC-OBJ-003",
    title="Objects of backup and evidence buckets are locked",
    severity=Severity.HIGH,
    requirements=("B10", "B12"),
    reads=(*BUCKETS, *OBJECT_LOCKS, *_USERS),
    checks="Every bucket that holds backups or evidence has Object Lock with a default retention "
    "of the tier's days. These are the buckets that reports of AWS Backup, trails, recorders of "
    "configuration, and exports of databases and tables are written to, and those that carry a tag "
    "of the setting `tags`.",
    why="A backup or a record that its writer can overwrite proves nothing after a compromise, and "
    "restores nothing.",
    remediation="Add aws.s3.BucketObjectLockConfiguration with a default_retention.",
    clauses=IMMUTABILITY,
    equivalents=(
        "Checkov CKV_AWS_143",
        "Security Hub S3.15",
        "AWS Config S3_BUCKET_DEFAULT_LOCK_ENABLED",
        "Prowler s3_bucket_object_lock",
    ),
    settings=LockedEvidenceSettings,
    example=(resource(BUCKETS[0], "clinic-exports", {"tags": {"pods:holds": "backup"}}),),
    check=_check,
)
