"""BC-IMM-002: every retention that a backup plan asks for lies within the limits of the locks."""

import math
from collections.abc import Iterator

from pods_policies.clauses import IMMUTABILITY
from pods_policies.reading import (
    ABSENT,
    UNKNOWN,
    Missing,
    Truth,
    UnreadableValueError,
    every,
    number,
    read,
    some,
)
from pods_policies.relations.attachments import Attachments
from pods_policies.relations.backups.vaults import LOCK, PLAN, VAULT, Lock, lock_of, locks_of
from pods_policies.relations.data.data_resources import VAULTS
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["RETENTION_WITHIN_LOCK"]

_Place = tuple[str | int, ...]


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    plans = stack.of_type(PLAN)
    if not plans:
        yield NotApplicable("no backup plan in this stack")
    locks = locks_of(stack)
    for plan in plans:
        yield from _judge(stack, plan, locks)


def _judge(stack: Stack, plan: Resource, locks: Attachments) -> Iterator[Verdict]:
    rules = plan.declared("rules")
    if not isinstance(rules, list):
        observed = "its rules are not known before the update"
        required = "each retention lies within the limits of the vault's lock (B10)"
        if rules is UNKNOWN:
            yield Undecided(plan, observed, required, Change("rules", "", "give the rules plainly"))
        else:
            yield NotApplicable("a plan without rules", plan)
        return
    verdicts = [
        verdict
        for place in _places(rules)
        if (verdict := _verdict(stack, plan, locks, place)) is not None
    ]
    if any(isinstance(one, Finding | Undecided) for one in verdicts):
        yield from (one for one in verdicts if not isinstance(one, Kept))
    elif verdicts:
        yield verdicts[0]
    else:
        yield NotApplicable("no vault that it fills has a lock in this stack", plan)


def _places(rules: list[object]) -> Iterator[tuple[_Place, _Place, str]]:
    """Yield where a vault is named, where its retention is, and the property to change."""
    for index, rule in enumerate(rules):
        start = ("rules", index)
        life: _Place = (*start, "lifecycle", "deleteAfter")
        name = f"rules[{index}].lifecycle.deleteAfter"
        yield (*start, "targetVaultName"), life, name
        yield (*start, "targetLogicallyAirGappedBackupVaultArn"), life, name
        copies = read(rule, "copyActions")
        for place in range(len(copies) if isinstance(copies, list) else 0):
            copy: _Place = (*start, "copyActions", place)
            prop = f"rules[{index}].copyActions[{place}].lifecycle.deleteAfter"
            yield (*copy, "destinationVaultArn"), (*copy, "lifecycle", "deleteAfter"), prop


def _verdict(
    stack: Stack, plan: Resource, locks: Attachments, place: tuple[_Place, _Place, str]
) -> Verdict | None:
    names, life, prop = place
    named = resolve(stack, plan, names, *VAULTS)
    found = [(vault, lock_of(vault, locks)) for vault in named.everything]
    locked = [(vault, lock) for vault, lock in found if isinstance(lock, Lock)]
    if not locked:
        unsure = any(lock is UNKNOWN for _, lock in found)
        return _open(plan, prop, "the lock of the vault") if unsure else None
    days = _days(plan.declared(*life))
    if days == math.inf and "copyActions" in life:  # then a copy ends with its source
        days = _days(plan.declared(*life[:2], "lifecycle", "deleteAfter"))
    if days is None:
        required = "a retention is a number of days (B10)"
        return Finding(plan, f"{prop} is no number", required, Change(prop, "35"))
    fits = [_fits(days, lock) for _, lock in locked]
    if every(fits) is True:
        return Kept(plan)
    if days is UNKNOWN or not _is_certain(named, fits):
        return _open(plan, prop, prop)
    vault, lock = locked[fits.index(False)]
    return _finding(plan, prop, days, vault, lock)


def _open(plan: Resource, prop: str, what: str) -> Undecided:
    required = "it lies within the limits of the lock, or every job of the rule fails (B10)"
    return Undecided(plan, f"{what} is not known before the update", required, Change(prop, "35"))


def _is_certain(named: References, fits: list[Truth]) -> bool:
    """A retention that does not fit is a finding where the vault is sure, or none would fit."""
    return False in fits and (not named.possible or some(fits) is False)


def _days(value: object) -> float | Missing | None:
    """Return after how many days a backup is deleted, if ever; None for what is no number."""
    if value is ABSENT:
        return math.inf
    try:
        days = number(-1 if value == "-1" else value)
    except UnreadableValueError:
        return None
    # AWS writes -1 for what is kept indefinitely, and a state 0 for what is not set.
    return math.inf if not isinstance(days, Missing) and days <= 0 else days


def _fits(days: float | Missing, lock: Lock) -> Truth:
    least: Truth = UNKNOWN if lock.minimum is UNKNOWN else True
    most: Truth = UNKNOWN if lock.maximum is UNKNOWN else True
    if isinstance(days, Missing):
        return UNKNOWN
    if isinstance(lock.minimum, int | float):
        least = days >= lock.minimum
    if isinstance(lock.maximum, int | float):
        most = days <= lock.maximum
    return every([least, most])


def _finding(
    plan: Resource, prop: str, days: float | Missing, vault: Resource, lock: Lock
) -> Finding:
    kept = "for ever" if days == math.inf else f"for {days:g} days"
    low = f"{lock.minimum:g}" if isinstance(lock.minimum, int | float) else "1"
    high = f"{lock.maximum:g}" if isinstance(lock.maximum, int | float) else "any number of"
    rule = prop.split(".", 1)[0]
    observed = f"{rule} keeps {kept}, and the lock of {vault.name} takes {low} to {high} days"
    required = "a job whose retention lies outside the lock's limits fails (B10)"
    return Finding(plan, observed, required, Change(prop, low if low != "1" else "35"))


RETENTION_WITHIN_LOCK = StackRule(
    id="BC-IMM-002",
    title="Every retention of a backup plan lies within the limits of the vaults' locks",
    severity=Severity.HIGH,
    requirements=("B10", "A6"),
    reads=(PLAN, LOCK, *VAULTS),
    checks="The `deleteAfter` of every rule and of every copy action of a backup plan lies between "
    "the least and the most days of the lock of the vault that it goes into; without `deleteAfter` "
    "a backup is kept for ever, and a copy as long as its source. Limits of an air-gapped vault "
    "are its own. Vaults of other stacks and vaults without a lock are left out.",
    why="A job whose retention lies outside the limits fails: the plan runs on schedule, and no "
    "backup is made.",
    remediation="Change deleteAfter of the rule or of the copy action to lie within the limits, or "
    "the limits of a lock that can still be changed.",
    clauses=IMMUTABILITY,
    example=(
        resource(VAULT, "clinic-vault", {"name": "clinic-vault"}),
        resource(LOCK, "clinic-vault", {"backupVaultName": "clinic-vault", "minRetentionDays": 30}),
        resource(
            PLAN,
            "clinic-backups",
            {"rules": [{"targetVaultName": "clinic-vault", "lifecycle": {"deleteAfter": 14}}]},
        ),
    ),
    check=_check,
)
