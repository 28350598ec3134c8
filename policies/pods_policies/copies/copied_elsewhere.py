"""BC-CPY-001: data of tier 1 has a copy in another Region, the one that it is recovered in."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import ALTERNATE_SITE, BACKUPS, united
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, some
from pods_policies.relations.backups.backup_paths import REPLICATED_BACKUPS
from pods_policies.relations.data.bucket_purposes import REPLICATIONS
from pods_policies.relations.data.data_copies import (
    FILE_REPLICATION,
    GLOBAL_CLUSTERS,
    TABLE_REPLICA,
    DataCopy,
    copies_of,
    follows,
)
from pods_policies.relations.data.data_resources import DATA_TYPES, DATABASE, VAULTS
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import recovery_region_of, tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["COPIED_ELSEWHERE", "CopySettings"]

PLANS: Final = ("aws:backup/plan:Plan", "aws:backup/selection:Selection")
LIFECYCLE: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"


class CopySettings(TieredSettings):
    """A rule about copies holds for tier 1, unless a team asks for more."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )


def _check(stack: Stack, settings: CopySettings) -> Iterator[Verdict]:
    data = stack.of_type(*DATA_TYPES)
    if not data:
        yield NotApplicable("no data resource in this stack")
    for one in data:
        reason = _left_out(stack, one, settings)
        yield NotApplicable(reason, one) if reason else _judge(stack, one, settings)


def _left_out(stack: Stack, one: Resource, settings: CopySettings) -> str | None:
    tier = tier_of(one, settings)
    if tier > settings.max_tier:
        return f"tier {tier} may lose its Region's data"
    return follows(stack, one)


def _judge(stack: Stack, one: Resource, settings: CopySettings) -> Verdict:
    copies = copies_of(stack, one)
    target = recovery_region_of(settings)
    home = region_of(one)
    answer = some(every([copy.is_certain, _is_there(copy, home, target)]) for copy in copies)
    if answer is True:
        return Kept(one)
    place = target or "another Region or account"
    required = f"tier {tier_of(one, settings)} needs a copy in {place} (B4, D1)"
    change = Change(
        "copyActions",
        "",
        f"copy it to a vault in {place}: copy_actions (copyActions) of the rule of a backup plan",
        "beside",
    )
    if answer is UNKNOWN:
        observed = "where its copies go is not known before the update"
        return Undecided(one, observed, required, change)
    return Finding(one, _observed(copies), required, change)


def _is_there(copy: DataCopy, home: str | Missing, target: str | None) -> Truth:
    """Answer whether a copy is in the declared Region; in any other place where none is."""
    if target is not None:
        return UNKNOWN if copy.region is UNKNOWN else copy.region == target
    elsewhere: Truth = UNKNOWN if UNKNOWN in (copy.region, home) else copy.region != home
    account: Truth = UNKNOWN if copy.account is UNKNOWN else copy.account is not ABSENT
    return some([elsewhere, account])


def _observed(copies: list[DataCopy]) -> str:
    regions = sorted({copy.region for copy in copies if isinstance(copy.region, str)})
    return f"it is copied to {', '.join(regions)} only" if regions else "it has no copy"


COPIED_ELSEWHERE = StackRule(
    id="BC-CPY-001",
    title="Data of tier 1 has a copy in the Region that it is recovered in",
    severity=Severity.CRITICAL,
    requirements=("B4", "D1"),
    reads=(
        *DATA_TYPES,
        *VAULTS,
        *PLANS,
        LIFECYCLE,
        REPLICATED_BACKUPS,
        *GLOBAL_CLUSTERS,
        TABLE_REPLICA,
        *REPLICATIONS,
        FILE_REPLICATION,
    ),
    checks="Every database, volume, file system, table and bucket of tier 1 has a copy in the "
    "recovery Region that the plan (or the setting recoveryRegion) declares; where none is "
    "declared, in another Region or account. Copy actions of backup plans, copies of snapshot "
    "policies, replicated automated backups, replicas in other Regions, global databases, replicas "
    "of tables, and replication of buckets and file systems count. Replicas, and buckets that hold "
    "nothing of their own, are left out.",
    why="With its Region go the data and all backups that are kept there.",
    remediation="Add copy_actions to the rule of the backup plan that selects it, with a vault in "
    "the recovery Region, or replicate it there.",
    clauses=united(BACKUPS, ALTERNATE_SITE),
    settings=CopySettings,
    example=(resource(DATABASE, "clinic-database", {"backupRetentionPeriod": 35}),),
    check=_check,
)
