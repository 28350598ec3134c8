"""Watching a queue: what waits too long, and what was given up."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms

__all__ = ["watch_queue"]


def watch_queue(
    name: str,
    alerts: Alerts,
    *,
    queue_name: pulumi.Input[str],
    dead_letter_queue_name: pulumi.Input[str],
    oldest_seconds: float,
    tags: Mapping[str, str],
    region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Tell people when work waits longer than this, and of every message that was given up.

    A queue that nobody used for hours has no metrics: its silence is no alarm.
    """
    waiting = Alarm(
        role="queue-age",
        description=f"Work waits in the queue for more than {oldest_seconds:g} s.",
        namespace="AWS/SQS",
        metric="ApproximateAgeOfOldestMessage",
        dimensions={"QueueName": queue_name},
        statistic="Maximum",
        comparison="GreaterThanThreshold",
        threshold=oldest_seconds,
        missing="notBreaching",
    )
    given_up = Alarm(
        role="queue-dead-letters",
        description="Work was given up: it lies among the dead letters.",
        namespace="AWS/SQS",
        metric="ApproximateNumberOfMessagesVisible",
        dimensions={"QueueName": dead_letter_queue_name},
        statistic="Maximum",
        comparison="GreaterThanThreshold",
        threshold=0,
        missing="notBreaching",
    )
    opts = pulumi.ResourceOptions(parent=alerts)
    return raise_alarms(
        name, [waiting, given_up], alerts.topic_arn, tags=tags, opts=opts, region=region
    )
