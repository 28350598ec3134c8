"""Cases of BC-LOG-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, violations
from pods_policies.logs.retention import LOG_RETENTION_DAYS, LogSettings
from pods_policies.relations.resource import resource
from pods_policies.sdk.pack import policy_for

RULE = "BC-LOG-001"
GROUP = "aws:cloudwatch/logGroup:LogGroup"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: two years", {"retentionInDays": 731}, []),
    ("fail: two weeks", {"retentionInDays": 14}, ["logs: retention_in_days is 14 days"]),
    (
        "fail: not a number",
        {"retentionInDays": "long"},
        ["logs: retention_in_days is not a number"],
    ),
    ("boundary: a year", {"retentionInDays": 365}, []),
    ("boundary: half a year", {"retentionInDays": 180}, ["logs: retention_in_days is 180 days"]),
    ("boundary: for ever", {"retentionInDays": 0}, []),
    (
        "absent: not set",
        {},
        ["logs: retention_in_days is not set, so nobody said how long logs are kept"],
    ),
    (
        "unknown: not known yet",
        {"retentionInDays": UNKNOWN},
        ["undecided: logs: retention_in_days is not known before the update"],
    ),
    (
        "not applicable: a group that only delivers",
        {"logGroupClass": "DELIVERY"},
        ["n/a: a group that only delivers keeps two days, whatever is set"],
    ),
]


@pytest.mark.requirement("B10", "C2")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_logs_that_are_gone_before_they_are_needed_are_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """A year is the least; 0 is for ever."""
    assert case
    assert judge(RULE, Declared(GROUP, "logs", properties)) == expected


def test_a_tier_may_keep_less(judge: Callable[..., list[str]]) -> None:
    """The days of a tier come from the configuration."""
    group = Declared(GROUP, "logs", {"retentionInDays": 90, "tags": {"pods:tier": "2"}})
    assert judge(RULE, group, config={"retentionDaysByTier": {"2": 90}}) == []
    assert judge(RULE, group, config={"retentionDaysByTier": {"2": 91}}) == [
        "logs: retention_in_days is 90 days"
    ]


def test_the_message_names_days_that_cloudwatch_takes() -> None:
    """A hundred days cannot be set: the next number that can is a hundred and twenty."""
    group = Declared(GROUP, "logs", {"retentionInDays": 90})
    assert violations(policy_for(LOG_RETENTION_DAYS), group, config={"retentionDays": 100}) == [
        (
            "logs: retention_in_days is 90 days; "
            "tier 1 keeps its logs for 100 days or more, or for "
            "ever by 0 (B10, C2). Change: retention_in_days=120 (retentionInDays) on "
            'aws.cloudwatch.LogGroup "logs".'
        )
    ]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [({"retentionInDays": 14}, 365), ({"retentionInDays": 1}, 365), ({}, 0)],
)
def test_the_mend_never_shortens(properties: dict[str, Any], expected: int) -> None:
    """Where nothing is set nothing expires: a year would delete what is older."""
    assert LOG_RETENTION_DAYS.mend is not None
    mended = LOG_RETENTION_DAYS.mend(resource(GROUP, "logs", properties), LogSettings())
    assert mended == {"retentionInDays": expected}
