"""BC-GOV-004: data of tier 1 change in the change window only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from pods_policies.clauses import CHANGE
from pods_policies.governance.change_times import blackout_at, read_blackout, read_window
from pods_policies.governance.planned_blackouts import is_in
from pods_policies.reading import UNKNOWN
from pods_policies.relations.data.data_resources import CACHE, DATA_TYPES, DATABASE, VAULTS
from pods_policies.relations.plan import Plans
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.relations.tiers import service_of, tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["CHANGE_WINDOW", "ChangeSettings"]

JUDGED: Final = (*DATA_TYPES, CACHE, *VAULTS)

_CHANGES: Final = {
    "update": "updated",
    "replace": "replaced",
    "delete": "deleted",
    "import": "imported",
}
"""What disturbs data that are there; a new resource holds none yet."""

_ELSEWHERE: Final = (
    "the engine does not tell policies what it will do: `pods check --preview` judges it"
)


class ChangeSettings(TieredSettings):
    """When data may change."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )
    windows: tuple[str, ...] = Field(
        default=(),
        description="Weekly windows in which changes happen, such as `sun 02:00-04:00`, "
        "`mon-fri 22:00-02:00` or `02:20-04:20`; without any, every time that is no blackout.",
    )
    blackouts: tuple[str, ...] = Field(
        default=(),
        description="Days on which nothing changes, such as `2026-12-20/2027-01-02`.",
    )
    time_zone: str = Field(
        default="UTC", description="IANA time zone of windows and blackouts: `America/New_York`."
    )

    @field_validator("windows")
    @classmethod
    def _are_windows(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            read_window(one)
        return value

    @field_validator("blackouts")
    @classmethod
    def _are_blackouts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            read_blackout(one)
        return value

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError) as error:
            raise ValueError("the time zone is not known") from error
        return value


@dataclass(frozen=True, slots=True)
class _Closure:
    """Why nothing may change now, or may not."""

    reason: str
    is_certain: bool = True


def _check(stack: Stack, settings: ChangeSettings) -> Iterator[Verdict]:
    if not (settings.windows or settings.blackouts or stack.plans.has_blackouts):
        yield NotApplicable("no change window and no blackout is configured or planned")
        return
    there = [
        *stack.of_type(*JUDGED),
        *(one for one in stack.occasion.leaving if one.type in JUDGED),
    ]
    judged = [one for one in there if tier_of(one, settings) <= settings.max_tier]
    if not judged:
        yield NotApplicable(f"no data resource of tier {settings.max_tier} or above in this stack")
    now = stack.occasion.now
    configured = _configured(now, settings)

    @cache
    def planned(service: str | None, tier: int) -> _Closure | None:
        return _planned(now, stack.plans, service, tier)

    for one in judged:
        tier = tier_of(one, settings)
        yield _judge(one, tier, configured or planned(service_of(one), tier))


def _judge(one: Resource, tier: int, closure: _Closure | None) -> Verdict:
    if one.operation is UNKNOWN:
        return NotApplicable(_ELSEWHERE, one)
    done = _CHANGES.get(str(one.operation))
    if done is None or closure is None:
        return Kept(one)
    required = f"tier {tier} data change in the change window only (B11)"
    if closure.is_certain:
        change = Change("windows", "", "run the update at another time", "for")
        return Finding(one, f"it would be {done} {closure.reason}", required, change)
    observed = f"whether it would be {done} {closure.reason} cannot be told"
    words = "let recurs of the blackout name its days, as FREQ=MONTHLY;BYMONTHDAY=-1 does,"
    return Undecided(one, observed, required, Change("recurs", "", words, "for"))


def _configured(now: datetime, settings: ChangeSettings) -> _Closure | None:
    local = now.astimezone(ZoneInfo(settings.time_zone))
    spans = (read_blackout(one) for one in settings.blackouts)
    blackout = blackout_at(local.date(), spans)
    if blackout is not None:
        return _Closure(f"in the blackout {blackout}")
    windows = [read_window(one) for one in settings.windows]
    if windows and not any(one.has(local) for one in windows):
        at = f"{local:%a %H:%M} {settings.time_zone}"
        return _Closure(f"at {at}, outside {' and '.join(one.text for one in windows)}")
    return None


def _planned(now: datetime, plans: Plans, service: str | None, tier: int) -> _Closure | None:
    answers = [(name, is_in(one, now)) for name, one in plans.blackouts(service, tier)]
    for answer in (True, UNKNOWN):
        for name, found in answers:
            if found is answer:
                return _Closure(f'in the blackout "{name}" of the plan', found is True)
    return None


CHANGE_WINDOW = StackRule(
    id="BC-GOV-004",
    title="Data of tier 1 change in the change window only",
    severity=Severity.MEDIUM,
    requirements=("B11",),
    reads=JUDGED,
    checks="No database, table, volume, file system, bucket, cache or vault of tier 1 is updated, "
    "replaced, imported or deleted outside the configured windows or in a blackout, one of the "
    "configuration or one that the plan in the stack sets for its tier: the configuration adds "
    "to the plan and opens nothing that the plan closes. The engine does not tell policies what "
    "it will do, so this is judged on a saved preview, by `pods check --preview`.",
    why="A change of a database in the middle of the day, or in the week of the year's business, "
    "is a loss of service that was asked for.",
    remediation="Run the update in the window; for an emergency, give a waiver.",
    clauses=CHANGE,
    settings=ChangeSettings,
    example=(replace(resource(DATABASE, "clinic-database", {}), operation="replace"),),
    example_settings=ChangeSettings(windows=("sun 02:00-04:00",), time_zone="America/New_York"),
    occasion=Occasion(datetime(2026, 3, 4, 15, 30, tzinfo=UTC)),
    check=_check,
)
