"""BC-KEY-001: a key is rotated, in use, and takes a month to be deleted."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import ENCRYPTION
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.data.keys import KEY, KEYS
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept, flag_must_be, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Verdict

__all__ = ["SOUND_KEYS", "KeySettings"]

_DEFAULT_WINDOW: Final = 30
_ROTATED_ELSEWHERE: Final = ("customKeyStoreId", "xksKeyId")


class KeySettings(Settings):
    """How long the deletion of a key can be taken back."""

    deletion_window_days: int = Field(
        default=30, ge=7, le=30, description="Days that a key waits for its deletion, at least."
    )


def _check(key: Resource, settings: KeySettings) -> Iterator[Verdict]:
    tier = tier_of(key, settings)
    checks = [_enabled(key, tier), _window(key, tier, settings.deletion_window_days)]
    if _can_rotate(key):
        checks.append(_rotated(key, tier))
    yield from all_kept(key, checks)


def _enabled(key: Resource, tier: int) -> Verdict:
    prop = "isEnabled" if key.type == KEY else "enabled"
    required = f"backups and data of tier {tier} can be read at any time (B10)"
    return flag_must_be(
        Demand(key, prop, required, Change(prop, "True")), wanted=True, default=True
    )


def _window(key: Resource, tier: int, days: int) -> Verdict:
    required = f"tier {tier} has {days} days to take the deletion of a key back (B10)"
    change = Change("deletionWindowInDays", str(days))
    demand = Demand(key, "deletionWindowInDays", required, change)
    return must_be_at_least(demand, days, default=_DEFAULT_WINDOW)


def _rotated(key: Resource, tier: int) -> Verdict:
    required = f"a key of tier {tier} that leaked does not open everything for ever (B10)"
    change = Change("enableKeyRotation", "True")
    demand = Demand(key, "enableKeyRotation", required, change, "so it never rotates")
    return flag_must_be(demand, wanted=True, default=False)


def _can_rotate(key: Resource) -> bool:
    """Answer whether KMS rotates such a key: of its own material, symmetric, and no replica."""
    spec, usage = key.declared("customerMasterKeySpec"), key.declared("keyUsage")
    return (
        key.type == KEY
        and spec in (ABSENT, UNKNOWN, "SYMMETRIC_DEFAULT")
        and usage in (ABSENT, UNKNOWN, "ENCRYPT_DECRYPT")
        and all(key.declared(prop) in (ABSENT, "") for prop in _ROTATED_ELSEWHERE)
    )


def _mend(key: Resource, settings: KeySettings) -> Mapping[str, Any]:
    """Set what AWS changes in place; a key that is disabled may be so on purpose."""
    window = {"deletionWindowInDays": settings.deletion_window_days}
    return {**window, "enableKeyRotation": True} if _can_rotate(key) else window


SOUND_KEYS = ResourceRule(
    id="BC-KEY-001",
    title="Keys rotate, are in use, and take a month to be deleted",
    severity=Severity.HIGH,
    requirements=("B10",),
    reads=KEYS,
    checks="A KMS key is enabled and waits 30 days for its deletion, and a symmetric key of KMS's "
    "own material is rotated. Replicas rotate with their primary key; asymmetric and HMAC keys, "
    "imported material and custom key stores cannot be rotated by KMS.",
    why="A deleted key destroys everything that was encrypted with it, in every Region and every "
    "backup. Thirty days are the longest in which somebody may notice.",
    remediation="Set deletion_window_in_days=30 (or leave it out), enable_key_rotation=True, and "
    "is_enabled=True.",
    clauses=ENCRYPTION,
    equivalents=(
        "Checkov CKV_AWS_7",
        "Checkov CKV_AWS_227",
        "Security Hub KMS.3",
        "Security Hub KMS.4",
        "AWS Config CMK_BACKING_KEY_ROTATION_ENABLED",
        "AWS Config KMS_CMK_NOT_SCHEDULED_FOR_DELETION",
        "Prowler kms_cmk_rotation_enabled",
    ),
    settings=KeySettings,
    example=(resource(KEY, "clinic-key", {"deletionWindowInDays": 7, "enableKeyRotation": True}),),
    check=_check,
    mend=_mend,
)
