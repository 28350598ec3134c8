"""Cases of BC-BKP-011."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-011"
DAILY = "cron(0 5 * * ? *)"
MONTH = {"deleteAfter": 35}


def rule(schedule: Any = DAILY, **others: Any) -> dict[str, Any]:
    """Return the properties of a plan with one rule."""
    return {"rules": [{"schedule": schedule, "lifecycle": MONTH, **others}]}


CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: AWS's own windows, once a day", rule(), []),
    ("pass: hourly, and an hour to start in", rule("cron(15 * * * ? *)", startWindow=60), []),
    ("pass: a rate", rule("rate(12 hours)"), []),
    ("pass: for ever", rule(lifecycle={}), []),
    (
        "pass: to cold storage for 90 days",
        rule(lifecycle={"coldStorageAfter": 30, "deleteAfter": 120}),
        [],
    ),
    ("pass: to cold storage for ever", rule(lifecycle={"coldStorageAfter": 30}), []),
    ("pass: continuous for 35 days", rule(enableContinuousBackup=True), []),
    (
        "fail: eight hours to start in, every hour",
        rule("cron(15 * * * ? *)"),
        ["plan: rules[0]: a job may start 8 h late, and the next is due after 1 h"],
    ),
    (
        "fail: weekly, and kept three days",
        rule("cron(0 5 ? * SUN *)", lifecycle={"deleteAfter": 3}, completionWindow=600),
        ["plan: rules[0]: a backup is kept 3 days, and the next is due after 7 days"],
    ),
    (
        "fail: a week to end in, and kept three days",
        rule(lifecycle={"deleteAfter": 3}),
        ["plan: rules[0]: a job may take 7 days, and what it makes is kept 3 days"],
    ),
    (
        "fail: less than the least to start in",
        rule(startWindow=30),
        ["plan: rules[0]: start_window is 30 minutes"],
    ),
    (
        "fail: continuous for a year",
        rule(enableContinuousBackup=True, lifecycle={"deleteAfter": 365}),
        ["plan: rules[0]: continuous backups are to be kept 365 days"],
    ),
    (
        "fail: continuous, for ever",
        rule(enableContinuousBackup=True, lifecycle={}),
        ["plan: rules[0]: continuous backups are to be kept for ever"],
    ),
    (
        "fail: continuous, to cold storage",
        rule(enableContinuousBackup=True, lifecycle={"coldStorageAfter": 1, "deleteAfter": 35}),
        [
            "plan: rules[0]: continuous backups are to move to cold storage",
            "plan: rules[0]: lifecycle moves after 1 days what it deletes after 35",
        ],
    ),
    (
        "fail: copies to cold storage",
        rule(
            copyActions=[
                {"destinationVaultArn": "a"},
                {"lifecycle": {"coldStorageAfter": 10, "deleteAfter": 20}},
            ]
        ),
        [("plan: rules[0]: copyActions[1].lifecycle moves after 10 days what it deletes after 20")],
    ),
    (
        "fail: a schedule that AWS refuses",
        rule("cron(0 5 * * * *)"),
        [
            (
                "plan: rules[0]: AWS refuses its schedule: "
                "one of the two day fields must be `?`, and only one"
            )
        ],
    ),
    (
        "fail: a time zone that nobody knows",
        rule(scheduleExpressionTimezone="Europe/Atlantis"),
        [
            (
                "plan: rules[0]: AWS refuses its schedule: "
                "the time zone must be a name such as Europe/Oslo"
            )
        ],
    ),
    (
        "fail: a schedule that is no text",
        rule(12),
        [
            (
                "plan: rules[0]: AWS refuses its schedule: "
                "a schedule is a text such as cron(0 1 * * ? *)"
            )
        ],
    ),
    (
        "fail: a day that never comes",
        rule("cron(0 5 31 FEB ? *)"),
        ["plan: rules[0]: its schedule never comes"],
    ),
    (
        "boundary: an hour to end in, and no minute less",
        rule(startWindow=60, completionWindow=120),
        [],
    ),
    ("boundary: a week to end in, and kept a week", rule(lifecycle={"deleteAfter": 7}), []),
    (
        "boundary: kept until the next is due",
        rule(lifecycle={"deleteAfter": 1}, completionWindow=1440),
        [],
    ),
    (
        "boundary: as late as the next is due",
        rule("cron(15 * * * ? *)", startWindow=60),
        [],
    ),
    (
        "boundary: a minute less than an hour to end in",
        rule(startWindow=60, completionWindow=119),
        ["plan: rules[0]: completion_window is 119 minutes, with 60 to start in"],
    ),
    (
        "boundary: 89 days in cold storage",
        rule(lifecycle={"coldStorageAfter": 31, "deleteAfter": 120}),
        ["plan: rules[0]: lifecycle moves after 31 days what it deletes after 120"],
    ),
    ("absent: no schedule", rule(None), ["plan: rules[0]: it has no schedule"]),
    (
        "not applicable: no rule",
        {"rules": []},
        ["n/a: a plan without rules, which BC-BKP-010 judges"],
    ),
    (
        "unknown: the rules",
        {"rules": UNKNOWN},
        ["undecided: plan: its rules are not known before the update"],
    ),
    (
        "unknown: the schedule",
        rule(UNKNOWN),
        ["undecided: plan: rules[0].schedule is not known yet, or cannot be read"],
    ),
    (
        "unknown: the start window",
        rule(startWindow=UNKNOWN),
        ["undecided: plan: rules[0].startWindow is not known yet, or cannot be read"],
    ),
    (
        "unknown: the completion window",
        rule(completionWindow=UNKNOWN),
        ["undecided: plan: rules[0].completionWindow is not known yet, or cannot be read"],
    ),
    (
        "unknown: when it moves to cold storage",
        rule(lifecycle={"coldStorageAfter": UNKNOWN, "deleteAfter": 120}),
        ["undecided: plan: rules[0].lifecycle is not known yet, or cannot be read"],
    ),
    (
        "unknown: how long it is kept",
        rule(lifecycle={"deleteAfter": UNKNOWN}),
        ["undecided: plan: rules[0].lifecycle.deleteAfter is not known yet, or cannot be read"],
    ),
]


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_windows_that_do_not_fit_are_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Start, completion, interval, retention and cold storage fit each other."""
    assert case
    assert judge(RULE, Declared("aws:backup/plan:Plan", "plan", properties)) == expected


def test_a_team_may_ask_that_jobs_end_before_the_next(judge: Callable[..., list[str]]) -> None:
    """It is no default: a first full copy takes days."""
    plan = Declared("aws:backup/plan:Plan", "plan", rule(completionWindow=1500))
    assert judge(RULE, plan) == []
    within = Declared("aws:backup/plan:Plan", "plan", rule(completionWindow=1440))
    assert judge(RULE, within, config={"completeWithinInterval": True}) == []
    assert judge(RULE, plan, config={"completeWithinInterval": True}) == [
        "plan: rules[0]: a job may take 1 day 1 h, and the next is due after 1 day"
    ]
