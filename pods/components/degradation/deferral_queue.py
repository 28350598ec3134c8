"""Work that waits: a queue that outlasts the outage, and a place for what fails."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import json
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import allow, document
from pods.components.ordering import once
from pods.components.protection import is_protected
from pods.topology import QueuePlan, plan_queue

__all__ = ["Queue", "QueueArgs", "QueueSettings"]

# A workload sends, works off and gives back. It neither purges nor deletes nor changes the queue.
_WORK = (
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
)
# AWS's longest: an empty answer costs as much as a full one.
_LONG_POLL_SECONDS = 20


class QueueSettings(TypedDict):
    """What a product may choose of its queue."""

    rto_minutes: NotRequired[int]
    """Longest outage during which work is deferred. Default: 1440, a day."""
    retention_days: NotRequired[int]
    """Days for which a message waits, 1 to 14, more than the outage. Default: 7."""
    visibility_seconds: NotRequired[int]
    """Seconds for which a message is hidden while it is worked on. Default: 60."""
    receives: NotRequired[int]
    """Attempts before a message is put among the dead letters. Default: 5."""


class QueueArgs(QueueSettings):
    """Inputs of `Queue`."""

    key_arn: NotRequired[pulumi.Input[str]]
    """Key to encrypt with, of the queue's Region. Default: one that SQS keeps."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of both queues."""


@refuses_plainly
class Queue(pulumi.ComponentResource):
    """A queue for deferred work, with dead letters, encrypted and over TLS only."""

    queue_url: pulumi.Output[str]
    """Where work is sent to and fetched from."""
    queue_arn: pulumi.Output[str]
    """ARN of the queue."""
    queue_name: pulumi.Output[str]
    """Name of the queue, for alarms on the age of its oldest message."""
    dead_letter_url: pulumi.Output[str]
    """Where work lies that failed every time."""
    dead_letter_arn: pulumi.Output[str]
    """ARN of the dead letters."""
    dead_letter_name: pulumi.Output[str]
    """Name of the dead letters, for an alarm on the first one."""
    access: pulumi.Output[str]
    """IAM policy document for the workload: send, receive and finish, and nothing else."""

    def __init__(
        self, name: str, args: QueueArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, QueueArgs)
        super().__init__("pods:index:Queue", name, {}, opts)
        self._stem = name
        self._args = args
        self._of_this = pulumi.ResourceOptions(parent=self)
        self._guarded = is_protected(args.get("protect"))
        self.plan: QueuePlan = planned(name, plan_queue, args, part="queue")
        dead = self._queue("dead-letters", seconds=self.plan.dead_letter_seconds)
        attempts = self.plan.receives
        self.queue = self._queue(
            "deferred",
            seconds=self.plan.retention_seconds,
            redrive=dead.arn.apply(lambda arn: _redriven_to(arn, attempts)),
        )
        aws.sqs.RedriveAllowPolicy(
            f"{name}-dead-letters",
            queue_url=dead.id,
            redrive_allow_policy=self.queue.arn.apply(_taken_from),
            opts=self._of_this,
        )
        ready = self._keep_private("deferred", self.queue)
        self.queue_url = once(self.queue.url, ready)
        self.queue_arn = self.queue.arn
        self.queue_name = self.queue.name
        self.dead_letter_url = once(dead.url, self._keep_private("dead-letters", dead))
        self.dead_letter_arn = dead.arn
        self.dead_letter_name = dead.name
        self.access = pulumi.Output.all(self.queue.arn, args.get("key_arn")).apply(
            lambda known: _work_on(*known)
        )
        self.register_outputs(
            {
                "queue_url": self.queue_url,
                "queue_arn": self.queue_arn,
                "queue_name": self.queue_name,
                "dead_letter_url": self.dead_letter_url,
                "dead_letter_arn": self.dead_letter_arn,
                "dead_letter_name": self.dead_letter_name,
                "access": self.access,
            }
        )

    def _queue(
        self, role: str, *, seconds: int, redrive: pulumi.Output[str] | None = None
    ) -> aws.sqs.Queue:
        key = self._args.get("key_arn")
        return aws.sqs.Queue(
            f"{self._stem}-{role}",
            message_retention_seconds=seconds,
            visibility_timeout_seconds=self.plan.visibility_seconds,
            receive_wait_time_seconds=_LONG_POLL_SECONDS,
            redrive_policy=redrive,
            kms_master_key_id=key,
            # SQS refuses both at once.
            sqs_managed_sse_enabled=True if key is None else None,
            tags={**(self._args.get("tags") or {}), "Name": f"{self._stem}-{role}"},
            opts=pulumi.ResourceOptions(parent=self, protect=self._guarded or None),
        )

    def _keep_private(self, role: str, queue: aws.sqs.Queue) -> pulumi.Output[str]:
        policy = aws.sqs.QueuePolicy(
            f"{self._stem}-{role}",
            queue_url=queue.id,
            policy=queue.arn.apply(_tls_only),
            opts=self._of_this,
        )
        return policy.id


def _redriven_to(dead_letter_arn: str, receives: int) -> str:
    return json.dumps({"deadLetterTargetArn": dead_letter_arn, "maxReceiveCount": receives})


def _taken_from(queue_arn: str) -> str:
    return json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [queue_arn]})


def _tls_only(queue_arn: str) -> str:
    return document(
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sqs:*",
            "Resource": queue_arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    )


def _work_on(queue_arn: str, key_arn: str | None) -> str:
    statements = [allow(_WORK, [queue_arn])]
    if key_arn:
        statements.append(allow(["kms:Decrypt", "kms:GenerateDataKey"], [key_arn]))
    return document(*statements)
