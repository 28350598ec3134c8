"""SQS: queues, their policies, and who may use one for dead letters."""

import json

from tests.sandbox.provider.round_trip import Case, World

_ARN = "arn:aws:sqs:us-east-1:123456789012:deferred"


def queue(world: World, name: str = "deferred") -> dict[str, str]:
    """Make a queue; returns its state."""
    return world.make("aws:sqs/queue:Queue", {"name": name})


def _policy(sid: str) -> str:
    statement = {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:*",
        "Resource": _ARN,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _redrive(arn: str, receives: int) -> str:
    return json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": receives})


def _redriven(world: World) -> dict[str, object]:
    dead = queue(world, "dead-letters")["arn"]
    return {
        "name": "deferred",
        "messageRetentionSeconds": 604_800,
        "visibilityTimeoutSeconds": 60,
        "receiveWaitTimeSeconds": 20,
        "delaySeconds": 0,
        "maxMessageSize": 262_144,
        "sqsManagedSseEnabled": True,
        "redrivePolicy": _redrive(dead, 5),
        "tags": {"Name": "clinic"},
    }


def _shorten(world: World, resource_id: str) -> dict[str, object]:
    world.client("sqs").set_queue_attributes(
        QueueUrl=resource_id, Attributes={"MessageRetentionPeriod": "60"}
    )
    return {"messageRetentionSeconds": 60}


def _allowed(sources: list[str]) -> str:
    return json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": sources})


CASES = (
    Case(
        token="aws:sqs/queue:Queue",
        inputs=_redriven,
        outputs={"arn": _ARN},
        update={
            "messageRetentionSeconds": 1_209_600,
            "visibilityTimeoutSeconds": 90,
            "redrivePolicy": _redrive("arn:aws:sqs:us-east-1:123456789012:dead-letters", 3),
            "tags": {"pods:tier": "1"},
        },
        replaces={"name": "other"},
        drift=_shorten,
    ),
    Case(
        token="aws:sqs/queue:Queue",
        inputs=lambda _: {
            "name": "encrypted",
            "kmsMasterKeyId": "alias/aws/sqs",
            "kmsDataKeyReusePeriodSeconds": 300,
        },
        update={"kmsDataKeyReusePeriodSeconds": 600},
        replaces={"fifoQueue": True},
    ),
    Case(
        token="aws:sqs/queuePolicy:QueuePolicy",
        inputs=lambda world: {"queueUrl": queue(world)["id"], "policy": _policy("Tls")},
        update={"policy": _policy("TlsOnly")},
        replaces={"queueUrl": "http://127.0.0.1/123456789012/other"},
    ),
    Case(
        token="aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        inputs=lambda world: {
            "queueUrl": queue(world)["id"],
            "redriveAllowPolicy": _allowed([_ARN]),
        },
        update={"redriveAllowPolicy": _allowed([_ARN, f"{_ARN}-2"])},
        replaces={"queueUrl": "http://127.0.0.1/123456789012/other"},
    ),
)
