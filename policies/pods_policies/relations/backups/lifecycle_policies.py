"""Reads Data Lifecycle Manager policies: their schedules, and what they snapshot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, amount, every, read, some
from pods_policies.relations.backups.backup_targets import View
from pods_policies.relations.backups.tag_conditions import rows
from pods_policies.relations.places.regions import is_elsewhere
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import Tags
from pods_policies.schedules.cron import MalformedScheduleError
from pods_policies.schedules.run_times import RunTimes, read_schedule
from pods_policies.schedules.run_times import every as repeating

__all__ = [
    "LIFECYCLE",
    "LifecyclePolicies",
    "RegionalCopy",
    "Schedule",
    "is_snapshot_policy",
    "schedules_of",
    "state_of",
    "targets",
]

LIFECYCLE: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"

START_MINUTES: Final = 60
"""A policy starts within an hour of its time:
https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-ami-policy.html"""

DAYS_IN: Final[Mapping[str, int]] = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}


@dataclass(frozen=True, slots=True)
class RegionalCopy:
    """A copy of each snapshot in another Region."""

    region: str | Missing
    kept_days: float | Missing


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule of a policy; what is unknown before the update is `UNKNOWN`."""

    index: int
    runs: RunTimes | Missing
    kept_days: float | Missing
    copies: tuple[RegionalCopy, ...] = ()
    trouble: str = ""
    """What AWS would refuse about its times."""

    @property
    def path(self) -> str:
        """Path of the schedule in the policy's properties."""
        return f"policyDetails.schedules[{self.index}]"


def is_snapshot_policy(policy: Resource) -> Truth:
    """Answer whether the policy makes snapshots or images itself; an event-based one copies."""
    kind = policy.declared("policyDetails", "policyType")
    return UNKNOWN if kind is UNKNOWN else bool(kind != "EVENT_BASED_POLICY")


def state_of(policy: Resource) -> str | Missing:
    """Return ENABLED, DISABLED or `UNKNOWN`; a policy is enabled unless it says otherwise."""
    state = policy.declared("state")
    if state is ABSENT:
        return "ENABLED"
    return state if state is UNKNOWN else str(state)


def schedules_of(policy: Resource) -> list[Schedule] | Missing:
    """Return the schedules, or `UNKNOWN` when not even their number is known."""
    if policy.declared("defaultPolicy") is not ABSENT:
        return [_default_schedule(policy)]
    schedules = policy.declared("policyDetails", "schedules")
    if schedules is UNKNOWN:
        return Missing.UNKNOWN
    return [_schedule(index, row) for index, row in enumerate(rows(schedules))]


def _default_schedule(policy: Resource) -> Schedule:
    """A default policy runs every 1 to 7 days (1 unless set) and keeps 2 to 14 (7 unless set)."""
    days = amount(policy.declared("policyDetails", "createInterval"))
    kept = amount(policy.declared("policyDetails", "retainInterval"))
    runs: RunTimes | Missing = UNKNOWN
    if days is not UNKNOWN:
        interval = 1 if isinstance(days, Missing) else days
        runs = repeating(24 * interval, None) if interval >= 1 else ABSENT
    return Schedule(0, runs, 7 if kept is ABSENT else kept)


def _schedule(index: int, row: Any) -> Schedule:
    trouble = ""
    try:
        runs = _runs(read(row, "createRule"))
    except MalformedScheduleError as error:
        runs, trouble = ABSENT, str(error)
    copies = tuple(_copy(each) for each in rows(read(row, "crossRegionCopyRules")))
    return Schedule(index, runs, _kept_in_all(row, runs), copies, trouble)


def _kept_in_all(row: Any, runs: RunTimes | Missing) -> float | Missing:
    """Return how long a snapshot is kept, the time in the archive after it included."""
    kept = _kept_days(read(row, "retainRule"), runs)
    archive = read(row, "archiveRule", "archiveRetainRule", "retentionArchiveTier")
    if archive is ABSENT or isinstance(kept, Missing):
        return kept
    archived = _kept_days(archive, runs)
    return archived if isinstance(archived, Missing) else kept + archived


def _copy(row: Any) -> RegionalCopy:
    region = read(row, "targetRegion")
    target = read(row, "target") if region is ABSENT else region
    keep = read(row, "retainRule")
    # Without a rule the copy stays until somebody deletes it.
    kept = inf if keep is ABSENT else _kept_days(keep, ABSENT)
    return RegionalCopy(target if isinstance(target, str) else UNKNOWN, kept)


def _runs(rule: Any) -> RunTimes | Missing:
    cron = read(rule, "cronExpression")
    if isinstance(cron, str):
        return read_schedule(cron)
    hours, start = amount(read(rule, "interval")), _start(rule)
    if UNKNOWN in (cron, hours):
        return UNKNOWN
    if not isinstance(hours, int | float) or hours < 1:
        return ABSENT
    return repeating(hours, start if isinstance(start, str) else None)


