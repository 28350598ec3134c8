"""Cases of BC-MON-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-MON-002"
ARN = "arn:aws:sns:us-east-1:111122223333:alerts"
TOPIC = Declared("aws:sns/topic:Topic", "alerts", {"name": "alerts"})
MADE = Declared("aws:sns/topic:Topic", "alerts", {"name": "alerts"}, outputs={"arn": ARN})
SCALING = Declared("aws:autoscaling/policy:Policy", "grow")
METRIC = "aws:cloudwatch/metricAlarm:MetricAlarm"


def alarm(*sources: Declared, name: str = "answers", kind: str = METRIC, **said: Any) -> Declared:
    """Return an alarm on a queue's age whose action comes from these resources."""
    properties = {
        "name": name,
        "namespace": "AWS/SQS",
        "metricName": "ApproximateAgeOfOldestMessage",
        "alarmActions": [UNKNOWN] if sources else [ARN],
        **said,
    }
    return Declared(kind, name, properties, uses={"alarmActions": sources} if sources else {})


def health(**said: Any) -> Declared:
    """Return an alarm on a health check."""
    return alarm(namespace="AWS/Route53", metricName="HealthCheckStatus", **said)


def composite(rule: Any, *of: Declared, **said: Any) -> Declared:
    """Return an alarm that combines others."""
    properties = {"alarmName": "down", "alarmRule": rule, "alarmActions": [ARN], **said}
    kind = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
    return Declared(kind, "down", properties, uses={"alarmRule": of} if of else {})


QUIET = alarm(alarmActions=[])
UNSURE = "undecided: answers: what it makes of missing data is not known before the update"
UNHEARD = "so silence is no alarm"
NO_NOTICE = "n/a: it starts something and is no notice: no action is a topic"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by ARN, of a topic elsewhere", [alarm()], []),
    ("pass: by ARN", [MADE, alarm()], []),
    ("pass: by dependency", [TOPIC, alarm(TOPIC)], []),
    (
        "pass: one topic among others",
        [TOPIC, SCALING, alarm(TOPIC, SCALING, alarmActions=[UNKNOWN, UNKNOWN])],
        [],
    ),
    ("pass: missing data breaches", [health(treatMissingData="breaching")], []),
    ("pass: missing data is told", [health(insufficientDataActions=[ARN])], []),
    (
        "pass: an expression says itself what missing data means",
        [alarm(namespace=None, metricName=None, metricQueries=[{"expression": "FILL(m1, 0)"}])],
        [],
    ),
    ("pass: a composite, and what it combines", [QUIET, composite(UNKNOWN, QUIET)], []),
    ("pass: a composite by name", [QUIET, composite('ALARM("answers") AND OK(other)')], []),
    ("fail: switched off", [alarm(actionsEnabled=False)], ["answers: actions_enabled is False"]),
    ("fail: no list", [alarm(alarmActions=5)], ["answers: alarm_actions is not a list"]),
    (
        "fail: neither",
        [alarm(actionsEnabled="maybe")],
        ["answers: actions_enabled is neither true nor false"],
    ),
    (
        "fail: a composite of others",
        [QUIET, composite("ALARM(other)")],
        ["answers: it has no alarm_actions"],
    ),
    (
        "fail: a composite that tells nobody",
        [composite("ALARM(other)", alarmActions=None)],
        ["down: it has no alarm_actions"],
    ),
    (
        "boundary: two faults of one alarm",
        [health(alarmActions=[], treatMissingData="ignore")],
        [
            "answers: it has no alarm_actions",
            f"answers: treat_missing_data is ignore, {UNHEARD}",
        ],
    ),
    (
        "boundary: a count of what is unhealthy, and a team's metric of that name, may be silent",
        [
            alarm(namespace="AWS/ApplicationELB", metricName="UnHealthyHostCount"),
            alarm(name="own", namespace="clinic", metricName="HealthyHostCount"),
        ],
        [],
    ),
    ("boundary: told by default where a count may be silent", [alarm()], []),
    ("absent: the actions", [QUIET], ["answers: it has no alarm_actions"]),
    (
        "absent: what missing data means",
        [health()],
        [f"answers: treat_missing_data is not set, {UNHEARD}"],
    ),
    (
        "unknown: the switch",
        [alarm(actionsEnabled=UNKNOWN)],
        ["undecided: answers: actions_enabled is not known before the update"],
    ),
    (
        "unknown: the actions",
        [alarm(alarmActions=UNKNOWN)],
        ["undecided: answers: whom alarm_actions reaches is not known before the update"],
    ),
    ("unknown: what missing data means", [health(treatMissingData=UNKNOWN)], [UNSURE]),
    ("unknown: the metric", [alarm(namespace=UNKNOWN, metricName=UNKNOWN)], [UNSURE]),
    ("not applicable: no alarm", [TOPIC], ["n/a: no alarm in this stack"]),
    ("not applicable: it scales", [SCALING, alarm(SCALING)], [NO_NOTICE]),
    (
        "not applicable: it recovers",
        [alarm(alarmActions=["arn:aws:automate:us-east-1:ec2:recover"])],
        [NO_NOTICE],
    ),
]


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_an_alarm_that_tells_nobody_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each alarm reaches a topic, and those on a present state speak of silence."""
    assert case
    assert judge(RULE, *stack) == expected
