"""Reads a Data Lifecycle Manager policy: its schedules, and what it snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.backups.run_times import RunTimes, every, from_cron
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, number, read
from pods_policies.stack import Resource
from pods_policies.tags import Tags

__all__ = ["LIFECYCLE", "Schedule", "is_snapshot_policy", "schedules_of", "state_of", "targets"]

LIFECYCLE: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"

DAYS_IN: Final[Mapping[str, int]] = {"DAYS": 1, "WEEKS": 7, "MONTHS": 30, "YEARS": 365}


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule of a policy; what is unknown before the update is `UNKNOWN`."""

    index: int
    runs: RunTimes | Missing
    starts_at_known_time: bool
    kept_days: float | Missing

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
    rows = schedules if isinstance(schedules, list) else []
    return [_schedule(index, row) for index, row in enumerate(rows)]


def _default_schedule(policy: Resource) -> Schedule:
    """A default policy runs every 1 to 7 days (1 unless set) and keeps 2 to 14 (7 unless set)."""
    days = number(policy.declared("policyDetails", "createInterval"))
    kept = number(policy.declared("policyDetails", "retainInterval"))
    runs = days if days is UNKNOWN else every(24 * int(1 if days is ABSENT else days))
    return Schedule(0, runs, False, 7 if kept is ABSENT else kept)  # noqa: FBT003


def _schedule(index: int, row: Any) -> Schedule:
    runs = _runs(read(row, "createRule"))
    starts = read(row, "createRule", "times", 0) is not ABSENT
    by_cron = read(row, "createRule", "cronExpression") is not ABSENT
    return Schedule(index, runs, starts or by_cron, _kept_days(read(row, "retainRule"), runs))


def _runs(rule: Any) -> RunTimes | Missing:
    """Return the runs; `UNKNOWN` also for a cron expression that is not understood."""
    cron = read(rule, "cronExpression")
    if isinstance(cron, str):
        return from_cron(cron) or UNKNOWN
    hours, start = number(read(rule, "interval")), read(rule, "times", 0)
    if cron is UNKNOWN or hours is UNKNOWN:
        return UNKNOWN
    if hours is ABSENT or hours < 1:
        return ABSENT
    return every(int(hours), start if isinstance(start, str) else "00:00")


def _kept_days(rule: Any, runs: RunTimes | Missing) -> float | Missing:
    """Return how long a snapshot is kept: by age, or by count times the time between runs."""
    count, age = number(read(rule, "count")), number(read(rule, "interval"))
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
