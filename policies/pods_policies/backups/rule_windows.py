"""BC-BKP-011: the windows and the lifecycle of a backup rule fit its interval and retention."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import ABSENT, UNKNOWN, Missing, amount, read
from pods_policies.relations.backups.backup_plans import PLAN_TYPE, PlanRule, kept_days, rules_of
from pods_policies.relations.backups.tag_conditions import rows
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.requiring import all_kept
from pods_policies.rule import ResourceRule, Severity
from pods_policies.schedules.run_times import RunTimes
from pods_policies.schedules.spans import spanned
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, NotApplicable, Undecided, Verdict

__all__ = ["RULE_WINDOWS", "WindowSettings"]

_DAY: Final = 24 * 60
_DEFAULT_COMPLETION: Final = 7 * _DAY
_LEAST_START: Final = 60
_COLD_DAYS: Final = 90
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html"""
_CONTINUOUS_DAYS: Final = 35
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html"""


class WindowSettings(Settings):
    """How strictly windows are judged."""

    complete_within_interval: bool = Field(
        default=False,
        description="Jobs must end before the next is due. A first full copy of much data takes "
        "days, and a job that runs out of time leaves nothing, so this is not asked unless wanted.",
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A rule of a plan under judgement."""

    plan: Resource
    rule: PlanRule
    row: Any

    def says(self, prop: str, observed: str, required: str, value: str) -> Finding:
        change = Change(f"{self.rule.path}.{prop}", value)
        return Finding(self.plan, f"{self.rule.path}: {observed}", f"{required} (B4)", change)

    def unknown(self, prop: str, required: str) -> Undecided:
        change = Change(f"{self.rule.path}.{prop}", "", f"give {prop} a plain value")
        observed = f"{self.rule.path}.{prop} is not known yet, or cannot be read"
        return Undecided(self.plan, observed, f"{required} (B4)", change)

    @property
    def gap_hours(self) -> float | None:
        """The longest time between two runs; None where it is not known."""
        return self.rule.runs.worst_gap_hours if isinstance(self.rule.runs, RunTimes) else None


def _check(plan: Resource, settings: WindowSettings) -> Iterator[Verdict]:
    rules = rules_of(Stack([plan]), plan)
    required = "its rules have a schedule, windows and a lifecycle that fit each other (B4)"
    if isinstance(rules, Missing):
        change = Change("rules", "", "write the rules plainly")
        yield Undecided(plan, "its rules are not known before the update", required, change)
        return
    if not rules:
        yield NotApplicable("a plan without rules, which BC-BKP-010 judges", plan)
        return
    judged = [
        _Judged(plan, rule, row)
        for rule, row in zip(rules, rows(plan.declared("rules")), strict=True)
    ]
    yield from all_kept(plan, (said for one in judged for said in _judge(one, settings)))


def _judge(one: _Judged, settings: WindowSettings) -> Iterator[Verdict]:
    yield from _schedule(one)
    yield from _windows(one, settings)
    yield from _retention(one)
    yield from _cold(one)


def _schedule(one: _Judged) -> Iterator[Verdict]:
    required = "AWS runs it at set times"
    example = '"cron(0 5 * * ? *)"'
    if one.rule.trouble:
        observed = f"AWS refuses its schedule: {one.rule.trouble}"
        yield one.says("schedule", observed, required, example)
    elif one.rule.runs is UNKNOWN:
        yield one.unknown("schedule", required)
    elif one.rule.runs is ABSENT:
        yield one.says("schedule", "it has no schedule", required, example)
    elif one.gap_hours == inf:
        yield one.says("schedule", "its schedule never comes", required, example)


def _windows(one: _Judged, settings: WindowSettings) -> Iterator[Verdict]:
    start = one.rule.start_minutes
    end = amount(read(one.row, "completionWindow"))
    end = _DEFAULT_COMPLETION if end is ABSENT else end
    if isinstance(start, Missing):
        yield one.unknown("startWindow", "a job starts before the next is due")
        return
    yield from _start(one, start)
    if isinstance(end, Missing):
        yield one.unknown("completionWindow", "a job ends before what it makes is deleted")
        return
    yield from _completion(one, start, end, settings)


def _start(one: _Judged, start: float) -> Iterator[Verdict]:
    if start < _LEAST_START:
        required = f"AWS takes {_LEAST_START} minutes or more"
        yield one.says("startWindow", f"start_window is {start:g} minutes", required, "60")
    gap = one.gap_hours
    if gap is not None and start > gap * 60:
        observed = (
            f"a job may start {spanned(start)} late, and the next is due after {spanned(gap * 60)}"
        )
        yield one.says("startWindow", observed, "a job starts before the next is due", "60")


