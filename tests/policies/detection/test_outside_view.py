"""Cases of BC-MON-005."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-MON-005"
EAST = {"region": "us-east-1"}
WEST = {"region": "us-west-2"}
TAGS = {"pods:service": "clinic", "pods:tier": "1"}
ARN = "arn:aws:sns:{}:111122223333:alerts"
NOWHERE = "undecided: pod: whether service clinic is watched from another Region is not known"


def pod(name: str = "pod", *, provider: Any = None, tier: str = "1", **said: Any) -> Declared:
    """Return the group of a POD."""
    tags = {**TAGS, "pods:tier": tier, "pods:role": "primary"}
    rows = [{"key": key, "value": value} for key, value in tags.items()]
    return Declared(
        "aws:autoscaling/group:Group", name, {"tags": rows, **said}, provider=provider or {}
    )


def alarm(
    *topics: Declared, provider: Any = None, actions: Any = None, uses: Any = None, **said: Any
) -> Declared:
    """Return an alarm on a canary, sent to topics or ARNs."""
    properties = {
        "tags": TAGS,
        "namespace": "CloudWatchSynthetics",
        "metricName": "SuccessPercent",
        "alarmActions": [UNKNOWN] if topics else actions,
        **said,
    }
    sources = {**({"alarmActions": topics} if topics else {}), **(uses or {})}
    kind = "aws:cloudwatch/metricAlarm:MetricAlarm"
    return Declared(kind, "sight", properties, uses=sources, provider=provider or {})


def topic(where: Any, name: str = "alerts") -> Declared:
    """Return a topic in a Region."""
    return Declared("aws:sns/topic:Topic", name, {"name": name, **where})


HOME, AWAY, SOMEWHERE = topic(EAST), topic(WEST, "away"), topic({})
INSIDE = "pod: no alarm of service clinic is outside us-east-1, where its POD is"
QUIET = alarm(**WEST)

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: both in another Region", [pod(**EAST), AWAY, alarm(AWAY, **WEST)], []),
    (
        "pass: by ARN",
        [pod(**EAST), alarm(actions=[ARN.format("us-west-2")], **WEST)],
        [],
    ),
    (
        "pass: by a composite alarm",
        [
            pod(**EAST),
            AWAY,
            QUIET,
            Declared(
                "aws:cloudwatch/compositeAlarm:CompositeAlarm",
                "down",
                {"alarmRule": UNKNOWN, "alarmActions": [UNKNOWN], **WEST},
                uses={"alarmRule": [QUIET], "alarmActions": [AWAY]},
            ),
        ],
        [],
    ),
    (
        "pass: by the provider",
        [pod(provider=EAST), alarm(actions=[ARN.format("us-west-2")], provider=WEST)],
        [],
    ),
    ("fail: both at home", [pod(**EAST), HOME, alarm(HOME, **EAST)], [INSIDE]),
    ("fail: the topic is at home", [pod(**EAST), HOME, alarm(HOME, **WEST)], [INSIDE]),
    (
        "fail: the alarm is at home",
        [pod(**EAST), alarm(actions=[ARN.format("us-west-2")], **EAST)],
        [INSIDE],
    ),
    (
        "fail: about something else",
        [pod(**EAST), AWAY, alarm(AWAY, metricName="Duration", **WEST)],
        [INSIDE],
    ),
    (
        "fail: wherever the provider is, both are there",
        [pod(), SOMEWHERE, alarm(SOMEWHERE)],
        ["pod: no alarm of service clinic is outside the Region of its provider, where its POD is"],
    ),
    (
        "boundary: PODs in two Regions, seen from one of them",
        [pod(**EAST), pod("far", **WEST), AWAY, alarm(AWAY, **WEST)],
        ["far: no alarm of service clinic is outside us-west-2, where its POD is"],
    ),
    ("absent: no alarm", [pod(**EAST)], [INSIDE]),
    ("absent: no topic", [pod(**EAST), QUIET], [INSIDE]),
    ("unknown: the alarm's Region", [pod(**EAST), AWAY, alarm(AWAY, region=UNKNOWN)], [NOWHERE]),
    (
        "unknown: whose alarm it is",
        [pod(**EAST), AWAY, alarm(AWAY, tags={"pods:service": UNKNOWN}, **WEST)],
        [NOWHERE],
    ),
    (
        "not applicable: no service",
        [HOME],
        ["n/a: no resource carries the tag pods:service: nothing was checked"],
    ),
    ("not applicable: a weak tier", [pod(tier="2")], ["n/a: service clinic is of tier 2"]),
    (
        "not applicable: no POD here",
        [Declared("aws:sqs/queue:Queue", "work", {"tags": TAGS})],
        ["n/a: service clinic has no POD in this stack"],
    ),
]


@pytest.mark.requirement("D1", "D8")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_service_that_only_its_own_region_reports_on_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """An alarm and its topic stand elsewhere."""
    assert case
    assert judge(RULE, *stack) == expected
