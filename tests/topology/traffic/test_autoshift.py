"""Zonal autoshift: what AWS takes of a practice run."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_traffic

ALARM = "arn:aws:cloudwatch:us-east-1:111111111111:alarm:clinic"


def problems(**asked: Any) -> list[str]:
    """Return what is refused of a practice run with one outcome alarm and what is asked."""
    try:
        plan_traffic(tls=True, zonal_autoshift={"outcome_alarm_arns": [ALARM], **asked})
    except TopologyError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_practice_run_outside_of_working_hours_is_planned() -> None:
    """Windows of one day each, dates of the calendar, and alarms that block."""
    assert not problems(
        blocked_windows=["Mon:08:00-Mon:18:00", "Sun:00:00-Sun:23:59"],
        allowed_windows=["Tue:02:00-Tue:04:00"],
        blocked_dates=["2028-02-29"],
        blocking_alarm_arns=[ALARM] * 10,
    )


def test_a_practice_run_needs_an_outcome_alarm() -> None:
    """Nothing else would end one that hurts customers."""
    assert problems(outcome_alarm_arns=[], blocking_alarm_arns=[ALARM] * 11) == [
        (
            "traffic.zonal_autoshift.outcome_alarm_arns: 0 alarms; a practice run takes 1 to 10."
            " Name the alarm that says that customers are not served."
        ),
        (
            "traffic.zonal_autoshift.blocking_alarm_arns: 11 alarms; a practice run takes 0 to 10."
            " Name the alarm that says that customers are not served."
        ),
    ]


@pytest.mark.parametrize(
    "window",
    [
        "Mon:10:00-Tue:11:00",
        "Mon:11:00-Mon:10:00",
        "Mon:24:00-Mon:24:30",
        "MON-20:30-21:30",
        "Mon:08:00-Mon:18:00 Tue:08:00-Tue:18:00",
    ],
)
def test_a_window_of_another_form_is_refused(window: str) -> None:
    """AWS takes one day, to the minute, and one window an entry."""
    assert problems(blocked_windows=[window]) == [
        (
            f"traffic.zonal_autoshift.blocked_windows: {window!r}; a window of one day is required."
            " Write it in UTC and within one day, like Mon:08:00-Mon:18:00."
        )
    ]


@pytest.mark.parametrize("day", ["2027-02-29", "24.12.2027", "20271224"])
def test_a_date_of_another_form_is_refused(day: str) -> None:
    """A day that the calendar has, written in one way."""
    assert problems(blocked_dates=[day]) == [
        (
            f"traffic.zonal_autoshift.blocked_dates: {day!r}; a day of the calendar is required."
            " Write it like 2027-12-24."
        )
    ]


def test_more_windows_than_aws_takes_are_refused() -> None:
    """Fifteen of each."""
    assert problems(allowed_windows=["Tue:02:00-Tue:04:00"] * 16) == [
        (
            "traffic.zonal_autoshift.allowed_windows: 16 are named; AWS takes 15. Join those that"
            " touch."
        )
    ]
