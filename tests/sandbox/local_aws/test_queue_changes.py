"""What is changed in moto's queues."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest


@pytest.mark.sandbox
def test_a_queue_keeps_one_setting_when_another_is_set(client: Callable[..., Any]) -> None:
    """Its policy outlives a change of retention, and who may use it is shown."""
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=f"queue-{uuid4().hex[:8]}")["QueueUrl"]
    policy = json.dumps({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sqs:*"}]})
    allowed = json.dumps({"redrivePermission": "denyAll"})
    for name, value in (
        ("Policy", policy),
        ("RedriveAllowPolicy", allowed),
        ("MessageRetentionPeriod", "60"),
    ):
        sqs.set_queue_attributes(QueueUrl=url, Attributes={name: value})
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (shown["Policy"], shown["RedriveAllowPolicy"]) == (policy, allowed)
    one = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedriveAllowPolicy"])
    assert one["Attributes"] == {"RedriveAllowPolicy": allowed}
    sqs.delete_queue(QueueUrl=url)
