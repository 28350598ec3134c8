"""Cases of BC-MON-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-MON-003"
ARN = "arn:aws:sns:us-east-1:111122223333:alerts"
TOPIC = Declared("aws:sns/topic:Topic", "alerts", {"name": "alerts"})
MADE = Declared("aws:sns/topic:Topic", "alerts", {"name": "alerts"}, outputs={"arn": ARN})
OTHER = Declared("aws:sns/topic:Topic", "orders", {"name": "orders"})
WEAK = Declared("aws:sns/topic:Topic", "alerts", {"name": "alerts", "tags": {"pods:tier": "3"}})


def alarm(topic: Declared | None) -> Declared:
    """Return an alarm that is sent to a topic, or to the ARN."""
    return Declared(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "answers",
        {"alarmActions": [ARN if topic is None else UNKNOWN]},
        uses={} if topic is None else {"alarmActions": [topic]},
    )


def subscription(
    protocol: Any, endpoint: Any, topic: Declared | None = TOPIC, at: int = 0
) -> Declared:
    """Return a subscription to a topic, or to the ARN."""
    return Declared(
        "aws:sns/topicSubscription:TopicSubscription",
        f"{protocol}-{at}",
        {"protocol": protocol, "endpoint": endpoint, "topic": ARN if topic is None else UNKNOWN},
        uses={} if topic is None else {"topic": [topic]},
    )


MAIL = subscription("email", "a@clinic.example")
SMS = subscription("sms", "+12025550142")
CALLED = [Declared("aws:lambda/function:Function", name) for name in ("call", "page")]


def calls(function: Declared, at: int) -> Declared:
    """Return a subscription of a function whose ARN is not known yet."""
    one = subscription("lambda", UNKNOWN, at=at)
    return Declared(one.type, one.name, one.properties, uses={**one.uses, "endpoint": [function]})


COMPONENT = Declared("pods:index:Alerts", "alerts")
SHARED = Declared("aws:sns/topic:Topic", "shared", {}, parent=COMPONENT)

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [TOPIC, alarm(TOPIC), MAIL, SMS], []),
    (
        "pass: by ARN",
        [
            MADE,
            alarm(None),
            subscription("email", "a", None),
            subscription("https", "https://p.example", None),
        ],
        [],
    ),
    (
        "pass: functions that are not known yet",
        [TOPIC, alarm(TOPIC), MAIL, calls(CALLED[0], 1)],
        [],
    ),
    (
        "pass: a channel of a chat",
        [
            TOPIC,
            alarm(TOPIC),
            MAIL,
            Declared(
                "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
                "on-call",
                {"snsTopicArns": [UNKNOWN]},
                uses={"snsTopicArns": [TOPIC]},
            ),
        ],
        [],
    ),
    (
        "fail: one way",
        [TOPIC, alarm(TOPIC), MAIL, subscription("email", "b@clinic.example", at=1)],
        ["alerts: it tells 2 recipients by e-mail"],
    ),
    (
        "fail: one recipient twice is one way each, of one person",
        [TOPIC, alarm(TOPIC), MAIL, subscription("email-json", "a@clinic.example")],
        ["alerts: it tells 1 recipient by e-mail"],
    ),
    (
        "fail: a queue reaches nobody",
        [TOPIC, alarm(TOPIC), MAIL, subscription("sqs", "arn:aws:sqs:us-east-1:1:q")],
        ["alerts: it tells 1 recipient by e-mail"],
    ),
    (
        "fail: those of another topic",
        [TOPIC, OTHER, alarm(TOPIC), MAIL, subscription("sms", "+1", OTHER)],
        ["alerts: it tells 1 recipient by e-mail"],
    ),
    (
        "fail: a topic of our component, to which another stack sends",
        [COMPONENT, SHARED, subscription("sms", "+1", SHARED)],
        ["shared: it tells 1 recipient by SMS"],
    ),
    ("boundary: two by two", [TOPIC, alarm(TOPIC), MAIL, SMS], []),
    ("boundary: one", [TOPIC, alarm(TOPIC), SMS], ["alerts: it tells 1 recipient by SMS"]),
    ("absent: nobody", [TOPIC, alarm(TOPIC)], ["alerts: it tells nobody"]),
    (
        "unknown: the protocol",
        [TOPIC, alarm(TOPIC), MAIL, subscription(UNKNOWN, "x")],
        ["undecided: alerts: how people subscribe to it is not known before the update"],
    ),
    (
        "unknown: the protocol, and too few all the same",
        [TOPIC, alarm(TOPIC), subscription(UNKNOWN, "x")],
        ["alerts: it tells 0 recipients"],
    ),
    ("not applicable: no topic", [], ["n/a: no SNS topic in this stack"]),
    (
        "not applicable: a topic of the application",
        [OTHER],
        ["n/a: no alarm or event of this stack is sent to it"],
    ),
    ("not applicable: a weak tier", [WEAK, alarm(WEAK)], ["n/a: it is of tier 3"]),
]


@pytest.mark.requirement("D8", "B6")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_topic_that_tells_one_person_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Several people, several ways."""
    assert case
    assert judge(RULE, *stack) == expected


SENDERS = [
    ("aws:cloudwatch/eventTarget:EventTarget", "arn"),
    ("aws:rds/eventSubscription:EventSubscription", "snsTopic"),
    ("aws:backup/vaultNotifications:VaultNotifications", "snsTopicArn"),
]


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(("kind", "prop"), SENDERS)
def test_events_are_told_like_alarms(judge: Callable[..., list[str]], kind: str, prop: str) -> None:
    """Whatever is sent to a topic makes it one for people."""
    sender = Declared(kind, "sender", {prop: UNKNOWN}, uses={prop: [TOPIC]})
    assert judge(RULE, TOPIC, sender, MAIL) == ["alerts: it tells 1 recipient by e-mail"]


@pytest.mark.requirement("D8")
def test_subscriptions_made_elsewhere_are_named(judge: Callable[..., list[str]]) -> None:
    """A paging tool may subscribe by itself."""
    config = {"subscribedElsewhere": {"alerts": ["https"]}}
    assert judge(RULE, TOPIC, alarm(TOPIC), MAIL, config=config) == []
