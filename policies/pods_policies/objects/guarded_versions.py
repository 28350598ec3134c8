"""BC-OBJ-004: no single credential removes the versions of a tier-1 bucket for good."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import IMMUTABILITY
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, some
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.backups.vaults import LOCK, keeps_out_of_reach, locks_of
from pods_policies.relations.data.data_copies import copies_of, follows
from pods_policies.relations.data.data_resources import BUCKETS, VAULTS
from pods_policies.relations.data.object_locks import (
    OBJECT_LOCKS,
    ObjectLock,
    object_lock_of,
    object_locks_of,
)
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["GUARDED_VERSIONS", "GuardedVersionsSettings"]

VERSIONINGS: Final = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketVersioningV2:BucketVersioningV2",
)


class GuardedVersionsSettings(TieredSettings):
    """What makes up for a second factor."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )
    backups_count: bool = Field(
        default=True,
        description="Whether backups in an air-gapped vault, a vault locked for good or another "
        "account make up for a second factor.",
    )


def _check(stack: Stack, settings: GuardedVersionsSettings) -> Iterator[Verdict]:
    buckets = stack.of_type(*BUCKETS)
    if not buckets:
        yield NotApplicable("no bucket in this stack")
        return
    locks = object_locks_of(stack)
    versions = attachments(stack, VERSIONINGS, ("bucket",), *BUCKETS)
    vault_locks = locks_of(stack)
    for bucket in buckets:
        tier = tier_of(bucket, settings)
        reason = follows(stack, bucket)
        if tier > settings.max_tier:
            reason = f"tier {tier} may lose its versions to one credential"
        if reason:
            yield NotApplicable(reason, bucket)
            continue
        answers = [_is_locked(bucket, locks), _needs_second_factor(bucket, versions)]
        if settings.backups_count:
            answers.append(_is_kept_elsewhere(stack, bucket, vault_locks))
        yield _verdict(bucket, some(answers), tier)


def _verdict(bucket: Resource, guarded: Truth, tier: int) -> Verdict:
    if guarded is True:
        return Kept(bucket)
    required = (
        f"tier {tier} needs MFA delete, Object Lock, or backups out of the account's reach (A11)"
    )
    change = Change(
        "rule.defaultRetention",
        "",
        "add aws.s3.BucketObjectLockConfiguration(…), or back it up into an air-gapped vault",
        "beside",
    )
    if guarded is UNKNOWN:
        observed = "whether its versions are guarded is not known before the update"
        return Undecided(bucket, observed, required, change)
    observed = "one credential can remove all versions of its objects"
    return Finding(bucket, observed, required, change)


def _is_locked(bucket: Resource, locks: Attachments) -> Truth:
    lock = object_lock_of(bucket, locks)
    if not isinstance(lock, ObjectLock):
        return UNKNOWN if lock is UNKNOWN else False
    return UNKNOWN if lock.days is UNKNOWN else not isinstance(lock.days, Missing)


def _needs_second_factor(bucket: Resource, versions: Attachments) -> Truth:
    answers: list[Truth] = [
        _is_enabled(one.declared("versioningConfiguration", "mfaDelete"))
        for one in versions.of(bucket)
    ]
    if bucket.inputs is not None:
        answers.append(_is_enabled(bucket.declared("versioning", "mfaDelete")))
    return some(answers)


def _is_enabled(value: object) -> Truth:
    return UNKNOWN if value is UNKNOWN else value in ("Enabled", True)


def _is_kept_elsewhere(stack: Stack, bucket: Resource, locks: Attachments) -> Truth:
    answers: list[Truth] = [
        every([path.reaches, keeps_out_of_reach(path.vault, locks)])
        for path in paths_of(stack, bucket)
    ]
    for copy in copies_of(stack, bucket):
        other: Truth = UNKNOWN if copy.account is UNKNOWN else copy.account is not ABSENT
        kept = some([other, keeps_out_of_reach(copy.vault, locks)])
        answers.append(every([copy.is_backup, copy.is_certain, kept]))
    return some(answers)


GUARDED_VERSIONS = StackRule(
    id="BC-OBJ-004",
    title="No single credential removes the versions of a tier-1 bucket for good",
    severity=Severity.LOW,
    requirements=("A11", "B10"),
    reads=(*BUCKETS, *VERSIONINGS, *OBJECT_LOCKS, *VAULTS, LOCK),
    checks="Every bucket of tier 1 asks for a second factor to delete versions (`mfaDelete`), or "
    "locks new versions by Object Lock, or is backed up into an air-gapped vault, a vault locked "
    "for good or another account (setting `backupsCount`). Replicas and buckets that hold nothing "
    "of their own are left out.",
    why="Versions protect against mistakes. Whoever holds one key that may delete versions removes "
    "them all, in one call for a thousand of them.",
    remediation="Add aws.s3.BucketObjectLockConfiguration, or back the bucket up into an "
    "aws.backup.LogicallyAirGappedVault. MFA delete can be set by the account's root user only.",
    clauses=IMMUTABILITY,
    equivalents=(
        "Security Hub S3.20",
        "AWS Config S3_BUCKET_MFA_DELETE_ENABLED",
        "Prowler s3_bucket_no_mfa_delete",
    ),
    settings=GuardedVersionsSettings,
    example=(resource(BUCKETS[0], "clinic-files", {"bucket": "clinic-files"}),),
    check=_check,
)
