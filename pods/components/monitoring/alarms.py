"""What is watched in a pair, and when people are told: within a minute."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pulumi
import pulumi_aws as aws

from pods.topology import AlarmTiming, plan_alarm

__all__ = ["HEALTH_CHECK_REGION", "Alarm", "raise_alarms"]

HEALTH_CHECK_REGION = "us-east-1"
"""The one Region in which Route 53 keeps the metrics of health checks."""


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """One metric, and the value below or above which people are told."""

    role: str
    description: str
    namespace: str
    metric: str
    dimensions: Mapping[str, pulumi.Input[str]]
    statistic: str
    """A statistic, or a percentile as in p99."""
    comparison: str
    threshold: float
    missing: str = "breaching"
    """What silence means: `breaching`, unless the metric exists only when something happens."""
    timing: AlarmTiming = field(default_factory=plan_alarm)

    @property
    def is_percentile(self) -> bool:
        """Whether the statistic is a percentile, which AWS takes under another name."""
        return self.statistic.startswith("p")


def raise_alarms(
    name: str,
    alarms: list[Alarm],
    topic_arn: pulumi.Input[str],
    *,
    tags: Mapping[str, str],
    opts: pulumi.ResourceOptions,
    region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Make these alarms, each speaking through the topic when it fires and when it is over.

    Returns them by role.
    """
    return {
        alarm.role: aws.cloudwatch.MetricAlarm(
            f"{name}-{alarm.role}",
            alarm_description=alarm.description,
            namespace=alarm.namespace,
            metric_name=alarm.metric,
            dimensions=dict(alarm.dimensions),
            statistic=None if alarm.is_percentile else alarm.statistic,
            extended_statistic=alarm.statistic if alarm.is_percentile else None,
            comparison_operator=alarm.comparison,
            threshold=alarm.threshold,
            period=alarm.timing.period_seconds,
            evaluation_periods=alarm.timing.datapoints,
            datapoints_to_alarm=alarm.timing.datapoints,
            treat_missing_data=alarm.missing,
            alarm_actions=[topic_arn],
            ok_actions=[topic_arn],
            region=region,
            tags={**tags, "Name": f"{name}-{alarm.role}"},
            opts=opts,
        )
        for alarm in alarms
    }
