"""Reads AWS Backup plans: when their rules run, what they keep, and where copies go."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from pods_policies.reading import (
    ABSENT,
    UNKNOWN,
    Missing,
    Truth,
    UnreadableValueError,
    amount,
    flag,
    read,
)
from pods_policies.relations.backups.tag_conditions import rows
from pods_policies.relations.data.data_resources import VAULTS
from pods_policies.relations.places.regions import region_in_arn, region_of
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.schedules.cron import MalformedScheduleError
from pods_policies.schedules.run_times import RunTimes, read_schedule

__all__ = ["PLAN_TYPE", "Copy", "PlanRule", "kept_days", "rules_of"]

PLAN_TYPE: Final = "aws:backup/plan:Plan"

DEFAULT_START_WINDOW: Final = 480
"""Minutes: https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html"""

_AIR_GAP: Final = "targetLogicallyAirGappedBackupVaultArn"
_ARN_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of each recovery point in another place."""

    vault: References
    """The vault that it goes to; nothing for a copy that is no recovery point of AWS Backup."""
    region: str | Missing
    account: str | Missing
    """`ABSENT` for the account of the source."""
    kept_days: float | Missing
    """`inf` for one that is kept for ever."""


@dataclass(frozen=True, slots=True)
class PlanRule:
    """One rule of a plan; what is unknown before the update is `UNKNOWN`."""

    plan: Resource
    index: int
    runs: RunTimes | Missing
    """`ABSENT` for a rule without a schedule, and for one that AWS would refuse."""
    trouble: str
    """What AWS would refuse about its schedule."""
    start_minutes: float | Missing
    """How long after its time a job may still start."""
    continuous: Truth
    kept_days: float | Missing
    cold_after_days: float | Missing
    copies: tuple[Copy, ...]
    vault: References

    @property
    def path(self) -> str:
        """Path of the rule in the plan's properties."""
        return f"rules[{self.index}]"


def rules_of(stack: Stack, plan: Resource) -> list[PlanRule] | Missing:
    """Return the rules of a plan, or `UNKNOWN` when not even their number is known."""
    value = plan.declared("rules")
    if value is UNKNOWN:
        return Missing.UNKNOWN
    slots = _Slots(stack, plan, rows(value))
    return [_rule(stack, plan, index, row, slots) for index, row in enumerate(rows(value))]


def kept_days(lifecycle: Any) -> float | Missing:
    """Return how long a lifecycle keeps a recovery point: for ever unless it says otherwise."""
    days = amount(_signed(read(lifecycle, "deleteAfter")))
    if days is UNKNOWN:
        return UNKNOWN
    return inf if isinstance(days, Missing) or days <= 0 else days


def _is_on(value: Any) -> Truth:
    try:
        return flag(value, default=False)
    except UnreadableValueError:
        return UNKNOWN


def _signed(value: Any) -> Any:
    """AWS writes -1 for what is kept indefinitely."""
    return 0 if value in (-1, "-1") else value


def _rule(stack: Stack, plan: Resource, index: int, row: Any, slots: "_Slots") -> PlanRule:
    trouble = ""
    try:
        runs = _runs(row)
    except MalformedScheduleError as error:
        runs, trouble = ABSENT, str(error)
    start = amount(read(row, "startWindow"))
    kept = kept_days(read(row, "lifecycle"))
    return PlanRule(
        plan=plan,
        index=index,
        runs=runs,
        trouble=trouble,
        start_minutes=DEFAULT_START_WINDOW if start is ABSENT else start,
        continuous=_is_on(read(row, "enableContinuousBackup")),
        kept_days=kept,
        cold_after_days=amount(_signed(read(row, "lifecycle", "coldStorageAfter"))),
        copies=tuple(_copies(stack, plan, (index, row), kept, slots)),
        vault=slots.target(index),
    )


def _runs(row: Any) -> RunTimes | Missing:
    schedule, zone = read(row, "schedule"), read(row, "scheduleExpressionTimezone")
    if UNKNOWN in (schedule, zone):
        return UNKNOWN
    if schedule in (ABSENT, ""):
        return ABSENT
    if not isinstance(schedule, str):
        raise MalformedScheduleError("a schedule is a text such as cron(0 1 * * ? *)")
    return read_schedule(schedule, zone if isinstance(zone, str) and zone else "UTC")


