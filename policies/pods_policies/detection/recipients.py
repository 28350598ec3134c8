"""BC-MON-003: several people are told, in several ways."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import MONITORING
from pods_policies.detection.alarms import ALARM, COMPOSITE, TOPIC, topics_of
from pods_policies.detection.database_notices import RDS_EVENTS
from pods_policies.detection.event_rules import EVENT_TARGET
from pods_policies.detection.job_notices import VAULT_NOTICES
from pods_policies.reading import UNKNOWN
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["RECIPIENTS", "RecipientSettings"]

SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
ALERTS: Final = "pods:index:Alerts"
CHAT: Final = (
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
)

_SENDERS: Final[Mapping[str, str]] = {
    ALARM: "alarmActions",
    COMPOSITE: "alarmActions",
    EVENT_TARGET: "arn",
    RDS_EVENTS: "snsTopic",
    VAULT_NOTICES: "snsTopicArn",
}
"""What sends notices, and the property that names the topic."""

_WAYS: Final[Mapping[str, str]] = {
    "email": "e-mail",
    "email-json": "e-mail",
    "sms": "SMS",
    "http": "HTTPS",
    "https": "HTTPS",
    "lambda": "Lambda",
    "application": "push",
}
"""Protocols that reach people, or what calls them; a queue reaches nobody by itself."""


class RecipientSettings(TieredSettings):
    """How many are told, and in how many ways."""

    least_recipients: int = Field(
        default=2, ge=1, description="Subscriptions to different recipients that a topic needs."
    )
    least_protocols: int = Field(
        default=2, ge=1, description="Different ways (e-mail, SMS, HTTPS, Lambda, push, chat)."
    )
    subscribed_elsewhere: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Ways in which people subscribe outside this stack, by the topic's resource "
        'name: {"clinic-alerts": ["sms", "email"]}, one entry a recipient.',
    )


def _check(stack: Stack, settings: RecipientSettings) -> Iterator[Verdict]:
    topics = stack.of_type(TOPIC)
    if not topics:
        yield NotApplicable("no SNS topic in this stack")
    used = {
        topic.urn
        for kind, prop in _SENDERS.items()
        for sender in stack.of_type(kind)
        for topic in topics_of(stack, sender, prop).everything
    }
    subscriptions = _subscriptions(stack)
    for topic in topics:
        tier = tier_of(topic, settings)
        if topic.urn not in used and not _is_for_alerts(topic):
            yield NotApplicable("no alarm or event of this stack is sent to it", topic)
        elif tier > settings.max_tier:
            yield NotApplicable(f"it is of tier {tier}", topic)
        else:
            yield _judge(topic, settings, tier, subscriptions.get(topic.urn, []))


def _is_for_alerts(topic: Resource) -> bool:
    """Answer whether our component made it: other stacks may send to it, too."""
    return any(parent.type == ALERTS for parent in topic.parents)


_Subscriber = tuple[Any, Any]
"""Way and recipient."""


def _subscriptions(stack: Stack) -> dict[str, list[_Subscriber]]:
    found: dict[str, list[_Subscriber]] = {}
    for one in stack.of_type(SUBSCRIPTION):
        protocol, endpoint = one.declared("protocol"), one.declared("endpoint")
        if endpoint is UNKNOWN:  # one for each resource that it comes from
            endpoint = one.depends.get("endpoint") or one.urn
        way = _WAYS.get(protocol) if isinstance(protocol, str) else None
        for topic in resolve(stack, one, ("topic",), TOPIC).everything:
            found.setdefault(topic.urn, []).append(
                (UNKNOWN if protocol is UNKNOWN else way, endpoint)
            )
    for one in stack.of_type(*CHAT):
        for topic in resolve(stack, one, ("snsTopicArns",), TOPIC).everything:
            found.setdefault(topic.urn, []).append(("chat", one.urn))
    return found


def _judge(
    topic: Resource, settings: RecipientSettings, tier: int, subscribers: list[_Subscriber]
) -> Verdict:
    outside = settings.subscribed_elsewhere.get(topic.name, [])
    known = [(way, str(to)) for way, to in subscribers if isinstance(way, str)]
    known += [(_WAYS.get(way, way), f"elsewhere {at}") for at, way in enumerate(outside)]
    doubtful = sum(way is UNKNOWN for way, _ in subscribers)
    ways, people = {way for way, _ in known}, {to for _, to in known}
    enough = settings.least_protocols, settings.least_recipients
    if len(ways) >= enough[0] and len(people) >= enough[1]:
        return Kept(topic)
    required = (
        f"tier {tier} tells {enough[1]} recipients by {enough[0]} ways, such as e-mail and SMS (D8)"
    )
    change = Change(
        "", "", 'add an aws.sns.TopicSubscription of another protocol, such as "sms"', "beside"
    )
    if not subscribers and not outside:
        words = 'add an aws.sns.TopicSubscription for each, such as protocol="email" and "sms",'
        return Finding(topic, "it tells nobody", required, Change("", "", words, "beside"))
    if len(ways) + doubtful >= enough[0] and len(people) + doubtful >= enough[1]:
        observed = "how people subscribe to it is not known before the update"
        return Undecided(topic, observed, required, change)
    told = f" by {' and '.join(sorted(ways))}" if ways else ""
    count = f"{len(people)} recipient" + ("" if len(people) == 1 else "s")
    return Finding(topic, f"it tells {count}{told}", required, change)


RECIPIENTS = StackRule(
    id="BC-MON-003",
    title="Several people are told, in several ways",
    severity=Severity.HIGH,
    requirements=("D8", "B6"),
    reads=(TOPIC, SUBSCRIPTION, *CHAT, *_SENDERS),
    checks="Every SNS topic of tiers 1 and 2 to which an alarm or event of the stack is sent has "
    "subscriptions of at least two different recipients, in at least two ways that reach people "
    "(e-mail, SMS, HTTPS, Lambda, push, chat). Subscriptions made elsewhere are named in the "
    "configuration. Whether somebody confirmed an e-mail is not looked at.",
    why="One address is one holiday away from nobody. Mail is not read at night, and a phone has "
    "no network in the cellar.",
    remediation="Subscribe a second person, and another way: SMS, or a paging service by HTTPS.",
    clauses=MONITORING,
    settings=RecipientSettings,
    example=(
        resource(TOPIC, "clinic-alerts", {"name": "clinic-alerts"}),
        resource(
            SUBSCRIPTION,
            "clinic-mail",
            {"topic": "clinic-alerts", "protocol": "email", "endpoint": "on-call@clinic.example"},
        ),
        resource(
            ALARM,
            "clinic-answers",
            {"alarmActions": [UNKNOWN]},
            {"alarmActions": (f"urn:pulumi:example::example::{TOPIC}::clinic-alerts",)},
        ),
    ),
    check=_check,
)
