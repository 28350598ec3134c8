"""EventBridge: rules and their targets."""

import json

from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.round_trip import Case, World


def _pattern(source: str) -> str:
    return json.dumps({"source": [source]})


def _rule(world: World) -> str:
    inputs = {"name": "failures", "eventPattern": _pattern("aws.rds"), "eventBusName": "default"}
    return str(world.make("aws:cloudwatch/eventRule:EventRule", inputs)["name"])


def _disable(world: World, resource_id: str) -> dict[str, object]:
    world.client("events").disable_rule(Name=resource_id)
    return {"state": "DISABLED"}


CASES = (
    Case(
        token="aws:cloudwatch/eventRule:EventRule",
        inputs=lambda _: {
            "name": "failures",
            "description": "The database failed",
            "eventBusName": "default",
            "eventPattern": _pattern("aws.rds"),
            "roleArn": "arn:aws:iam::123456789012:role/events",
            "state": "ENABLED",
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:events:us-east-1:123456789012:rule/failures"},
        update={
            "description": "A backup failed",
            "eventPattern": _pattern("aws.backup"),
            "tags": {"pods:tier": "1"},
        },
        replaces={"name": "other"},
        drift=_disable,
    ),
    Case(
        token="aws:cloudwatch/eventTarget:EventTarget",
        inputs=lambda world: {
            "rule": _rule(world),
            "eventBusName": "default",
            "targetId": "people",
            "arn": topic(world),
            "deadLetterConfig": {"arn": "arn:aws:sqs:us-east-1:123456789012:lost"},
            "inputTransformer": {
                "inputPaths": {"what": "$.detail.Message"},
                "inputTemplate": '"<what>"',
            },
            "retryPolicy": {"maximumEventAgeInSeconds": 60, "maximumRetryAttempts": 5},
            "roleArn": "arn:aws:iam::123456789012:role/events",
        },
        update={"retryPolicy": {"maximumEventAgeInSeconds": 120, "maximumRetryAttempts": 1}},
        replaces={"targetId": "others"},
    ),
)
