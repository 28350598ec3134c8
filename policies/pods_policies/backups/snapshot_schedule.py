"""BC-BKP-005: snapshots are taken twice a day and kept for six months."""

from collections.abc import Iterator
from math import inf
from typing import Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import ABSENT, UNKNOWN, Missing
from pods_policies.relations.backups.lifecycle_policies import (
    LIFECYCLE,
    Schedule,
    is_snapshot_policy,
    schedules_of,
    state_of,
)
from pods_policies.relations.resource import Resource, resource
from pods_policies.rule import ResourceRule, Severity
from pods_policies.schedules.run_times import RunTimes, longest_gap
from pods_policies.schedules.spans import counted
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["SNAPSHOT_SCHEDULE", "ScheduleSettings"]

_OWN_SCHEDULES: Final = Change(
    "defaultPolicy",
    "",
    "replace the default policy, which runs once a day and keeps 14 days at most, by one with "
    "schedules of its own",
)


class ScheduleSettings(Settings):
    """How often snapshots are taken, and how long they are kept."""

    max_gap_hours: int = Field(
        default=12, ge=1, description="Hours between two snapshots, at most."
    )
    retention_days: int = Field(
        default=180, ge=1, description="Days that a snapshot is kept, at least."
    )


def _check(policy: Resource, settings: ScheduleSettings) -> Iterator[Verdict]:
    if is_snapshot_policy(policy) is False:
        yield NotApplicable("an event-based policy copies snapshots and takes none")
        return
    said = [*_check_state(policy), *_check_runs(policy, settings)]
    yield from said or [Kept(policy)]


def _check_runs(policy: Resource, settings: ScheduleSettings) -> Iterator[Verdict]:
    schedules = schedules_of(policy)
    if isinstance(schedules, Missing):
        yield _undecided(policy, "policyDetails.schedules", _twice(settings), settings)
    elif not schedules:
        observed = "it has no schedule"
        yield Finding(policy, observed, _twice(settings), _interval(policy, schedules, settings))
    elif any(one.trouble for one in schedules):
        yield from (_malformed(policy, one, settings) for one in schedules if one.trouble)
    else:
        yield from _check_schedules(policy, schedules, settings)


def _check_state(policy: Resource) -> Iterator[Verdict]:
    state = state_of(policy)
    required, change = "a disabled policy takes no snapshot (A9)", Change("state", '"ENABLED"')
    if state is UNKNOWN:
        yield Undecided(policy, "state is not known before the update", required, change)
    elif state != "ENABLED":
        yield Finding(policy, f"state is {state}", required, change)


def _check_schedules(
    policy: Resource, schedules: list[Schedule], settings: ScheduleSettings
) -> Iterator[Verdict]:
    """Judge the schedules together: those that keep long enough must run often enough."""
    long_kept = [one for one in schedules if _is_kept(one, settings)]
    if _gap(long_kept) <= settings.max_gap_hours:
        return
    open_ones = [one for one in schedules if UNKNOWN in (one.runs, one.kept_days)]
    if open_ones:
        yield _undecided_schedule(policy, open_ones[0], settings)
        return
    gap = _gap(schedules)
    if gap > settings.max_gap_hours:
        yield Finding(
            policy, _often(schedules), _twice(settings), _interval(policy, schedules, settings)
        )
    for schedule in schedules:
        if not _is_kept(schedule, settings) and (gap <= settings.max_gap_hours or not long_kept):
            yield _short_lived(policy, schedule, settings)


def _is_kept(schedule: Schedule, settings: ScheduleSettings) -> bool:
    kept = schedule.kept_days
    return not isinstance(kept, Missing) and kept >= settings.retention_days


def _gap(schedules: list[Schedule]) -> float:
    """Return the longest time without a snapshot, in hours."""
    return longest_gap(one.runs for one in schedules if isinstance(one.runs, RunTimes))


def _often(schedules: list[Schedule]) -> str:
    """Say how many snapshots a day these make, and the longest time without one."""
    runs = [one.runs for one in schedules if isinstance(one.runs, RunTimes)]
    gap = longest_gap(runs)
    if gap == inf:
        return "snapshots are never taken"
    count = counted(sum(one.per_day for one in runs), "snapshot")
    return f"{count}, up to {gap:g} hours apart"


