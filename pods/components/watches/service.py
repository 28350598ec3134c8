"""Watching a service as a whole: down is when no entry answers, unless people are at work on it."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms
from pods.topology import AlarmTiming

__all__ = ["MAINTENANCE_METRIC", "MAINTENANCE_NAMESPACE", "watch_service"]

MAINTENANCE_NAMESPACE = "pods"
"""Namespace of the metric that says that people are at work."""
MAINTENANCE_METRIC = "Maintenance"
"""Its name; the dimension `Service` is the pair's name."""

_MAINTENANCE_SECONDS = 3600
_WAIT_SECONDS = 10
_EXTENSION_SECONDS = 60


def watch_service(
    name: str,
    alerts: Alerts,
    *,
    entries: Mapping[str, aws.cloudwatch.MetricAlarm],
    tags: Mapping[str, str],
    region: str | None = None,
) -> aws.cloudwatch.CompositeAlarm:
    """Tell people that the service is down: the alarms of all entries at once.

    `alerts` and the alarms of the entries lie in this Region, as a composite alarm knows no other.
    Maintenance suppresses it while the metric pods/Maintenance is put with a value of 1, and for
    two hours after the last time at most: what nobody ends ends by itself. The alarms of each entry
    are not suppressed, and both ends of a maintenance are told.
    """
    opts = pulumi.ResourceOptions(parent=alerts)
    maintenance = Alarm(
        role="maintenance",
        description="Maintenance: that the service is down is not told.",
        namespace=MAINTENANCE_NAMESPACE,
        metric=MAINTENANCE_METRIC,
        dimensions={"Service": name},
        statistic="Maximum",
        comparison="GreaterThanOrEqualToThreshold",
        threshold=1,
        missing="notBreaching",
        timing=AlarmTiming(_MAINTENANCE_SECONDS, 1),
    )
    suppressor = raise_alarms(
        name, [maintenance], alerts.topic_arn, tags=tags, opts=opts, region=region
    )[maintenance.role]
    return aws.cloudwatch.CompositeAlarm(
        f"{name}-down",
        # AWS takes a second alarm of a name for a change of the first: Pulumi's own digits tell
        # this stack's from another's.
        alarm_name=suppressor.name.apply(lambda known: f"{name}-down-{known.rpartition('-')[2]}"),
        alarm_description="CRITICAL: no entry of the service answers.",
        alarm_rule=pulumi.Output.all(*(alarm.name for alarm in entries.values())).apply(
            lambda names: " AND ".join(f'ALARM("{each}")' for each in names)
        ),
        actions_suppressor={
            "alarm": suppressor.arn,
            "wait_period": _WAIT_SECONDS,
            "extension_period": _EXTENSION_SECONDS,
        },
        alarm_actions=[alerts.topic_arn],
        ok_actions=[alerts.topic_arn],
        region=region,
        tags={**tags, "Name": f"{name}-down"},
        opts=opts,
    )
