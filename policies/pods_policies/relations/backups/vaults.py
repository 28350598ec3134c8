"""Vaults of backups, and the locks that keep what is in them."""

from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import (
    ABSENT,
    UNKNOWN,
    Missing,
    Truth,
    UnreadableValueError,
    number,
    some,
)
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.data_resources import VAULTS
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = [
    "AIR_GAPPED",
    "LOCK",
    "PLAN",
    "VAULT",
    "Lock",
    "amount",
    "is_out_of_reach",
    "keeps_out_of_reach",
    "lock_of",
    "locks_of",
]

VAULT, AIR_GAPPED = VAULTS
LOCK: Final = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
PLAN: Final = "aws:backup/plan:Plan"


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of a vault, and the limits that it sets to a retention."""

    minimum: float | Missing
    """Days; `ABSENT` for none."""
    maximum: float | Missing
    is_final: Truth
    """Whether it is, or becomes, one that nobody can take off (compliance)."""
    source: Resource
    """The resource that says so."""


def amount(value: Any) -> float | Missing:
    """Read a number of days; what is none counts as absent, as no provider takes it."""
    try:
        return number(value)
    except UnreadableValueError:
        return ABSENT


def locks_of(stack: Stack) -> Attachments:
    """Return the lock configurations by vault."""
    return attachments(stack, (LOCK,), ("backupVaultName",), VAULT)


def lock_of(vault: Resource, locks: Attachments) -> Lock | Missing:
    """Return the lock of a vault; of several the weaker one, as which one wins nobody can tell."""
    if vault.type == AIR_GAPPED:  # always locked in compliance mode
        minimum, maximum = vault.declared("minRetentionDays"), vault.declared("maxRetentionDays")
        return Lock(amount(minimum), amount(maximum), is_final=True, source=vault)
    own = [_read(one) for one in locks.of(vault)]
    if own:
        return min(own, key=_strength)
    return UNKNOWN if locks.perhaps_of(vault) else ABSENT


def _read(lock: Resource) -> Lock:
    grace = lock.declared("changeableForDays")
    return Lock(
        amount(lock.declared("minRetentionDays")),
        amount(lock.declared("maxRetentionDays")),
        is_final=UNKNOWN if grace is UNKNOWN else grace is not ABSENT,
        source=lock,
    )


def _strength(lock: Lock) -> tuple[int, float]:
    minimum = lock.minimum if isinstance(lock.minimum, int | float) else 0
    return (2 if lock.is_final is True else 1 if lock.is_final is UNKNOWN else 0, minimum)


def is_out_of_reach(vault: Resource, locks: Attachments) -> Truth:
    """Answer whether nobody at all can empty a vault: air-gapped, or locked for good."""
    lock = lock_of(vault, locks)
    return lock.is_final if isinstance(lock, Lock) else UNKNOWN if lock is UNKNOWN else False


def keeps_out_of_reach(place: References, locks: Attachments) -> Truth:
    """Answer whether backups go to a vault that nobody can empty."""
    answers = [is_out_of_reach(vault, locks) for vault in place.certain]
    among = [is_out_of_reach(vault, locks) for vault in place.possible]
    if some(among) is not False:
        answers.append(UNKNOWN)
    return some([*answers, *([] if place.complete else [UNKNOWN])])
