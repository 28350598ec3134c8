"""Cases of BC-GOV-004."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from pods.testing import Declared
from pods_policies.governance.change_times import read_blackout, read_window
from pods_policies.governance.change_window import CHANGE_WINDOW, ChangeSettings
from pods_policies.judging.judge import judge_stack
from pods_policies.reading import UNKNOWN
from pods_policies.relations.resource import resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.verdicts import Finding, Kept, NotApplicable

RULE = "BC-GOV-004"
DATABASE = "aws:rds/instance:Instance"
SUNDAY = {"windows": ["sun 02:00-04:00"], "timeZone": "America/New_York"}
NIGHTLY = {"windows": ["02:20-04:20"], "timeZone": "America/New_York"}
OVER_MIDNIGHT = {"windows": ["mon-fri 22:00-02:00", "sat 00:00-24:00"]}
HOLIDAYS = {"blackouts": ["2026-12-20/2027-01-02"]}
BOTH = {**HOLIDAYS, "windows": ["00:00-24:00"]}

CLOSED = "db: it would be updated at Sun 01:59 America/New_York, outside sun 02:00-04:00"
LATE = "mon-fri 22:00-02:00 and sat 00:00-24:00"
UNTOLD = "n/a: the engine does not tell policies what it will do: `pods check --preview` judges it"

Case = tuple[str, str, str | Any, Mapping[str, Any], list[str]]
CASES: list[Case] = [
    ("pass: in the window", "2026-03-01T07:30", "update", SUNDAY, []),
    ("pass: after the clocks changed", "2026-03-15T06:30", "replace", SUNDAY, []),
    ("pass: a new one holds no data", "2026-03-04T12:00", "create", SUNDAY, []),
    ("pass: nothing changes", "2026-03-04T12:00", "same", SUNDAY, []),
    ("pass: after midnight", "2026-03-06T01:00", "update", OVER_MIDNIGHT, []),
    ("pass: no blackout", "2026-12-19T12:00", "update", HOLIDAYS, []),
    ("fail: before the window", "2026-03-01T06:59", "update", SUNDAY, [CLOSED]),
    (
        "fail: on another day",
        "2026-03-04T07:30",
        "replace",
        SUNDAY,
        ["db: it would be replaced at Wed 02:30 America/New_York, outside sun 02:00-04:00"],
    ),
    (
        "fail: the night after the last day",
        "2026-03-09T01:00",
        "delete",
        OVER_MIDNIGHT,
        [f"db: it would be deleted at Mon 01:00 UTC, outside {LATE}"],
    ),
    (
        "fail: in a blackout, though in a window",
        "2027-01-02T12:00",
        "update",
        BOTH,
        ["db: it would be updated in the blackout 2026-12-20/2027-01-02"],
    ),
    ("boundary: the first minute", "2026-03-01T07:00", "update", SUNDAY, []),
    (
        "boundary: the end is outside",
        "2026-03-01T08:20",
        "update",
        {**NIGHTLY, "windows": ["02:20-03:20"]},
        ["db: it would be updated at Sun 03:20 America/New_York, outside 02:20-03:20"],
    ),
    (
        "boundary: the first and the last day",
        "2026-12-20T00:00",
        "update",
        HOLIDAYS,
        ["db: it would be updated in the blackout 2026-12-20/2027-01-02"],
    ),
    ("boundary: the day after", "2027-01-03T00:00", "update", HOLIDAYS, []),
    (
        "absent: no window",
        "2026-03-04T12:00",
        "update",
        {},
        ["n/a: no change window and no blackout is configured or planned"],
    ),
    ("unknown: what will be done", "2026-03-04T12:00", UNKNOWN, SUNDAY, [UNTOLD]),
    (
        "not applicable: a weak tier",
        "2026-03-04T12:00",
        "update",
        {**SUNDAY, "defaultTier": 3},
        ["n/a: no data resource of tier 1 or above in this stack"],
    ),
]


@pytest.mark.requirement("B11", "D2")
@pytest.mark.parametrize(
    ("now", "operation", "config", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_data_change_in_the_window_only(
    now: str, operation: Any, config: Mapping[str, Any], expected: list[str]
) -> None:
    """A saved preview says what would be done; the clock says when."""
    database = replace(resource(DATABASE, "db", {}), operation=operation)
    occasion = Occasion(datetime.fromisoformat(now).replace(tzinfo=UTC))
    settings = ChangeSettings.model_validate(config)
    said = []
    for one in judge_stack(CHANGE_WINDOW, Stack([database], occasion), settings):
        if isinstance(one.verdict, Finding):
            said.append(f"{one.verdict.subject.name}: {one.verdict.observed}")
        elif isinstance(one.verdict, NotApplicable):
            said.append(f"n/a: {one.verdict.reason}")
        else:
            assert isinstance(one.verdict, Kept)
    assert said == expected


def test_in_the_engine_it_says_where_it_is_judged(judge: Callable[..., list[str]]) -> None:
    """The engine passes no operation to policies."""
    assert judge(RULE, Declared(DATABASE, "db"), config=SUNDAY) == [UNTOLD]


WRONG = [
    {"windows": ["sunday"]},
    {"windows": ["sun 25:00-26:00"]},
    {"windows": ["sun 02:60-03:00"]},
    {"windows": ["sun 02:00-02:00"]},
    {"windows": ["son 02:00-03:00"]},
    {"blackouts": ["2026-12-20/2026-12-01"]},
    {"blackouts": ["christmas"]},
    {"timeZone": "Mars/Phobos"},
    {"timeZone": "../etc/passwd"},
    {"windows": "sun 02:00-04:00"},
]


@pytest.mark.parametrize("config", WRONG, ids=str)
def test_a_window_that_cannot_be_read_is_refused(config: Mapping[str, Any]) -> None:
    """It would be open always, or never."""
    with pytest.raises(ValidationError):
        ChangeSettings.model_validate(config)


def test_windows_and_blackouts_read_as_written() -> None:
    """Days over the end of the week, lists of days, one day."""
    assert read_window("sat-mon 01:00-02:00").days == {5, 6, 0}
    assert read_window("SAT,sun 00:00-24:00").days == {5, 6}
    assert str(read_blackout("2026-12-24")) == "2026-12-24/2026-12-24"