def _completion(
    one: _Judged, start: float, end: float, settings: WindowSettings
) -> Iterator[Verdict]:
    least = start + _LEAST_START
    if end < least:
        observed = f"completion_window is {end:g} minutes, with {start:g} to start in"
        required = f"a job that starts late has an hour or more: {least:g} minutes in all"
        yield one.says("completionWindow", observed, required, f"{least:g}")
    kept, gap = one.rule.kept_days, one.gap_hours
    if not isinstance(kept, Missing) and end > kept * _DAY:
        observed = f"a job may take {spanned(end)}, and what it makes is kept {kept:g} days"
        required = "a job ends before what it makes is deleted"
        yield one.says("completionWindow", observed, required, f"{kept * _DAY:g}")
    if settings.complete_within_interval and gap is not None and end > gap * 60:
        observed = f"a job may take {spanned(end)}, and the next is due after {spanned(gap * 60)}"
        required = "a job ends before the next is due"
        yield one.says("completionWindow", observed, required, f"{max(least, gap * 60):g}")


def _retention(one: _Judged) -> Iterator[Verdict]:
    kept, gap = one.rule.kept_days, one.gap_hours
    if isinstance(kept, Missing):
        yield one.unknown("lifecycle.deleteAfter", "a backup lives until the next one is there")
    elif gap is not None and gap != inf and kept * 24 < gap:
        observed = f"a backup is kept {kept:g} days, and the next is due after {spanned(gap * 60)}"
        required = "a backup lives until the next one is there"
        days = str(int(gap / 24) + 1)
        yield one.says("lifecycle.deleteAfter", observed, required, days)
    if one.rule.continuous is not True or isinstance(kept, Missing):
        return
    if kept > _CONTINUOUS_DAYS:
        kept_text = "for ever" if kept == inf else f"{kept:g} days"
        observed = f"continuous backups are to be kept {kept_text}"
        required = f"AWS keeps those {_CONTINUOUS_DAYS} days at most"
        yield one.says("lifecycle.deleteAfter", observed, required, str(_CONTINUOUS_DAYS))
    if one.rule.cold_after_days is not ABSENT:
        observed = "continuous backups are to move to cold storage"
        required = "AWS does not move those"
        yield one.says("lifecycle.coldStorageAfter", observed, required, "None")


def _cold(one: _Judged) -> Iterator[Verdict]:
    """Judge what moves to cold storage, in the rule and in each of its copies."""
    actions = enumerate(rows(read(one.row, "copyActions")))
    places = [("lifecycle", read(one.row, "lifecycle"))]
    places += [
        (f"copyActions[{place}].lifecycle", read(action, "lifecycle")) for place, action in actions
    ]
    for prop, lifecycle in places:
        cold, kept = amount(_positive(read(lifecycle, "coldStorageAfter"))), kept_days(lifecycle)
        required = f"what moves to cold storage stays there {_COLD_DAYS} days or more"
        if cold is ABSENT:
            continue
        if isinstance(cold, Missing) or isinstance(kept, Missing):
            yield one.unknown(prop, required)
        elif kept < cold + _COLD_DAYS:
            observed = f"{prop} moves after {cold:g} days what it deletes after {kept:g}"
            yield one.says(f"{prop}.deleteAfter", observed, required, f"{cold + _COLD_DAYS:g}")


def _positive(value: Any) -> Any:
    """AWS writes -1, and the provider 0, for what never moves."""
    return ABSENT if value in (0, -1, "0", "-1") else value


RULE_WINDOWS = ResourceRule(
    id="BC-BKP-011",
    title="The windows and the lifecycle of a backup rule fit its interval and retention",
    severity=Severity.MEDIUM,
    requirements=("B4",),
    reads=(PLAN_TYPE,),
    checks="Each rule of a backup plan has a schedule that AWS takes and that comes again. A job "
    "must start before the next is due, has an hour or more to end in, and ends before what it "
    "makes is deleted. A backup lives until the next one is there. What moves to cold storage "
    "stays there 90 days or more, in copies too; continuous backups are kept 35 days at most and "
    "never move.",
    why="AWS Backup starts a job any time within the start window, eight hours unless it is set, "
    "and cancels what is not done by the end of the completion window. Windows longer than the "
    "interval turn an hourly plan into one that may skip most of the day.",
    remediation="Set start_window=60, a completion_window that the largest copy fits in, and a "
    "delete_after of 90 days more than cold_storage_after.",
    clauses=BACKUPS,
    settings=WindowSettings,
    example=(
        resource(
            PLAN_TYPE,
            "clinic-plan",
            {
                "rules": [
                    {
                        "schedule": "cron(0 * * * ? *)",
                        "startWindow": 480,
                        "lifecycle": {"coldStorageAfter": 30, "deleteAfter": 60},
                    }
                ]
            },
        ),
    ),
    check=_check,
)
