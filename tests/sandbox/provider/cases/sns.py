"""SNS: topics, their policies and subscriptions."""

import json

from tests.sandbox.provider.round_trip import Case, World

_ARN = "arn:aws:sns:us-east-1:123456789012:alerts"


def topic(world: World) -> str:
    """Make a topic; returns its ARN."""
    return str(world.make("aws:sns/topic:Topic", {"name": "alerts"})["arn"])


def _speaker(service: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sns:Publish",
        "Resource": _ARN,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _rename(world: World, resource_id: str) -> dict[str, object]:
    world.client("sns").set_topic_attributes(
        TopicArn=resource_id, AttributeName="DisplayName", AttributeValue="By hand"
    )
    return {"displayName": "By hand"}


CASES = (
    Case(
        token="aws:sns/topic:Topic",
        inputs=lambda _: {
            "name": "alerts",
            "displayName": "Alerts",
            "kmsMasterKeyId": "alias/aws/sns",
            "policy": _speaker("cloudwatch.amazonaws.com"),
            "signatureVersion": 2,
            "tags": {"Name": "alerts"},
        },
        outputs={"arn": _ARN, "owner": "123456789012"},
        update={
            "displayName": "Alarms",
            "policy": _speaker("events.amazonaws.com"),
            "tags": {"pods:tier": "1"},
        },
        replaces={"fifoTopic": True},
        unobserved=frozenset({"signatureVersion"}),
        drift=_rename,
    ),
    Case(
        token="aws:sns/topicSubscription:TopicSubscription",
        inputs=lambda world: {
            "topic": topic(world),
            "protocol": "email",
            "endpoint": "on-call@example.com",
            "filterPolicy": json.dumps({"severity": ["critical"]}),
            "confirmationTimeoutInMinutes": 5,
        },
        outputs={"ownerId": "123456789012"},
        update={"filterPolicy": json.dumps({"severity": ["warning"]})},
        replaces={"endpoint": "someone@example.com"},
        unobserved=frozenset({"confirmationTimeoutInMinutes"}),
    ),
    Case(
        token="aws:sns/topicPolicy:TopicPolicy",
        inputs=lambda world: {
            "arn": topic(world),
            "policy": _speaker("cloudwatch.amazonaws.com"),
        },
        outputs={"owner": "123456789012"},
        update={"policy": _speaker("events.amazonaws.com")},
        replaces={"arn": f"{_ARN}-other"},
        resets=True,
    ),
)