def _copies(
    stack: Stack,
    plan: Resource,
    place: tuple[int, Any],
    kept: float | Missing,
    slots: "_Slots",
) -> Iterator[Copy]:
    index, row = place
    actions = read(row, "copyActions")
    for position, action in enumerate(rows(actions)):
        arn = read(action, "destinationVaultArn")
        lifecycle = read(action, "lifecycle")
        # A copy without an end of its own ends with its source, also one that is never to end:
        # https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html
        own = kept_days(lifecycle)
        days = kept if own == inf else own
        yield _copy(slots.copy(index, position), arn, days, plan)
    if actions is UNKNOWN:
        yield Copy(References(complete=False), UNKNOWN, UNKNOWN, UNKNOWN)
    if read(row, _AIR_GAP) is not ABSENT:
        vault = resolve(stack, plan, ("rules", index, _AIR_GAP), *VAULTS)
        yield _copy(vault, read(row, _AIR_GAP), kept, plan)


def _copy(vault: References, arn: Any, days: float | Missing, plan: Resource) -> Copy:
    regions = {region_of(one) for one in vault.everything}
    region: str | Missing = regions.pop() if len(regions) == 1 else UNKNOWN
    if isinstance(arn, str):
        region = region_in_arn(arn) if region_in_arn(arn) is not UNKNOWN else region
    return Copy(vault, region, _account(vault, arn, plan), days)


def _account(vault: References, arn: Any, plan: Resource) -> str | Missing:
    own = _account_in(plan.computed("arn"))
    named = {_account_in(one.computed("arn")) for one in vault.everything}
    told = _account_in(arn) or (named.pop() if len(named) == 1 else None)
    # The account of a plan that is still to be made is that of a vault which its provider made.
    if told is not None and (own is not None or not vault.everything):
        return ABSENT if told == own else told
    same = {_identity(one) == _identity(plan) for one in vault.everything}
    return ABSENT if same == {True} else UNKNOWN


def _account_in(arn: Any) -> str | None:
    parts = arn.split(":") if isinstance(arn, str) else []
    return parts[4] if len(parts) > _ARN_PARTS and parts[4] else None


def _identity(one: Resource) -> tuple[str, ...]:
    """Return what tells the accounts of providers apart: the same settings are one account."""
    keys = ("profile", "accessKey", "assumeRoles", "assumeRole", "allowedAccountIds")
    return tuple(repr(read(one.provider, key)) for key in keys)


class _Slots:
    """Which vault stands in which place of a plan's rules.

    Before the update all that is known are the vaults that the rules come from, taken together.
    The one in the plan's own Region that is no air-gapped one is where the rules put what they
    make; the rest is where copies go.
    """

    def __init__(self, stack: Stack, plan: Resource, rules: list[Any]) -> None:
        self._stack, self._plan, self._rules = stack, plan, rules
        sources = stack.sources(plan, "rules", *VAULTS)
        known = {one.urn for each in self._known() for one in each.certain}
        self._open = [one for one in sources if one.urn not in known]
        self._home = self._at_home() if self._unknown_targets() else []
        self._away = [one for one in self._open if one not in self._home]

    def _known(self) -> Iterator[References]:
        for index, row in enumerate(self._rules):
            if isinstance(read(row, "targetVaultName"), str):
                yield self._by_name(index)
            for position, action in enumerate(rows(read(row, "copyActions"))):
                if isinstance(read(action, "destinationVaultArn"), str):
                    yield self._by_arn(index, position)

    def _unknown_targets(self) -> bool:
        return any(read(row, "targetVaultName") is UNKNOWN for row in self._rules)

    def _at_home(self) -> list[Resource]:
        """Return the vaults that can be the target: one is, unless several are alike."""
        if len(self._open) == 1:
            return self._open
        plain = [one for one in self._open if one.type == VAULTS[0]]
        here = [one for one in plain if region_of(one) == region_of(self._plan)]
        return here or plain

    def target(self, index: int) -> References:
        if read(self._rules[index], "targetVaultName") is not UNKNOWN:
            return self._by_name(index)
        return _of(self._home, single=len(self._home) == 1)

    def copy(self, index: int, position: int) -> References:
        actions = rows(read(self._rules[index], "copyActions"))
        if read(actions[position], "destinationVaultArn") is not UNKNOWN:
            return self._by_arn(index, position)
        unknown = [
            place
            for place, action in enumerate(actions)
            if read(action, "destinationVaultArn") is UNKNOWN
        ]
        alike = len({repr(read(actions[place], "lifecycle")) for place in unknown}) == 1
        if alike and len(unknown) == len(self._away):
            # Which of them is which makes no difference.
            return References((self._away[unknown.index(position)],))
        return _of(self._away, single=len(self._away) == 1)

    def _by_name(self, index: int) -> References:
        return resolve(self._stack, self._plan, ("rules", index, "targetVaultName"), *VAULTS)

    def _by_arn(self, index: int, position: int) -> References:
        path = ("rules", index, "copyActions", position, "destinationVaultArn")
        return resolve(self._stack, self._plan, path, *VAULTS)


def _of(vaults: list[Resource], *, single: bool) -> References:
    if single:
        return References(tuple(vaults))
    return References((), tuple(vaults), complete=bool(vaults))
