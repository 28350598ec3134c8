"""Watching copies that follow what is written: objects, and read replicas."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms

__all__ = ["watch_object_replication", "watch_replica"]


def watch_object_replication(
    name: str,
    *,
    here: Alerts,
    there: Alerts,
    source_bucket: pulumi.Input[str],
    replica_bucket: pulumi.Input[str],
    rule_id: pulumi.Input[str],
    rpo_seconds: float,
    tags: Mapping[str, str],
    there_region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Tell people when objects reach the replica too late, or not at all.

    What is late is a metric of the replica's Region, what failed one of the source's: an alarm in
    the wrong one would be silent for ever
    (https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html). So there are alerts
    in both, and the alarm on silence lies where the loss of the source does not reach.
    """
    dimensions = {
        "SourceBucket": source_bucket,
        "DestinationBucket": replica_bucket,
        "RuleId": rule_id,
    }
    late = Alarm(
        role="replication-late",
        description=f"Objects reach the replica more than {rpo_seconds:g} s late, or S3 does not "
        "say when.",
        namespace="AWS/S3",
        metric="ReplicationLatency",
        dimensions=dimensions,
        statistic="Maximum",
        comparison="GreaterThanThreshold",
        threshold=rpo_seconds,
    )
    failed = Alarm(
        role="replication-failed",
        description="Objects were not replicated, and S3 does not try again.",
        namespace="AWS/S3",
        metric="OperationsFailedReplication",
        dimensions=dimensions,
        statistic="Sum",
        comparison="GreaterThanThreshold",
        threshold=0,
        missing="notBreaching",
    )
    return {
        **raise_alarms(
            name,
            [late],
            there.topic_arn,
            tags=tags,
            opts=pulumi.ResourceOptions(parent=there),
            region=there_region,
        ),
        **raise_alarms(
            name, [failed], here.topic_arn, tags=tags, opts=pulumi.ResourceOptions(parent=here)
        ),
    }


def watch_replica(
    name: str,
    alerts: Alerts,
    *,
    identifier: pulumi.Input[str],
    rpo_seconds: float,
    tags: Mapping[str, str],
    region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Tell people when a read replica is further behind than may be lost, or says nothing.

    The alarm lies in the replica's Region, beside its metric.
    """
    behind = Alarm(
        role="replica-lag",
        description=f"The replica is more than {rpo_seconds:g} s behind, or does not report.",
        namespace="AWS/RDS",
        metric="ReplicaLag",
        dimensions={"DBInstanceIdentifier": identifier},
        statistic="Maximum",
        comparison="GreaterThanThreshold",
        threshold=rpo_seconds,
    )
    opts = pulumi.ResourceOptions(parent=alerts)
    return raise_alarms(name, [behind], alerts.topic_arn, tags=tags, opts=opts, region=region)
