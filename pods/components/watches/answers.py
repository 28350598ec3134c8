"""Watching what users get: errors, and time to an answer."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms
from pods.topology import plan_alarm

__all__ = ["watch_answers"]

_ERRORS = {
    "targets": "HTTPCode_Target_5XX_Count",
    # Those of the load balancer itself: no target answered it.
    "entry": "HTTPCode_ELB_5XX_Count",
}
# Below this many requests a minute one error says little.
_FEWEST_REQUESTS = 10


def watch_answers(
    name: str,
    alerts: Alerts,
    *,
    capability: str,
    load_balancer: pulumi.Input[str],
    target_group: pulumi.Input[str] | None = None,
    error_percent: float = 5,
    slow_seconds: float = 2,
    tags: Mapping[str, str],
    region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Tell people when a capability answers with errors, or one request in a hundred too late.

    `load_balancer` and `target_group` are suffixes of ARNs; without a target group the whole entry
    is watched. No traffic is no alarm: entries and probes say whether there is a service.
    """
    dimensions: dict[str, pulumi.Input[str]] = {"LoadBalancer": load_balancer}
    errors = _ERRORS["entry"]
    if target_group is not None:
        # The load balancer's own errors are not told by target group.
        dimensions, errors = {**dimensions, "TargetGroup": target_group}, _ERRORS["targets"]
    slow = Alarm(
        role=f"{capability}-slow",
        description=f"{capability}: one answer in a hundred takes more than {slow_seconds:g} s.",
        namespace="AWS/ApplicationELB",
        metric="TargetResponseTime",
        dimensions=dimensions,
        statistic="p99",
        comparison="GreaterThanThreshold",
        threshold=slow_seconds,
        missing="notBreaching",
    )
    opts = pulumi.ResourceOptions(parent=alerts)
    made = raise_alarms(name, [slow], alerts.topic_arn, tags=tags, opts=opts, region=region)
    timing = plan_alarm()
    role = f"{capability}-errors"
    made[role] = aws.cloudwatch.MetricAlarm(
        f"{name}-{role}",
        alarm_description=f"{capability}: more than {error_percent:g} % of the answers are errors.",
        metric_queries=_share(errors, dimensions, timing.period_seconds),
        comparison_operator="GreaterThanThreshold",
        threshold=error_percent,
        evaluation_periods=timing.datapoints,
        datapoints_to_alarm=timing.datapoints,
        treat_missing_data="notBreaching",
        alarm_actions=[alerts.topic_arn],
        ok_actions=[alerts.topic_arn],
        region=region,
        tags={**tags, "Name": f"{name}-{role}"},
        opts=opts,
    )
    return made


def _share(
    errors: str, dimensions: Mapping[str, pulumi.Input[str]], period_seconds: int
) -> list[Any]:
    """Return the queries of the share of errors among the requests, in percent."""
    counted = {"errors": errors, "requests": "RequestCount"}
    return [
        {
            "id": "share",
            "expression": f"IF(requests < {_FEWEST_REQUESTS}, 0, 100 * FILL(errors, 0) / requests)",
            "label": "errors in percent",
            "return_data": True,
        },
        *(
            {
                "id": name,
                "metric": {
                    "namespace": "AWS/ApplicationELB",
                    "metric_name": metric,
                    "dimensions": dict(dimensions),
                    "period": period_seconds,
                    "stat": "Sum",
                },
                "return_data": False,
            }
            for name, metric in counted.items()
        ),
    ]