def _malformed(policy: Resource, schedule: Schedule, settings: ScheduleSettings) -> Finding:
    place = f"{schedule.path}.createRule"
    observed = f"{place} is refused by AWS: {schedule.trouble}"
    words = f'write {place} as interval={settings.max_gap_hours}, interval_unit="HOURS"'
    return Finding(policy, observed, _twice(settings), Change(place, "", words))


def _short_lived(policy: Resource, schedule: Schedule, settings: ScheduleSettings) -> Finding:
    kept = 0 if isinstance(schedule.kept_days, Missing) else schedule.kept_days
    observed = f"snapshots of schedule {schedule.index} are kept {kept:g} days"
    required = f"they are kept {settings.retention_days} days or more (A9)"
    change = Change(
        f"{schedule.path}.retainRule.interval",
        f'{settings.retention_days}, interval_unit="DAYS"',
        words_nearby=("retain_rule", "retention"),
    )
    if policy.declared("defaultPolicy") is not ABSENT:
        change = _OWN_SCHEDULES
    return Finding(policy, observed, required, change)


def _undecided_schedule(
    policy: Resource, schedule: Schedule, settings: ScheduleSettings
) -> Undecided:
    if schedule.runs is UNKNOWN:
        prop = f"{schedule.path}.createRule"
        return _undecided(policy, prop, _twice(settings), settings)
    required = f"snapshots are kept {settings.retention_days} days or more (A9)"
    return _undecided(policy, f"{schedule.path}.retainRule", required, settings)


def _undecided(policy: Resource, prop: str, required: str, settings: ScheduleSettings) -> Undecided:
    observed = "its times are not known before the update"
    if prop.endswith("retainRule"):
        observed = "how long it keeps snapshots is not known before the update"
    words = f"give {prop} plain values, such as interval={settings.max_gap_hours}"
    return Undecided(policy, observed, required, Change(prop, "", words))


def _twice(settings: ScheduleSettings) -> str:
    return f"one is taken every {settings.max_gap_hours} hours or sooner (A9: twice a day)"


def _interval(policy: Resource, schedules: list[Schedule], settings: ScheduleSettings) -> Change:
    if policy.declared("defaultPolicy") is not ABSENT:
        return _OWN_SCHEDULES
    path = schedules[0].path if schedules else "policyDetails.schedules[0]"
    return Change(f"{path}.createRule.interval", f'{settings.max_gap_hours}, interval_unit="HOURS"')


SNAPSHOT_SCHEDULE = ResourceRule(
    id="BC-BKP-005",
    title="Snapshots are taken twice a day and kept six months",
    severity=Severity.CRITICAL,
    requirements=("A9",),
    reads=(LIFECYCLE,),
    checks="Every snapshot or image policy of Data Lifecycle Manager is enabled, and the schedules "
    "that keep what they make for 180 days or more leave no gap over 12 hours. Intervals and cron "
    "expressions are laid out over more than a year (`12/12` is noon alone, once a day); several "
    "schedules whose times are known count together. A retention "
    "by count is worth the count times the mean time between runs; a month counts 30 days.",
    why="Whatever was written since the last snapshot is lost with a volume, and damage older than "
    "the oldest snapshot cannot be undone.",
    remediation='Set create_rule to interval=12, interval_unit="HOURS" and retain_rule to '
    'interval=180, interval_unit="DAYS" (or interval=6, interval_unit="MONTHS").',
    clauses=BACKUPS,
    settings=ScheduleSettings,
    example=(
        resource(
            LIFECYCLE,
            "clinic-snapshots",
            {
                "policyDetails": {
                    "resourceTypes": ["VOLUME"],
                    "targetTags": {"pods:snapshot": "clinic"},
                    "schedules": [
                        {
                            "createRule": {"interval": 24, "intervalUnit": "HOURS"},
                            "retainRule": {"interval": 180, "intervalUnit": "DAYS"},
                        }
                    ],
                }
            },
        ),
    ),
    check=_check,
)
