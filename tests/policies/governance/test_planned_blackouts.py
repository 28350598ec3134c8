"""BC-GOV-004 by the blackouts of the plan in the stack."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from pydantic import ValidationError

from pods.continuity.stack_record import stack_record
from pods_policies.governance.change_window import CHANGE_WINDOW, ChangeSettings
from pods_policies.governance.planned_blackouts import is_in
from pods_policies.judging.judge import judge_stack
from pods_policies.reading import UNKNOWN
from pods_policies.relations.plan import PLAN, Blackout
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.verdicts import Finding, Kept, NotApplicable, Undecided
from tests.continuity.sample_plan import plan_of

DATABASE: Final = "aws:rds/instance:Instance"
MONTH_END: Final = {"recurs": "FREQ=MONTHLY;BYMONTHDAY=-1", "lastsSeconds": 86_400}
NEW_YORK: Final = {**MONTH_END, "zone": "America/New_York"}
ONCE: Final = {"start": "2026-12-20T00:00:00-05:00", "end": "2027-01-02T00:00:00Z"}
WINTER: Final = {"recurs": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", "lastsSeconds": 14 * 86_400}
NIGHTLY: Final = {"recurs": "FREQ=DAILY;BYHOUR=22", "lastsSeconds": 4 * 3600}
CLOCKS: Final = {
    "recurs": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8",
    "lastsSeconds": 86_400,
    "zone": "America/New_York",
}
LATE: Final = {**CLOCKS, "recurs": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=7;BYHOUR=23;BYMINUTE=30"}

TIMES: list[tuple[str, Mapping[str, Any], str, Any]] = [
    ("the first moment", ONCE, "2026-12-20T05:00", True),
    ("before it", ONCE, "2026-12-20T04:59", False),
    ("the end is outside", ONCE, "2027-01-02T00:00", False),
    ("the last day of the month", MONTH_END, "2026-02-28T12:00", True),
    ("of a leap year", MONTH_END, "2028-02-28T12:00", False),
    ("the first of the next", MONTH_END, "2026-03-01T00:00", False),
    ("the evening before, in the plan's zone", NEW_YORK, "2026-03-31T03:59", False),
    ("from midnight there", NEW_YORK, "2026-03-31T04:00", True),
    ("to midnight there", NEW_YORK, "2026-04-01T03:59", True),
    ("and not longer", NEW_YORK, "2026-04-01T04:00", False),
    ("over the end of the year", WINTER, "2027-01-02T23:59", True),
    ("and not a day longer", WINTER, "2027-01-03T00:00", False),
    ("by the hour", NIGHTLY, "2026-05-05T01:59", True),
    ("by the hour, after it", NIGHTLY, "2026-05-05T02:00", False),
    ("by the hour, before it", NIGHTLY, "2026-05-05T21:59", False),
    ("a day of 23 hours lasts 24", CLOCKS, "2026-03-09T04:59", True),
    ("begun before midnight, over the changed clocks", LATE, "2026-03-09T04:15", True),
    ("every day", {"recurs": "daily", "lastsSeconds": 3600}, "2026-05-05T00:59", True),
    ("every day, later", {"recurs": "daily", "lastsSeconds": 3600}, "2026-05-05T01:00", False),
    (
        "a word without a day",
        {"recurs": "monthly", "lastsSeconds": 60},
        "2026-05-05T01:00",
        UNKNOWN,
    ),
    ("no day", {"recurs": "FREQ=MONTHLY", "lastsSeconds": 60}, "2026-05-05T01:00", UNKNOWN),
    (
        "every second week, from nowhere",
        {"recurs": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "lastsSeconds": 60},
        "2026-05-05T01:00",
        UNKNOWN,
    ),
    (
        "three times, from nowhere",
        {"recurs": "FREQ=DAILY;COUNT=3", "lastsSeconds": 60},
        "2026-05-05T01:00",
        UNKNOWN,
    ),
    (
        "over for good",
        {"recurs": "FREQ=DAILY;UNTIL=20260101", "lastsSeconds": 86_400},
        "2026-05-05T01:00",
        False,
    ),
    (
        "no rule",
        {"recurs": "FREQ=MONTHLY;BYDAY=XX", "lastsSeconds": 60},
        "2026-05-05T01:00",
        UNKNOWN,
    ),
    ("no words at all", {"recurs": "hunter2", "lastsSeconds": 60}, "2026-05-05T01:00", UNKNOWN),
    ("no length", {"recurs": "daily"}, "2026-05-05T01:00", UNKNOWN),
    ("no end", {"start": "2026-12-20T00:00:00Z"}, "2026-12-21T00:00", UNKNOWN),
    ("a century", {"recurs": "daily", "lastsSeconds": 3_155_760_000}, "2026-05-05T01:00", True),
]


@pytest.mark.parametrize(
    ("blackout", "now", "expected"), [case[1:] for case in TIMES], ids=[case[0] for case in TIMES]
)
def test_a_moment_is_in_a_blackout_or_not_or_nobody_can_tell(
    blackout: Mapping[str, Any], now: str, expected: Any
) -> None:
    """At midnight of the plan's own zone, unless an hour is named."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert is_in(Blackout.model_validate(blackout), moment) is expected


