"""BC-MON-002: an alarm tells people, also when its metric falls silent."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import MONITORING
from pods_policies.detection.alarms import (
    ALARM,
    COMPOSITE,
    TOPIC,
    must_report,
    told_through,
    topics_of,
)
from pods_policies.reading import ABSENT, UNKNOWN, UnreadableValueError, flag
from pods_policies.relations.references import References
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["ALARM_ACTIONS"]

_TOLD: Final = "an alarm tells people through an SNS topic (D8)"
_HEARD: Final = "silence of what is watched is told like its failure (D8)"
_TOPIC_ARN: Final = ":sns:"


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    alarms = stack.of_type(ALARM, COMPOSITE)
    if not alarms:
        yield NotApplicable("no alarm in this stack")
    for alarm in alarms:
        yield from _judge(stack, alarm)


def _judge(stack: Stack, alarm: Resource) -> Iterator[Verdict]:
    first = _actions(stack, alarm)
    silence = None if isinstance(first, NotApplicable) else _silence(stack, alarm)
    if not isinstance(first, Kept) or silence is None:
        yield first
    if silence is not None:
        yield silence


def _actions(stack: Stack, alarm: Resource) -> Verdict:
    """Conclude whether an alarm's actions are on and reach a topic, itself or by a composite."""
    declared = alarm.declared("alarmActions")
    if declared in (ABSENT, []):
        if told_through(stack, alarm):
            return Kept(alarm)  # the composite is judged by itself
        change = Change("alarmActions", "[<ARN of the topic>]")
        return Finding(alarm, "it has no alarm_actions", _TOLD, change)
    switched = _switch(alarm)
    if switched is not None:
        return switched
    if not isinstance(declared, list) and declared is not UNKNOWN:
        change = Change("alarmActions", "[<ARN of the topic>]")
        return Finding(alarm, "alarm_actions is not a list", _TOLD, change)
    return _reach(stack, alarm, topics_of(stack, alarm, "alarmActions"))


def _switch(alarm: Resource) -> Verdict | None:
    """Conclude what follows from `actionsEnabled`; None where the actions are on."""
    change = Change("actionsEnabled", "True")
    try:
        enabled = flag(alarm.declared("actionsEnabled"), default=True)
    except UnreadableValueError:
        return Finding(alarm, "actions_enabled is neither true nor false", _TOLD, change)
    if enabled is UNKNOWN:
        return Undecided(alarm, "actions_enabled is not known before the update", _TOLD, change)
    return None if enabled else Finding(alarm, "actions_enabled is False", _TOLD, change)


def _reach(stack: Stack, alarm: Resource, topics: References) -> Verdict:
    # What an action takes from a topic is its ARN, so a dependency on one is enough.
    if topics.everything or any(_TOPIC_ARN in one for one in topics.elsewhere):
        return Kept(alarm)
    if not topics.complete and not alarm.depends.get("alarmActions"):
        change = Change("alarmActions", "[<ARN of the topic>]")
        observed = "whom alarm_actions reaches is not known before the update"
        return Undecided(alarm, observed, _TOLD, change)
    if told_through(stack, alarm):
        return Kept(alarm)
    return NotApplicable("it starts something and is no notice: no action is a topic", alarm)


def _silence(stack: Stack, alarm: Resource) -> Verdict | None:
    """Conclude what an alarm makes of missing data; None where its metric may well be silent."""
    speaks = must_report(alarm) if alarm.type == ALARM else False
    if speaks is False:
        return None
    change = Change("treatMissingData", '"breaching"')
    treated = alarm.declared("treatMissingData")
    if UNKNOWN in (speaks, treated):
        observed = "what it makes of missing data is not known before the update"
        return Undecided(alarm, observed, _HEARD, change)
    if treated == "breaching" or (treated in (ABSENT, "missing") and _is_told(stack, alarm)):
        return Kept(alarm)
    said = "is not set" if treated is ABSENT else _shown(treated)
    return Finding(alarm, f"treat_missing_data {said}, so silence is no alarm", _HEARD, change)


def _is_told(stack: Stack, alarm: Resource) -> bool:
    """Answer whether missing data is told by actions of its own."""
    topics = topics_of(stack, alarm, "insufficientDataActions")
    return bool(topics.certain) or any(_TOPIC_ARN in one for one in topics.elsewhere)


def _shown(treated: object) -> str:
    known = ("ignore", "missing", "notBreaching")
    return f"is {treated}" if treated in known else "cannot be read"


ALARM_ACTIONS = StackRule(
    id="BC-MON-002",
    title="An alarm tells people, also when its metric falls silent",
    severity=Severity.HIGH,
    requirements=("D8",),
    reads=(ALARM, COMPOSITE, TOPIC),
    checks="The actions of every metric and composite alarm are on, and one of `alarm_actions` is "
    "an SNS topic; an alarm that a composite alarm combines may leave that to it, and one whose "
    "actions only start something (scaling, a recovery) is left out. Alarms on the present state "
    "of a service (HealthCheckStatus, HealthyHostCount, SuccessPercent and the like) treat missing "
    "data as breaching, or tell it by `insufficient_data_actions`.",
    why="An alarm without a reader is a light in an empty room. What is gone altogether reports "
    "nothing, and by default nothing is no alarm.",
    remediation="Put the ARN of the topic into alarm_actions, leave actions_enabled on, and set "
    'treat_missing_data="breaching" for alarms on availability.',
    clauses=MONITORING,
    equivalents=(
        "Checkov CKV_AWS_319",
        "AWS Config CLOUDWATCH_ALARM_ACTION_CHECK",
        "AWS Config CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK",
        "Prowler cloudwatch_alarm_actions_enabled",
        "Prowler cloudwatch_alarm_actions_alarm_state_configured",
    ),
    example=(
        resource(
            ALARM,
            "clinic-answers",
            {
                "namespace": "AWS/Route53",
                "metricName": "HealthCheckStatus",
                "actionsEnabled": False,
                "alarmActions": ["arn:aws:sns:us-east-1:111122223333:clinic-alerts"],
                "treatMissingData": "ignore",
            },
        ),
    ),
    check=_check,
)
