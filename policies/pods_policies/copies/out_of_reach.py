"""BC-CPY-005: one copy of tier-1 data lies out of the reach of the account that holds the data."""

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from pydantic import Field

from pods_policies.clauses import IMMUTABILITY
from pods_policies.copies.copied_elsewhere import CopySettings
from pods_policies.reading import ABSENT, UNKNOWN, Truth, every, some
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.backups.vaults import AIR_GAPPED
from pods_policies.relations.data.data_copies import copies_of, follows
from pods_policies.relations.data.data_resources import BUCKETS, DATA_TYPES, DATABASE, VAULTS
from pods_policies.relations.data.unbacked import taken_elsewhere, why_unbacked
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["OUT_OF_REACH", "OutOfReachSettings"]

INLINE: Final = "aws:iam/rolePolicy:RolePolicy"
_READER: Final = "pods:index:ExportReader"


class OutOfReachSettings(CopySettings):
    """What is exported by means that the stack does not show."""

    exported: list[str] = Field(
        default_factory=list,
        description="Names of resources, with asterisks, that are exported to storage outside of "
        "the account by means that the stack does not show.",
    )


def _check(stack: Stack, settings: OutOfReachSettings) -> Iterator[Verdict]:
    data = stack.of_type(*DATA_TYPES)
    if not data:
        yield NotApplicable("no data resource in this stack")
        return
    read_outside = _read_outside(stack)
    for one in data:
        tier = tier_of(one, settings)
        reason = follows(stack, one)
        if tier > settings.max_tier:
            reason = f"tier {tier} may be lost with the account"
        if reason:
            yield NotApplicable(reason, one)
        else:
            named = any(fnmatchcase(one.name, pattern) for pattern in settings.exported)
            exported = named or bool(read_outside.get(one.urn))
            yield _judge(stack, one, settings, is_exported=exported)


def _read_outside(stack: Stack) -> dict[str, list[Resource]]:
    """Return the buckets that an export reader lets a role of another place pull."""
    found: dict[str, list[Resource]] = defaultdict(list)
    for policy in stack.of_type(INLINE):
        if any(parent.type == _READER for parent in policy.parents):
            for bucket in stack.sources(policy, "policy", *BUCKETS):
                found[bucket.urn].append(policy)
    return found


def _judge(
    stack: Stack, one: Resource, settings: OutOfReachSettings, *, is_exported: bool
) -> Verdict:
    tier = tier_of(one, settings)
    answers: list[Truth] = [is_exported]
    copies, paths = copies_of(stack, one), paths_of(stack, one)
    for copy in copies:
        account: Truth = UNKNOWN if copy.account is UNKNOWN else copy.account is not ABSENT
        answers.append(every([copy.is_certain, some([account, _is_air_gapped(copy.vault)])]))
    answers += [every([path.reaches, _is_air_gapped(path.vault)]) for path in paths]
    answer = some(answers)
    if answer is True:
        return Kept(one)
    required = f"tier {tier} needs one copy out of the account's reach (B10, D4)"
    change = Change(
        "copyActions",
        "",
        "copy it to an air-gapped vault or a vault of another account: copy_actions (copyActions) "
        "of the rule of a backup plan",
        "beside",
    )
    if answer is UNKNOWN:
        observed = "whose vault its copies go to is not known before the update"
        return Undecided(one, observed, required, change)
    if taken_elsewhere(stack, one, settings) is not False:
        observed = "where a backup plan outside this stack copies it is not known here"
        return Undecided(one, observed, required, change)
    reason = None if copies else why_unbacked(stack, one, tier, settings)
    if reason is not None:
        return NotApplicable(reason, one)
    within = "every copy of it lies within its own account"
    observed = within if copies or paths else "it has neither backup nor copy"
    return Finding(one, observed, required, change)


def _is_air_gapped(vault: References) -> Truth:
    certain = any(one.type == AIR_GAPPED for one in vault.certain)
    perhaps = any(one.type == AIR_GAPPED for one in vault.possible) or not vault.complete
    return True if certain else UNKNOWN if perhaps else False


OUT_OF_REACH = StackRule(
    id="BC-CPY-005",
    title="One copy of tier-1 data lies out of the reach of its account",
    severity=Severity.HIGH,
    requirements=("B10", "D4"),
    reads=(*DATA_TYPES, *VAULTS, "aws:backup/plan:Plan", "aws:backup/selection:Selection", INLINE),
    checks="Every data resource of tier 1 has a copy in a logically air-gapped vault or in another "
    "account, by a backup plan or by replication, or is exported: by the component ExportReader, "
    "or by means that the setting `exported` names. What nothing backs up is BC-BKP-007's.",
    why="Whoever holds the account holds its keys, its vaults in governance mode, and the roles "
    "that break the glass. Closing the account ends what is in it.",
    remediation="Copy to an aws.backup.LogicallyAirGappedVault, to a vault of another account, or "
    "pull exports to storage outside of AWS.",
    clauses=IMMUTABILITY,
    equivalents=(
        "AWS Config EBS_RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT",
        "AWS Config S3_RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT",
    ),
    settings=OutOfReachSettings,
    example=(resource(DATABASE, "clinic-database", {"backupRetentionPeriod": 35}),),
    check=_check,
)
