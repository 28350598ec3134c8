"""BC-IMM-001: every vault is locked, and one copy of tier-1 data so that nobody can unlock it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Literal

from pydantic import Field

from pods_policies.clauses import IMMUTABILITY
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, some
from pods_policies.relations.attachments import Attachments
from pods_policies.relations.backups.backup_paths import BackupPath, Copy, index_of, paths_of
from pods_policies.relations.backups.vaults import (
    AIR_GAPPED,
    LOCK,
    PLAN,
    VAULT,
    Lock,
    keeps_out_of_reach,
    lock_of,
    locks_of,
)
from pods_policies.relations.data.data_copies import follows
from pods_policies.relations.data.data_resources import DATA_TYPES
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["VAULT_LOCK", "VaultLockSettings"]

SELECTION: Final = "aws:backup/selection:Selection"


class VaultLockSettings(Settings):
    """How vaults are locked."""

    minimum_days: int = Field(
        default=1, ge=1, description="Days of a lock's least retention, at least."
    )
    final_up_to_tier: int = Field(
        default=1, ge=0, le=4, description="Tiers 1 up to this one need a lock that is final."
    )
    final_lock: Literal["one copy", "every vault"] = Field(
        default="one copy",
        description="Where a final lock (compliance mode) is needed: for one copy of the data, "
        "such as in an air-gapped vault, or for every vault of these tiers.",
    )


class _Contents:
    """What is kept in each vault, and whether it is kept out of reach as well."""

    def __init__(self, stack: Stack, locks: Attachments, settings: VaultLockSettings) -> None:
        self._locks = locks
        self._secured: dict[str, list[Truth]] = defaultdict(list)
        self._fills(stack, settings)

    def is_secured(self, vault: Resource) -> Truth:
        """Answer whether all that a vault keeps is out of reach in another place, too."""
        answers = self._secured.get(vault.urn)
        return every(answers) if answers else False

    def _fills(self, stack: Stack, settings: VaultLockSettings) -> None:
        for one in stack.of_type(*DATA_TYPES):
            if tier_of(one, settings) <= settings.final_up_to_tier and not follows(stack, one):
                paths = paths_of(stack, one)
                safe = some(self._is_safe(path) for path in paths)
                self._note([_places(path.vault, path.copies) for path in paths], safe, set())
        filled = set(self._secured)
        for plan in stack.of_type(PLAN):  # what they select may lie in other stacks
            rules = index_of(stack).plan_rules(plan)
            if not isinstance(rules, Missing):
                places = [_places(rule.vault, rule.copies) for rule in rules]
                safe = some(keeps_out_of_reach(one, self._locks) for each in places for one in each)
                self._note(places, safe, filled)

    def _note(self, places: list[list[References]], safe: Truth, but: set[str]) -> None:
        named = (one for each in places for one in each)
        for urn in {vault.urn for one in named for vault in one.everything} - but:
            self._secured[urn].append(safe)

    def _is_safe(self, path: BackupPath) -> Truth:
        kept: list[Truth] = [keeps_out_of_reach(path.vault, self._locks)]
        for copy in path.copies:
            other: Truth = UNKNOWN if copy.account is UNKNOWN else copy.account is not ABSENT
            kept += [other, keeps_out_of_reach(copy.vault, self._locks)]
        return every([path.reaches, some(kept)])


def _places(target: References, copies: tuple[Copy, ...]) -> list[References]:
    return [target, *(copy.vault for copy in copies)]


def _check(stack: Stack, settings: VaultLockSettings) -> Iterator[Verdict]:
    vaults = stack.of_type(VAULT, AIR_GAPPED)
    if not vaults:
        yield NotApplicable("no vault in this stack")
        return
    locks = locks_of(stack)
    contents = _Contents(stack, locks, settings)
    for vault in vaults:
        yield _judge(vault, locks, contents, settings)


def _judge(
    vault: Resource, locks: Attachments, contents: _Contents, settings: VaultLockSettings
) -> Verdict:
    if vault.type == AIR_GAPPED:  # AWS makes none without a lock for good
        return Kept(vault)
    tier = tier_of(vault, settings)
    least = settings.minimum_days
    days = "a day" if least == 1 else f"{least} days"
    required = f"tier {tier} needs a lock that keeps every backup for {days} or more (B10)"
    lock = lock_of(vault, locks)
    if not isinstance(lock, Lock):
        return _without_lock(vault, lock, required)
    change = Change("minRetentionDays", str(max(least, 7)))
    if lock.minimum is UNKNOWN:
        observed = "the lock's min_retention_days is not known before the update"
        return Undecided(lock.source, observed, required, change)
    if lock.minimum is ABSENT or lock.minimum < least:
        told = "not set" if lock.minimum is ABSENT else f"{lock.minimum:g}"
        observed = f"min_retention_days of the lock is {told}"
        return Finding(lock.source, observed, required, change)
    if tier > settings.final_up_to_tier or lock.is_final is True:
        return Kept(vault)
    return _by_finality(vault, lock, contents, settings, tier)


def _without_lock(vault: Resource, lock: Missing, required: str) -> Verdict:
    if lock is UNKNOWN:
        plain = Change("backupVaultName", "", "name the vault of each lock plainly")
        observed = "which lock belongs to the vault is not known before the update"
        return Undecided(vault, observed, required, plain)
    add = "add aws.backup.VaultLockConfiguration(backup_vault_name=…, min_retention_days=7)"
    return Finding(
        vault, "it has no lock", required, Change("minRetentionDays", "7", add, "beside")
    )


def _by_finality(
    vault: Resource, lock: Lock, contents: _Contents, settings: VaultLockSettings, tier: int
) -> Verdict:
    everywhere = settings.final_lock == "every vault"
    answer = lock.is_final if everywhere else some([lock.is_final, contents.is_secured(vault)])
    if answer is True:
        return Kept(vault)
    required = (
        f"tier {tier} needs a compliance lock on every vault (B10)"
        if everywhere
        else f"tier {tier} needs a compliance lock, or a copy of all that is in it in an "
        "air-gapped vault, a vault locked for good, or another account (B10)"
    )
    change = Change(
        "changeableForDays",
        "",
        "copy what is in it to an air-gapped vault, or set changeable_for_days "
        "(changeableForDays), after which nobody takes the lock off",
    )
    if answer is UNKNOWN:
        observed = "whether its backups are kept out of reach is not known before the update"
        return Undecided(lock.source, observed, required, change)
    observed = "whoever may take the lock off may delete what is kept nowhere else"
    return Finding(lock.source, observed, required, change)


VAULT_LOCK = StackRule(
    id="BC-IMM-001",
    title="Every vault is locked, and tier-1 data is kept where nobody can take the lock off",
    severity=Severity.CRITICAL,
    requirements=("B10",),
    reads=(VAULT, AIR_GAPPED, LOCK, PLAN, SELECTION, *DATA_TYPES),
    checks="Every vault has a `VaultLockConfiguration` with `minRetentionDays`. A governance lock "
    "is enough for tiers 2 and weaker; for tier 1 it is enough where all tier-1 data in the vault "
    "is also in an air-gapped vault (which is always locked in compliance mode), in a vault locked "
    "in compliance mode, or in another account (docs/decisions/0014). The setting `finalLock` asks "
    "for compliance mode in every vault instead.",
    why="Without a lock one call deletes every backup. A governance lock is taken off by whoever "
    "has the permission; a compliance lock by nobody, AWS included.",
    remediation="Add aws.backup.VaultLockConfiguration with min_retention_days, and copy tier-1 "
    "data to an aws.backup.LogicallyAirGappedVault; or set changeable_for_days, once the retention "
    "is proved.",
    clauses=IMMUTABILITY,
    equivalents=("AWS Config BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK",),
    settings=VaultLockSettings,
    example=(resource(VAULT, "clinic-vault", {"name": "clinic-vault"}),),
    check=_check,
)
