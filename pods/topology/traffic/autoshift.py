"""Zonal autoshift: when AWS may practise it, and what ends a practice run."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pods.errors import Problem

__all__ = ["autoshift_problems"]

_SUBJECT = "traffic.zonal_autoshift"
# https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_PracticeRunConfiguration.html
_MOST_WINDOWS = 15
_MOST_ALARMS = 10
_DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_WINDOW = re.compile(rf"(?P<day>{_DAYS}):(?P<start>{_TIME})-(?P<last_day>{_DAYS}):(?P<end>{_TIME})")
_WINDOW_REMEDY = "Write it in UTC and within one day, like Mon:08:00-Mon:18:00."


def autoshift_problems(asked: Mapping[str, Any] | None) -> list[Problem]:
    """Return what AWS would refuse of a practice run; nothing where none is asked for."""
    if asked is None:
        return []
    return [
        *_alarm_problems("outcome_alarm_arns", asked.get("outcome_alarm_arns") or (), fewest=1),
        *_alarm_problems("blocking_alarm_arns", asked.get("blocking_alarm_arns") or (), fewest=0),
        *_window_problems("blocked_windows", asked.get("blocked_windows") or ()),
        *_window_problems("allowed_windows", asked.get("allowed_windows") or ()),
        *_date_problems(asked.get("blocked_dates") or ()),
    ]


def _alarm_problems(name: str, alarms: Sequence[Any], *, fewest: int) -> list[Problem]:
    if fewest <= len(alarms) <= _MOST_ALARMS:
        return []
    return [
        Problem(
            f"{_SUBJECT}.{name}",
            f"{len(alarms)} alarms",
            f"a practice run takes {fewest} to {_MOST_ALARMS}",
            "Name the alarm that says that customers are not served.",
        )
    ]


def _window_problems(name: str, windows: Sequence[str]) -> list[Problem]:
    return [
        *_too_many(name, windows),
        *(
            Problem(
                f"{_SUBJECT}.{name}", f"{each!r}", "a window of one day is required", _WINDOW_REMEDY
            )
            for each in windows
            if not _is_window(each)
        ),
    ]


def _is_window(text: str) -> bool:
    found = _WINDOW.fullmatch(text)
    return found is not None and found["day"] == found["last_day"] and found["start"] < found["end"]


def _date_problems(dates: Sequence[str]) -> list[Problem]:
    return [
        *_too_many("blocked_dates", dates),
        *(
            Problem(
                f"{_SUBJECT}.blocked_dates",
                f"{each!r}",
                "a day of the calendar is required",
                "Write it like 2027-12-24.",
            )
            for each in dates
            if not _is_date(each)
        ),
    ]


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _too_many(name: str, given: Sequence[str]) -> list[Problem]:
    if len(given) <= _MOST_WINDOWS:
        return []
    return [
        Problem(
            f"{_SUBJECT}.{name}",
            f"{len(given)} are named",
            f"AWS takes {_MOST_WINDOWS}",
            "Join those that touch.",
        )
    ]
