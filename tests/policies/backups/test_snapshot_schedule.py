"""Cases of BC-BKP-005."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-005"
DAYS_180 = {"interval": 180, "intervalUnit": "DAYS"}


def schedule(create: Any, keep: Any = DAYS_180) -> dict[str, Any]:
    """Return one schedule of a policy."""
    return {"name": "s", "createRule": create, "retainRule": keep}


def hours(count: Any, *times: str) -> dict[str, Any]:
    """Return a rule that runs every so many hours."""
    return {"interval": count, "intervalUnit": "HOURS"} | ({"times": list(times)} if times else {})


def policy(*schedules: dict[str, Any], **others: Any) -> dict[str, Any]:
    """Return the properties of a lifecycle policy."""
    details = {"resourceTypes": ["VOLUME"], "schedules": list(schedules)}
    return {"policyDetails": details, **others}


DAILY_3, DAILY_15 = hours(24, "03:00"), hours(24, "15:00")

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: every 12 hours", policy(schedule(hours(12))), []),
    (
        "pass: six months",
        policy(schedule(hours(12), {"interval": 6, "intervalUnit": "MONTHS"})),
        [],
    ),
    ("pass: a year", policy(schedule(hours(8), {"interval": 1, "intervalUnit": "YEARS"})), []),
    ("pass: 26 weeks", policy(schedule(hours(12), {"interval": 26, "intervalUnit": "WEEKS"})), []),
    ("pass: 360 copies of half a day", policy(schedule(hours(12), {"count": 360})), []),
    (
        "pass: a month, and then five in the archive",
        policy(
            {
                **schedule(hours(12), {"interval": 30, "intervalUnit": "DAYS"}),
                "archiveRule": {
                    "archiveRetainRule": {
                        "retentionArchiveTier": {"interval": 5, "intervalUnit": "MONTHS"}
                    }
                },
            }
        ),
        [],
    ),
    ("pass: by cron", policy(schedule({"cronExpression": "cron(15 5,17 * * ? *)"})), []),
    ("pass: two daily ones", policy(schedule(DAILY_3), schedule(DAILY_15)), []),
    (
        "pass: a further schedule keeps less",
        policy(schedule(hours(12)), schedule(hours(1), {"count": 24})),
        [],
    ),
    (
        "fail: daily",
        policy(schedule(hours(24))),
        ["p: 1 snapshot a day, up to 24 hours apart"],
    ),
    (
        "fail: two daily ones whose times AWS chooses",
        policy(schedule(hours(24)), schedule(hours(24))),
        ["p: 2 snapshots a day, up to 24 hours apart"],
    ),
    (
        "fail: not at weekends",
        policy(schedule({"cronExpression": "cron(0 0,12 ? * MON-FRI *)"})),
        ["p: 1.43 snapshots a day, up to 60 hours apart"],
    ),
    ("fail: disabled", policy(schedule(hours(12)), state="DISABLED"), ["p: state is DISABLED"]),
    (
        "fail: both",
        policy(schedule(hours(24), {"count": 7})),
        [
            "p: 1 snapshot a day, up to 24 hours apart",
            "p: snapshots of schedule 0 are kept 7 days",
        ],
    ),
    (
        "fail: a default policy",
        {"defaultPolicy": "VOLUME", "policyDetails": {"createInterval": 1, "retainInterval": 14}},
        [
            "p: 1 snapshot a day, up to 24 hours apart",
            "p: snapshots of schedule 0 are kept 14 days",
        ],
    ),
    (
        "boundary: kept a day too short",
        policy(schedule(hours(12), {"interval": 179, "intervalUnit": "DAYS"})),
        ["p: snapshots of schedule 0 are kept 179 days"],
    ),
    (
        "boundary: 359 copies of half a day",
        policy(schedule(hours(12), {"count": 359})),
        ["p: snapshots of schedule 0 are kept 179.5 days"],
    ),
    ("absent: no schedule", policy(), ["p: it has no schedule"]),
    (
        "absent: no retention",
        policy({"createRule": hours(12)}),
        ["p: snapshots of schedule 0 are kept 0 days"],
    ),
    (
        "absent: no times",
        policy(schedule({})),
        ["p: snapshots are never taken"],
    ),
    (
        "unknown: the interval",
        policy(schedule(hours(UNKNOWN))),
        ["undecided: p: its times are not known before the update"],
    ),
    (
        "unknown: the retention",
        policy(schedule(hours(12), {"interval": UNKNOWN, "intervalUnit": "DAYS"})),
        ["undecided: p: how long it keeps snapshots is not known before the update"],
    ),
    (
        "unknown: a cron expression",
        policy(schedule({"cronExpression": UNKNOWN})),
        ["undecided: p: its times are not known before the update"],
    ),
    (
        "fail: the last day of each month",
        policy(schedule({"cronExpression": "cron(0 12 L * ? *)"})),
        ["p: 0.0325 snapshots a day, up to 744 hours apart"],
    ),
    (
        "fail: every 12 hours, from noon to the end of the day",
        policy(schedule({"cronExpression": "cron(0 12/12 * * ? *)"})),
        ["p: 1 snapshot a day, up to 24 hours apart"],
    ),
    (
        "fail: a cron expression that AWS refuses",
        policy(schedule(hours(12)), schedule({"cronExpression": "cron(0 25 * * ? *)"})),
        [
            (
                "p: policyDetails.schedules[1].createRule is refused by AWS: "
                "the hour must be from 0 to 23"
            )
        ],
    ),
    (
        "unknown: the state",
        policy(schedule(hours(12)), state=UNKNOWN),
        ["undecided: p: state is not known before the update"],
    ),
    (
        "unknown: all schedules",
        {"policyDetails": {"schedules": UNKNOWN}},
        ["undecided: p: its times are not known before the update"],
    ),
    (
        "not applicable: it copies snapshots of others",
        {"policyDetails": {"policyType": "EVENT_BASED_POLICY"}},
        ["n/a: an event-based policy copies snapshots and takes none"],
    ),
]


@pytest.mark.requirement("A9")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_rare_or_short_lived_snapshots_are_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Twice a day and six months hold together, over all schedules of the policy."""
    assert case
    resource = Declared("aws:dlm/lifecyclePolicy:LifecyclePolicy", "p", properties)
    assert judge(RULE, resource) == expected
