"""Watching backups: that none failed is no news, as one that never ran does not fail either."""

import math
from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms
from pods.errors import Problem, TopologyError
from pods.topology import AlarmTiming

__all__ = ["watch_backup_silence"]

_HOUR_SECONDS = 3600
# A job starts within an hour, and takes its time.
_SLACK_HOURS = 2
# CloudWatch looks over a day with one period, and over a week with several.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
_LONGEST_PERIOD_HOURS = 24
_LONGEST_INTERVAL_HOURS = 7 * 24 - _SLACK_HOURS


def watch_backup_silence(
    name: str,
    alerts: Alerts,
    *,
    vault_names: Mapping[str, pulumi.Input[str]],
    interval_hours: int,
    tags: Mapping[str, str],
    region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Tell people when a vault got no backup for an interval and two hours.

    Failures are told by the vaults themselves, by events that carry what failed and why. A plan
    that selects nothing, or was taken away, fails nothing: this alarm is for that. `vault_names`
    are the vaults that plans write to, by their role. Raises `TopologyError` for an interval that
    CloudWatch cannot look over.
    """
    timing = _timing(interval_hours)
    hours = interval_hours + _SLACK_HOURS
    silent = [
        Alarm(
            role=f"{role}-silence",
            description=f"No backup reached the {role} vault for {hours} hours.",
            namespace="AWS/Backup",
            metric="NumberOfBackupJobsCompleted",
            dimensions={"BackupVaultName": vault},
            statistic="Sum",
            comparison="LessThanThreshold",
            threshold=1,
            timing=timing,
        )
        for role, vault in vault_names.items()
    ]
    opts = pulumi.ResourceOptions(parent=alerts)
    return raise_alarms(name, silent, alerts.topic_arn, tags=tags, opts=opts, region=region)


def _timing(interval_hours: int) -> AlarmTiming:
    """Return periods that together are the interval and its slack, each of them silent."""
    if not 1 <= interval_hours <= _LONGEST_INTERVAL_HOURS:
        raise TopologyError(
            Problem(
                "backups.interval_hours",
                f"{interval_hours}",
                f"an alarm looks over 1 to {_LONGEST_INTERVAL_HOURS} hours",
                "Back up at least once a week.",
            )
        )
    seconds = (interval_hours + _SLACK_HOURS) * _HOUR_SECONDS
    periods = math.ceil(seconds / (_LONGEST_PERIOD_HOURS * _HOUR_SECONDS))
    return AlarmTiming(math.ceil(seconds / periods / 60) * 60, periods)
