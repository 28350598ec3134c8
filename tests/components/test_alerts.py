"""Alerts: who speaks, who is told, and how a dead channel is noticed."""

import json
from typing import Any

import pytest

from pods.components import Alerts
from pods.errors import TopologyError
from tests.components.recording import Recording, record

MAIL = {"protocol": "email", "endpoint": "on-call@clinic.example"}
PAGING = {"protocol": "https", "endpoint": "https://paging.clinic.example/voice"}
TOPIC = "arn:aws:sns:us-east-1:111111111111:topic/alerts-topic"
KEY = "arn:aws:kms:us-east-1:111111111111:key/alerts-key"
ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def alerts(**changes: Any) -> Recording:
    """Record alerts with some args changed."""
    args: Any = {"subscriptions": [MAIL, PAGING], **changes}
    return record(lambda: Alerts("alerts", args))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the alerts as they are by default."""
    return alerts()


def statements(policy: str) -> dict[str, dict[str, Any]]:
    """Return the statements of a policy by the service, or the account, that they are for."""
    found = json.loads(policy)["Statement"]
    return {"".join(each["Principal"].values()): each for each in found}


@pytest.mark.requirement("D8")
def test_alerts_go_out_over_every_channel(recording: Recording) -> None:
    """Each subscription is made; a paging service confirms itself."""
    subscriptions = recording.all_of("aws:sns/topicSubscription:TopicSubscription")
    assert sorted(subscriptions) == ["alerts-email-0", "alerts-https-1"]
    assert subscriptions["alerts-https-1"].inputs["endpointAutoConfirms"] is True
    assert "endpointAutoConfirms" not in subscriptions["alerts-email-0"].inputs
    assert {each.parent for each in subscriptions.values()} == {"alerts"}


def test_four_services_speak_through_the_topic(recording: Recording) -> None:
    """Each for this account only, where it says for which one it does."""
    policy = statements(recording.inputs("aws:sns/topicPolicy:TopicPolicy")["policy"])
    assert {service: each.get("Condition") for service, each in policy.items()} == {
        "backup.amazonaws.com": ACCOUNT,
        "cloudwatch.amazonaws.com": ACCOUNT,
        "events.amazonaws.com": None,
        "events.rds.amazonaws.com": ACCOUNT,
    }
    assert {(*each["Action"], *each["Resource"]) for each in policy.values()} == {
        ("sns:Publish", TOPIC)
    }


def test_whoever_speaks_may_use_the_key(recording: Recording) -> None:
    """A message that cannot be encrypted is lost: every speaker is in the policy of the key."""
    key = recording.inputs("aws:kms/key:Key")
    policy = statements(key["policy"])
    speakers = statements(recording.inputs("aws:sns/topicPolicy:TopicPolicy")["policy"])
    assert policy.keys() - speakers.keys() == {"arn:aws:iam::111111111111:root"}
    assert policy["cloudwatch.amazonaws.com"]["Condition"] == ACCOUNT
    assert "Condition" not in policy["events.amazonaws.com"]
    assert policy["events.amazonaws.com"]["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert key["enableKeyRotation"] is True
    assert recording.inputs("aws:sns/topic:Topic")["kmsMasterKeyId"] == KEY


@pytest.mark.requirement("D8")
def test_a_message_tests_the_path_every_day(recording: Recording) -> None:
    """It takes the way of a real one, with a role that can do nothing else."""
    schedule = recording.inputs("aws:scheduler/schedule:Schedule")
    assert schedule["scheduleExpression"] == "cron(0 9 * * ? *)"
    assert schedule["target"]["arn"] == TOPIC
    assert schedule["target"]["roleArn"] == "arn:aws:iam:us-east-1:111111111111:role/alerts-test"
    policy = json.loads(recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    assert [(each["Action"], each["Resource"]) for each in policy["Statement"]] == [
        (["sns:Publish"], [TOPIC]),
        (["kms:Decrypt", "kms:GenerateDataKey*"], [KEY]),
    ]
    early = alerts(test_at="07:30").inputs("aws:scheduler/schedule:Schedule")
    assert early["scheduleExpression"] == "cron(30 7 * * ? *)"


def test_all_of_it_lies_in_the_region_that_is_asked_for() -> None:
    """A path that is told of one Region's loss has nothing in it; roles have no Region."""
    there = alerts(region="eu-west-1").resources
    regions = {each.type: each.inputs.get("region") for each in there if each.type[:4] == "aws:"}
    assert {token for token, region in regions.items() if region != "eu-west-1"} == {
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
    }


@pytest.mark.parametrize(
    ("subscriptions", "message"),
    [
        (
            [MAIL],
            (
                "alerts: subscriptions: protocols ['email']; at least 2 different protocols are "
                "required. Add another, such as email and sms, or https to a paging service for "
                "voice.\nalerts: subscriptions: only 'on-call@clinic.example' is told; at least 2 "
                "recipients are required, as one may be asleep. Add another person, or the paging "
                "service of the team."
            ),
        ),
        (
            [{**MAIL, "recipient": "on-call"}, {**PAGING, "recipient": "on-call"}],
            (
                "alerts: subscriptions: only 'on-call' is told; at least 2 recipients are "
                "required, as one may be asleep. Add another person, or the paging service of the "
                "team."
            ),
        ),
    ],
)
def test_one_recipient_is_refused(subscriptions: list[Any], message: str) -> None:
    """Nobody would hear an alarm while the one is away, on however many channels."""
    with pytest.raises(TopologyError) as raised:
        alerts(subscriptions=subscriptions)
    assert str(raised.value) == message


def test_a_time_that_is_none_is_refused() -> None:
    """The planner's word on it reaches the program."""
    with pytest.raises(TopologyError) as raised:
        alerts(test_at="9 o'clock")
    assert str(raised.value) == (
        'alerts: test_at: "9 o\'clock"; a time of the day is required. Write it like 09:00, in UTC.'
    )