def _start(rule: Any) -> Any:
    """Return the time of day; the provider writes the one that a list may hold as a text."""
    times = read(rule, "times")
    return read(times, 0) if isinstance(times, list) else times


def _kept_days(rule: Any, runs: RunTimes | Missing) -> float | Missing:
    """Return how long a snapshot is kept: by age, or by count times the time between runs."""
    count, age = amount(read(rule, "count")), amount(read(rule, "interval"))
    unit = read(rule, "intervalUnit")
    if UNKNOWN in (count, age, unit):
        return UNKNOWN
    if not isinstance(age, Missing):
        return age * DAYS_IN.get(str(unit), 0)
    if isinstance(count, Missing):
        return 0
    return count * runs.mean_gap_days if isinstance(runs, RunTimes) else runs


def targets(policy: Resource, kind: str, tags: Tags) -> Truth:
    """Answer whether an enabled policy snapshots resources of a kind that carry these tags.

    Args:
        policy: the lifecycle policy.
        kind: VOLUME or INSTANCE.
        tags: the tags of the resource; one of the policy's target tags is enough.
    """
    active = is_snapshot_policy(policy)
    if active is False or state_of(policy) == "DISABLED":
        return False
    if policy.declared("defaultPolicy") is not ABSENT:
        return _default_targets(policy, kind)
    kinds = policy.declared("policyDetails", "resourceTypes")
    wanted = policy.declared("policyDetails", "targetTags")
    if isinstance(kinds, list) and kind not in kinds and UNKNOWN not in kinds:
        return False
    if not isinstance(wanted, dict):
        return UNKNOWN if wanted is UNKNOWN else False
    match = tags.has_any(wanted)
    certain = active is True and isinstance(kinds, list) and kind in kinds
    settled = certain and state_of(policy) is not UNKNOWN
    return match if settled or match is False else UNKNOWN


def _default_targets(policy: Resource, kind: str) -> Truth:
    if policy.declared("defaultPolicy") != kind:
        return UNKNOWN if policy.declared("defaultPolicy") is UNKNOWN else False
    excludes = policy.declared("policyDetails", "exclusions") is not ABSENT
    return UNKNOWN if excludes or state_of(policy) is UNKNOWN else True


class LifecyclePolicies:
    """All lifecycle policies of a stack, found by the tags that they target."""

    def __init__(self, stack: Stack) -> None:
        """Read the policies once."""
        self._asking: dict[tuple[str, str], list[Resource]] = {}
        self._wide: list[Resource] = []
        for policy in stack.of_type(LIFECYCLE):
            keys = _tag_keys(policy)
            if keys is None:
                self._wide.append(policy)
            for key in keys or ():
                self._asking.setdefault(key, []).append(policy)

    def reaching(
        self, one: Resource, groups: Iterable[Iterable[View]]
    ) -> list[tuple[Resource, Truth]]:
        """Return the policies that snapshot a resource, or may, in the order of their URNs."""
        found: dict[str, tuple[Resource, Truth]] = {}
        for group in map(list, groups):
            for policy in self._candidates(group):
                reached = every(targets(policy, view.kind, view.tags) for view in group)
                better = reached is True or policy.urn not in found
                if reached is not False and better and is_elsewhere(policy, one) is not True:
                    found[policy.urn] = (policy, reached)
        return [found[urn] for urn in sorted(found)]

    def covers(self, one: Resource, group: Iterable[View]) -> Truth:
        """Answer whether each of a group of views is snapshotted, by one policy or another."""
        return every(
            some(
                targets(policy, view.kind, view.tags)
                for policy in self._candidates([view])
                if is_elsewhere(policy, one) is not True
            )
            for view in group
        )

    def _candidates(self, group: list[View]) -> list[Resource]:
        found = {one.urn: one for one in self._wide}
        for view in group:
            found |= {one.urn: one for one in self._by_tags(view.tags)}
        return list(found.values())

    def _by_tags(self, tags: Tags) -> Iterator[Resource]:
        if not tags.complete or UNKNOWN in tags.known.values():
            yield from (one for several in self._asking.values() for one in several)
            return
        for key, value in tags.known.items():
            yield from self._asking.get((key, str(value)), [])


def _tag_keys(policy: Resource) -> list[tuple[str, str]] | None:
    """Return the tags that a policy targets; None where they are not all known."""
    wanted = policy.declared("policyDetails", "targetTags")
    if policy.declared("defaultPolicy") is not ABSENT or not isinstance(wanted, dict):
        return None
    pairs = [(key, str(value)) for key, value in wanted.items() if value is not UNKNOWN]
    return pairs if len(pairs) == len(wanted) else None
