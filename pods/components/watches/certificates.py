"""Watching a certificate: it ends on a day that is known."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.monitoring import Alerts
from pods.components.monitoring.alarms import Alarm, raise_alarms
from pods.topology import AlarmTiming

__all__ = ["watch_certificate"]

# ACM renews 60 days ahead; at 30 it has failed to, and there is time left to do it by hand.
# https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
_FEWEST_DAYS = 30
_DAY_SECONDS = 86_400


def watch_certificate(
    name: str,
    alerts: Alerts,
    *,
    certificate_arn: pulumi.Input[str],
    tags: Mapping[str, str],
    region: str | None = None,
) -> dict[str, aws.cloudwatch.MetricAlarm]:
    """Tell people when a certificate ends within 30 days, or ACM does not know it any more."""
    ending = Alarm(
        role="certificate",
        description=f"The certificate ends within {_FEWEST_DAYS} days, or is gone.",
        namespace="AWS/CertificateManager",
        metric="DaysToExpiry",
        dimensions={"CertificateArn": certificate_arn},
        statistic="Minimum",
        comparison="LessThanThreshold",
        threshold=_FEWEST_DAYS,
        # ACM says it twice a day.
        timing=AlarmTiming(_DAY_SECONDS, 1),
    )
    opts = pulumi.ResourceOptions(parent=alerts)
    return raise_alarms(name, [ending], alerts.topic_arn, tags=tags, opts=opts, region=region)
