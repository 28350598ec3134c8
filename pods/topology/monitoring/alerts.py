"""Who is told, over which channels, and how soon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = [
    "SLOWEST_ALARM_SECONDS",
    "AlarmTiming",
    "plan_alarm",
    "plan_channels",
    "plan_daily_test",
]

SLOWEST_ALARM_SECONDS = 60
"""Longest time from a fault to its alarm."""

_FEWEST_PROTOCOLS = 2
_FEWEST_RECIPIENTS = 2
_TIME = re.compile(r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)")
_PROTOCOLS = frozenset(
    {"application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"}
)
# CloudWatch takes 10, 20 and 30 seconds (of high-resolution metrics) and multiples of 60.
_PERIODS = (10, 20, 30)


@dataclass(frozen=True, slots=True)
class AlarmTiming:
    """How often an alarm looks, and how many looks it needs."""

    period_seconds: int
    datapoints: int


def plan_alarm(*, period_seconds: float = 60, datapoints: float = 1) -> AlarmTiming:
    """Plan an alarm that fires within a minute; raises `TopologyError` for a slower one."""
    period, needed = int(period_seconds), int(datapoints)
    problems = []
    if period not in _PERIODS and (period < 1 or period % 60):
        problems.append(
            Problem(
                "alarm period",
                f"{period} s",
                "CloudWatch takes 10, 20, 30 or a multiple of 60 seconds",
                "Use 60.",
            )
        )
    if needed < 1 or period * needed > SLOWEST_ALARM_SECONDS:
        problems.append(
            Problem(
                "alarm",
                f"{needed} datapoints of {period} s",
                f"people are told within {SLOWEST_ALARM_SECONDS} s",
                "Use one datapoint of 60 s, or several shorter ones.",
            )
        )
    TopologyError.refuse(problems)
    return AlarmTiming(period, needed)


def plan_channels(
    channels: Sequence[tuple[str, str]], recipients: Sequence[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Check (protocol, endpoint) pairs: each protocol and each recipient may be the one missing.

    `recipients` says whom each channel reaches; without it every endpoint is somebody else's.
    Raises `TopologyError` with every problem found.
    """
    problems = [
        Problem(
            "alerts.subscriptions",
            f"{protocol!r} to {endpoint!r}",
            f"a protocol of SNS and an endpoint are required ({', '.join(sorted(_PROTOCOLS))})",
            "Correct or remove this subscription.",
        )
        for protocol, endpoint in channels
        if protocol not in _PROTOCOLS or not endpoint
    ]
    protocols = sorted({protocol for protocol, _ in channels})
    if len(protocols) < _FEWEST_PROTOCOLS:
        problems.append(
            Problem(
                "alerts.subscriptions",
                f"protocols {protocols!r}",
                f"at least {_FEWEST_PROTOCOLS} different protocols are required",
                "Add another, such as email and sms, or https to a paging service for voice.",
            )
        )
    problems.extend(_recipient_problems(channels, recipients))
    if len(set(channels)) != len(channels):
        problems.append(
            Problem(
                "alerts.subscriptions",
                "the same protocol and endpoint twice",
                "each subscription is listed once",
                "Remove the second one.",
            )
        )
    TopologyError.refuse(problems)
    return tuple(channels)


def _recipient_problems(
    channels: Sequence[tuple[str, str]], recipients: Sequence[str]
) -> list[Problem]:
    """Refuse one recipient, however many channels lead there."""
    reached = sorted(set(recipients or [endpoint for _, endpoint in channels]))
    if not channels or len(reached) >= _FEWEST_RECIPIENTS:
        return []
    return [
        Problem(
            "alerts.subscriptions",
            f"only {reached[0]!r} is told",
            f"at least {_FEWEST_RECIPIENTS} recipients are required, as one may be asleep",
            "Add another person, or the paging service of the team.",
        )
    ]


def plan_daily_test(*, test_at: str = "09:00") -> str:
    """Return the schedule, in EventBridge Scheduler's form, of a message that tests the alerts.

    Raises `TopologyError` for what is no time of a day.
    """
    found = _TIME.fullmatch(test_at)
    if found is None:
        raise TopologyError(
            Problem(
                "alerts.test_at",
                repr(test_at),
                "a time of the day is required",
                "Write it like 09:00, in UTC.",
            )
        )
    return f"cron({int(found['minute'])} {int(found['hour'])} * * ? *)"
