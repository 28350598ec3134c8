"""Switches of a service that can go read-only, answer from a cache and put work off."""

import pulumi
import pulumi_aws as aws

from pods import Switches

errors = aws.cloudwatch.MetricAlarm(
    "rejected-bookings",
    alarm_description="Bookings are refused that should be taken",
    namespace="clinic",
    metric_name="RejectedBookings",
    statistic="Sum",
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    period=60,
    evaluation_periods=1,
    treat_missing_data="notBreaching",
)
switches = Switches(
    "clinic",
    {
        "modes": ["read_only", "cached_answers", "queue_deferral"],
        "alarm_arns": [errors.arn],
        "bake_minutes": 5,
    },
)

pulumi.export("path", switches.path)
pulumi.export("strategy_id", switches.strategy_id)
