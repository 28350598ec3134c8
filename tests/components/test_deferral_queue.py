"""Work that waits, and what became of it when it failed."""

import json
from typing import Any

import pytest

from pods.components import Queue
from pods.errors import TopologyError
from tests.components.recording import Recording, record

QUEUE = "aws:sqs/queue:Queue"


def queue(config: dict[str, str] | None = None, **changes: Any) -> Recording:
    """Record a queue with some args changed."""
    args: Any = dict(changes)
    return record(lambda: Queue("charges", args), **(config or {}))


def test_what_fails_is_kept_for_as_long_as_sqs_allows() -> None:
    """Five attempts, then the dead letters, which live longer than the queue."""
    recording = queue()
    waiting = recording.inputs(QUEUE, "charges-deferred")
    dead = recording.inputs(QUEUE, "charges-dead-letters")
    assert waiting["messageRetentionSeconds"] == 604_800
    assert dead["messageRetentionSeconds"] == 1_209_600
    redriven = json.loads(waiting["redrivePolicy"])
    assert redriven["maxReceiveCount"] == 5
    assert redriven["deadLetterTargetArn"].endswith("queue/charges-dead-letters")
    assert "redrivePolicy" not in dead


def test_no_other_queue_leaves_its_dead_letters_there() -> None:
    """The dead letters take from this queue only."""
    allowed = queue().inputs("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy")
    document = json.loads(allowed["redriveAllowPolicy"])
    assert document["redrivePermission"] == "byQueue"
    (source,) = document["sourceQueueArns"]
    assert source.endswith("queue/charges-deferred")


@pytest.mark.parametrize("role", ["deferred", "dead-letters"])
def test_both_queues_are_encrypted_and_speak_tls(role: str) -> None:
    """SQS encrypts them, and what does not come over TLS is denied."""
    recording = queue()
    assert recording.inputs(QUEUE, f"charges-{role}")["sqsManagedSseEnabled"] is True
    policy = recording.inputs("aws:sqs/queuePolicy:QueuePolicy", f"charges-{role}")["policy"]
    (statement,) = json.loads(policy)["Statement"]
    assert (statement["Effect"], statement["Action"]) == ("Deny", "sqs:*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_key_of_the_product_takes_the_place_of_sqs_own() -> None:
    """SQS refuses both at once, and the workload needs the key."""
    key = "arn:aws:kms:us-east-1:111111111111:key/1"
    recording = queue(key_arn=key)
    waiting = recording.inputs(QUEUE, "charges-deferred")
    assert waiting["kmsMasterKeyId"] == key
    assert "sqsManagedSseEnabled" not in waiting


@pytest.mark.requirement("B3", "B10")
def test_a_workload_works_and_deletes_nothing_else() -> None:
    """It finishes single messages; it cannot empty the queue, delete it or change it."""
    found: list[str] = []
    args: Any = {"key_arn": "arn:aws:kms:us-east-1:111111111111:key/1"}
    record(lambda: Queue("charges", args).access.apply(found.append))
    work, key = json.loads(found[0])["Statement"]
    assert work["Action"] == [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
    ]
    assert work["Resource"] == ["arn:aws:sqs:us-east-1:111111111111:queue/charges-deferred"]
    assert key["Resource"] == ["arn:aws:kms:us-east-1:111111111111:key/1"]


@pytest.mark.parametrize(("config", "expected"), [({}, True), ({"protect": "false"}, None)])
def test_deferred_work_is_data(config: dict[str, str], *, expected: bool | None) -> None:
    """Both queues are protected, unless the stack says otherwise."""
    for each in queue(config).all_of(QUEUE).values():
        assert each.protect is expected
        assert each.parent == "charges"


def test_mistakes_are_told_together_under_the_components_name() -> None:
    """Before the first resource, with every figure."""
    with pytest.raises(TopologyError) as raised:
        queue(retention_days=20, receives=0)
    assert [problem.subject for problem in raised.value.problems] == [
        "charges: retention_days",
        "charges: receives",
    ]
