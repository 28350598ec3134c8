"""BC-TST-001: backups of each kind of tier-1 data are restored as a test, each quarter at least."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import TESTING
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, read, some
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.data.data_copies import follows
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    DATA_TYPES,
    DATABASE,
    FILE_SYSTEM,
    TABLE,
    VAULTS,
    VOLUME,
)
from pods_policies.relations.data.unbacked import taken_elsewhere, why_unbacked
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.schedules.cron import MalformedScheduleError
from pods_policies.schedules.run_times import read_schedule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["RESTORES_TESTED", "RestoreTestSettings"]

PLAN: Final = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
SELECTION: Final = "aws:backup/restoreTestingSelection:RestoreTestingSelection"

_NAMES: Final = {
    DATABASE: "RDS",
    "aws:rds/cluster:Cluster": "Aurora",
    "aws:docdb/cluster:Cluster": "DocumentDB",
    "aws:neptune/cluster:Cluster": "Neptune",
    VOLUME: "EBS",
    FILE_SYSTEM: "EFS",
    TABLE: "DynamoDB",
    **dict.fromkeys(BUCKETS, "S3"),
}
"""What AWS Backup calls each type."""

_TAG_KEY: Final = "aws:ResourceTag/"


class RestoreTestSettings(TieredSettings):
    """How often backups are restored."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )
    longest_gap_days: int = Field(
        default=92, ge=1, description="Days between two restores, at most: a quarter."
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """A selection of a restore testing plan, and whether the plan runs often enough."""

    selection: Resource
    plans: tuple[Resource, ...]
    is_frequent: Truth


def _check(stack: Stack, settings: RestoreTestSettings) -> Iterator[Verdict]:
    data = stack.of_type(*DATA_TYPES)
    if not data:
        yield NotApplicable("no data resource in this stack")
        return
    plans = {plan.urn: _read(plan, settings) for plan in stack.of_type(PLAN)}
    tests = _Tests(stack, plans)
    for plan in stack.of_type(PLAN):
        if isinstance(plans[plan.urn], Finding):
            yield plans[plan.urn]
    for one in data:
        tier = tier_of(one, settings)
        reason = follows(stack, one)
        if tier > settings.max_tier:
            reason = f"tier {tier} need not prove its restores"
        yield NotApplicable(reason, one) if reason else _judge(stack, one, tests, settings)


class _Tests:
    """The tests of a stack, found by what they may restore; those that prove nothing left out."""

    def __init__(self, stack: Stack, plans: dict[str, Verdict]) -> None:
        self._wide: dict[object, list[_Test]] = defaultdict(list)
        self._named: dict[str, list[_Test]] = defaultdict(list)
        for one in stack.of_type(SELECTION):
            test = _test(stack, one, plans)
            if test.is_frequent is not False:
                self._file(stack, test)

    def _file(self, stack: Stack, test: _Test) -> None:
        kind = test.selection.declared("protectedResourceType")
        arns = test.selection.declared("protectedResourceArns")
        named = resolve(stack, test.selection, ("protectedResourceArns",), *DATA_TYPES)
        if isinstance(arns, list) and "*" not in arns and named.complete:
            for one in named.everything:
                self._named[one.urn].append(test)
        else:
            self._wide[kind if isinstance(kind, str) else UNKNOWN].append(test)

    def of(self, one: Resource) -> Iterator[_Test]:
        """Yield the tests that may restore a resource."""
        yield from self._named.get(one.urn, [])
        yield from self._wide.get(_NAMES[one.type], [])
        yield from self._wide.get(UNKNOWN, [])


def _read(plan: Resource, settings: RestoreTestSettings) -> Verdict:
    """Judge how often a plan runs."""
    days = settings.longest_gap_days
    required = f"restores are tested every {days} days or sooner (B4, B9)"
    change = Change("scheduleExpression", '"cron(30 13 ? * TUE *)"')
    text = plan.declared("scheduleExpression")
    zone = plan.declared("scheduleExpressionTimezone")
    if UNKNOWN in (text, zone):
        observed = "its schedule is not known before the update"
        return Undecided(plan, observed, required, change)
    if not isinstance(text, str):
        return Finding(plan, "it has no schedule", required, change)
    try:
        gap = read_schedule(text, zone if isinstance(zone, str) and zone else "UTC").worst_gap_hours
    except MalformedScheduleError as error:
        return Finding(plan, f"scheduleExpression: {error}", required, change)
    if gap > days * 24:
        return Finding(
            plan, f"up to {gap / 24:.0f} days lie between two restores", required, change
        )
    return Kept(plan)


def _test(stack: Stack, selection: Resource, plans: dict[str, Verdict]) -> _Test:
    named = resolve(stack, selection, ("restoreTestingPlanName",), PLAN)
    answers = [_truth(plans[plan.urn]) for plan in named.everything]
    if not named.complete or named.possible:
        answers.append(UNKNOWN)
    return _Test(selection, named.everything, some(answers))


def _truth(verdict: Verdict) -> Truth:
    return UNKNOWN if isinstance(verdict, Undecided) else isinstance(verdict, Kept)


def _judge(stack: Stack, one: Resource, tests: _Tests, settings: RestoreTestSettings) -> Verdict:
    tier = tier_of(one, settings)
    kind = _NAMES[one.type]
    answer: Truth = False
    for test in tests.of(one):
        answer = some([answer, _restores(stack, test, one, kind)])
        if answer is True:
            return Kept(one)
    required = f"tier {tier} proves by a test each quarter that it can be restored (B4, B9)"
    change = Change(
        "protectedResourceType",
        "",
        f'add aws.backup.RestoreTestingSelection(…, protected_resource_type="{kind}", '
        'protected_resource_arns=["*"])',
        "beside",
    )
    if answer is UNKNOWN:
        observed = "whether a test restores it is not known before the update"
        return Undecided(one, observed, required, change)
    if taken_elsewhere(stack, one, settings) is not False:
        observed = (
            "whether what a backup plan outside this stack keeps is restored is not known here"
        )
        return Undecided(one, observed, required, change)
    reason = why_unbacked(stack, one, tier, settings)
    if reason is not None:
        return NotApplicable(reason, one)
    return Finding(one, f"no test restores {kind} backups of it", required, change)


def _restores(stack: Stack, test: _Test, one: Resource, kind: str) -> Truth:
    chosen = test.selection.declared("protectedResourceType")
    same: Truth = UNKNOWN if chosen is UNKNOWN else bool(chosen == kind)
    if same is False:
        return False
    return every(
        [
            same,
            test.is_frequent,
            _is_chosen(stack, test.selection, one),
            some(_looks_into_its_vault(stack, plan, one) for plan in test.plans)
            if test.plans
            else True,
        ]
    )


def _is_chosen(stack: Stack, selection: Resource, one: Resource) -> Truth:
    """Answer whether a selection takes a resource: by ARN, or by all of its conditions."""
    arns = selection.declared("protectedResourceArns")
    conditions = selection.declared("protectedResourceConditions")
    listed: Truth = True
    if arns is UNKNOWN or (isinstance(arns, list) and arns and "*" not in arns):
        listed = resolve(stack, selection, ("protectedResourceArns",), one.type).includes(one)
    if conditions is ABSENT:
        return listed if arns is not ABSENT else False
    return every([listed, _meets(conditions, one)])


def _meets(conditions: Any, one: Resource) -> Truth:
    if conditions is UNKNOWN:
        return Missing.UNKNOWN
    tags = tags_of(one)
    answers: list[Truth] = []
    for name, wanted in (("stringEquals", True), ("stringNotEquals", False)):
        rows = read(conditions, name)
        if rows is UNKNOWN:
            answers.append(UNKNOWN)
        for row in rows if isinstance(rows, list) else []:
            key = read(row, "key")
            has = (
                tags.has(key.removeprefix(_TAG_KEY), read(row, "value"))
                if isinstance(key, str)
                else UNKNOWN
            )
            answers.append(has if has is UNKNOWN else has is wanted)
    return every(answers)


def _looks_into_its_vault(stack: Stack, plan: Resource, one: Resource) -> Truth:
    """Answer whether a plan restores from a vault that keeps the resource's backups."""
    wanted = plan.declared("recoveryPointSelection", "includeVaults")
    if wanted is ABSENT or (isinstance(wanted, list) and "*" in wanted):
        return wanted is not ABSENT
    places = [
        reference
        for path in paths_of(stack, one)
        for reference in (path.vault, *(copy.vault for copy in path.copies))
    ]
    vaults = [vault for place in places for vault in place.everything]
    if not vaults:
        return True
    named = resolve(stack, plan, ("recoveryPointSelection", "includeVaults"), *VAULTS)
    return some(named.includes(vault) for vault in vaults)


RESTORES_TESTED = StackRule(
    id="BC-TST-001",
    title="Backups of every kind of tier-1 data are restored as a test each quarter",
    severity=Severity.HIGH,
    requirements=("B4", "B9", "A12"),
    reads=(PLAN, SELECTION, *DATA_TYPES, *VAULTS),
    checks="Every data resource of tier 1 is taken by a `RestoreTestingSelection` of its type (by "
    'ARN, by "*", or by its tags) whose `RestoreTestingPlan` runs every 92 days or sooner, and '
    "restores from a vault that keeps backups of the resource. Schedules are laid out over more "
    "than a year, time zones included. What nothing backs up is BC-BKP-007's.",
    why="A backup that was never restored is a hope: keys, permissions, sizes and times are found "
    "out during the outage.",
    remediation="Add aws.backup.RestoreTestingPlan with a weekly or monthly schedule, and an "
    "aws.backup.RestoreTestingSelection for each type of data.",
    clauses=TESTING,
    settings=RestoreTestSettings,
    example=(resource(DATABASE, "clinic-database", {"backupRetentionPeriod": 35}),),
    check=_check,
)