@pytest.mark.parametrize(
    "blackout", [{"zone": "Mars/Dome"}, {"start": "2026-01-01T00:00:00"}, {"lastsSeconds": -1}]
)
def test_a_blackout_that_cannot_be_read_is_refused(blackout: Mapping[str, Any]) -> None:
    """The plan is then unreadable, which BC-RTO-002 tells."""
    with pytest.raises(ValidationError):
        Blackout.model_validate(blackout)


def database(operation: Any, tags: Mapping[str, str] | None = None) -> Resource:
    """Return a database to which a preview does something."""
    tagged = {"tags": tags or {"pods:service": "booking"}}
    return replace(resource(DATABASE, "db", tagged), operation=operation)


def said(
    *resources: Resource, now: str, leaving: tuple[Resource, ...] = (), **settings: Any
) -> list[str]:
    """Return what the rule concludes, with the sample plan in the stack."""
    plan = resource(PLAN, "plan", {"plan": stack_record(plan_of())})
    return judged(plan, *resources, now=now, leaving=leaving, **settings)


def judged(
    *resources: Resource, now: str, leaving: tuple[Resource, ...] = (), **settings: Any
) -> list[str]:
    """Return what the rule concludes."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    stack = Stack(resources, Occasion(moment, leaving=leaving))
    found = judge_stack(CHANGE_WINDOW, stack, ChangeSettings.model_validate(settings))
    words = {Finding: "finding", Undecided: "undecided", Kept: "kept", NotApplicable: "n/a"}
    return [
        f"{words[type(one.verdict)]}: {getattr(one.verdict, 'observed', '')}".rstrip(": ")
        for one in found
        if type(one.verdict) in words
    ]


CLOSED = 'finding: it would be updated in the blackout "month-end" of the plan'
INSIDE, OUTSIDE = "2026-03-31T12:00", "2026-03-30T12:00"


@pytest.mark.requirement("B11")
def test_a_blackout_of_the_plan_closes_without_any_configuration() -> None:
    """The record that travels in the stack is what is read."""
    assert said(database("update"), now=INSIDE) == [CLOSED]
    assert said(database("update"), now=OUTSIDE) == ["kept"]
    assert said(database("create"), now=INSIDE) == ["kept"]
    assert said(database(UNKNOWN), now=INSIDE) == ["n/a"]


def test_the_configuration_adds_to_the_plan_and_opens_nothing() -> None:
    """A window that is open does not end a blackout of the plan."""
    assert said(database("update"), now=INSIDE, windows=["00:00-24:00"]) == [CLOSED]
    closed = said(database("update"), now=OUTSIDE, blackouts=["2026-03-30"])
    assert closed == ["finding: it would be updated in the blackout 2026-03-30/2026-03-30"]


def test_a_resource_of_no_service_is_under_the_plan_all_the_same() -> None:
    """What nobody claims may serve anything."""
    assert said(database("update", {"pods:x": "y"}), now=INSIDE) == [CLOSED]


def test_each_tier_has_its_own_blackouts() -> None:
    """A tier without any is open."""
    record = stack_record(plan_of(**{"releases.1.blackouts": {}}))
    plan = resource(PLAN, "plan", {"plan": record})
    assert judged(plan, database("update"), now=INSIDE) == ["kept"]
    weak = database("update", {"pods:tier": "2"})
    assert judged(plan, weak, now=INSIDE, maxTier=2) == [CLOSED]


def test_two_plans_close_for_their_own_services() -> None:
    """The blackout of another product is not this one's."""
    mine = stack_record(plan_of(**{"releases.1.blackouts": {}}))
    other = {**stack_record(plan_of()), "services": {"shop": {"name": "Shop", "owner": "x"}}}
    plans = [resource(PLAN, name, {"plan": record}) for name, record in (("a", mine), ("b", other))]
    assert judged(*plans, database("update"), now=INSIDE) == ["kept"]
    shop = database("update", {"pods:service": "shop"})
    assert judged(*plans, shop, now=INSIDE) == [CLOSED]


def test_a_blackout_whose_days_nobody_can_tell_is_undecided() -> None:
    """Unless another one closes for certain."""
    record = stack_record(plan_of())
    vague = {"recurs": "monthly", "lastsSeconds": 86_400}
    blackouts = record["releases"]["1"]["blackouts"]
    blackouts["a-vague-one"] = vague
    plan = resource(PLAN, "plan", {"plan": record})
    told = 'undecided: whether it would be updated in the blackout "a-vague-one" of the plan'
    assert judged(plan, database("update"), now=OUTSIDE) == [f"{told} cannot be told"]
    assert judged(plan, database("update"), now=INSIDE) == [CLOSED]
    assert judged(plan, database("same"), now=OUTSIDE) == ["kept"]


@pytest.mark.requirement("B11")
def test_data_that_the_update_deletes_are_judged_too() -> None:
    """They are no part of the stack, and of no concern to any other rule."""
    gone = database("delete")
    assert said(now=INSIDE, leaving=(gone,)) == [CLOSED.replace("updated", "deleted")]
    assert said(now=OUTSIDE, leaving=(gone,)) == ["kept"]
    assert said(now=INSIDE, leaving=(replace(gone, type="aws:sns/topic:Topic"),)) == ["n/a"]
    weak = database("delete", {"pods:tier": "3"})
    assert judged(now=INSIDE, leaving=(weak,), blackouts=["2026-03-31"]) == ["n/a"]
