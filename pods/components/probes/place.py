"""One place from which a service is looked at: a canary, its role, and its alarm."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.components.identity import account_of, allow, document, partition_of, trust
from pods.components.monitoring.alarms import Alarm, raise_alarms
from pods.components.ordering import once
from pods.components.probes.artifacts import RUNS, Artifacts
from pods.components.probes.script import HANDLER
from pods.topology import ProbesPlan

__all__ = ["Place", "look_from"]

_KEPT_DAYS = 31
# A run begins some seconds after its time has begun to count.
_START_SECONDS = 5
_LONGEST_PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Place:
    """A canary, and what says whether it sees the service."""

    canary: aws.synthetics.Canary
    alarm: aws.cloudwatch.MetricAlarm
    check: aws.route53.HealthCheck
    """Follows the alarm from outside its Region, for what several places see together."""


def look_from(
    region: str,
    *,
    name: str,
    plan: ProbesPlan,
    url: pulumi.Input[str],
    topic_arn: pulumi.Input[str],
    tags: Mapping[str, str],
    opts: pulumi.ResourceOptions,
) -> Place:
    """Make a canary in a Region, whose alarm speaks through a topic of that Region."""
    stem = f"{name}-{region}"
    artifacts = Artifacts(stem, region, dict(tags), opts)
    role = aws.iam.Role(
        f"{stem}-canary",
        description="Looks at the service and keeps what it saw",
        assume_role_policy=trust("lambda.amazonaws.com"),
        tags={**tags, "Name": f"{stem}-canary"},
        opts=opts,
    )
    permission = aws.iam.RolePolicy(
        f"{stem}-canary",
        role=role.id,
        policy=pulumi.Output.all(artifacts.arn, partition_of(role.arn), account_of(role.arn)).apply(
            lambda known: _permissions(region, *known)
        ),
        opts=opts,
    )
    canary = aws.synthetics.Canary(
        f"{stem}-canary",
        artifact_s3_location=artifacts.bucket.apply(lambda bucket: f"s3://{bucket}/{RUNS}"),
        execution_role_arn=once(role.arn, permission.id),
        runtime_version=plan.runtime_version,
        handler=HANDLER,
        s3_bucket=artifacts.bucket,
        s3_key=artifacts.script,
        schedule={"expression": plan.schedule, "duration_in_seconds": 0},
        run_config={
            "timeout_in_seconds": plan.timeout_seconds,
            "environment_variables": _variables(plan, url),
        },
        success_retention_period=_KEPT_DAYS,
        failure_retention_period=_KEPT_DAYS,
        start_canary=True,
        delete_lambda=True,
        region=region,
        tags={**tags, "Name": f"{stem}-canary"},
        opts=opts,
    )
    seen = Alarm(
        role=f"{region}-sight",
        description=f"The service does not answer as it should, seen from {region}; or nothing "
        "looks at it from there any more.",
        namespace="CloudWatchSynthetics",
        metric="SuccessPercent",
        dimensions={"CanaryName": canary.name},
        statistic="Average",
        comparison="LessThanThreshold",
        threshold=100,
        timing=plan.timing,
    )
    alarm = raise_alarms(name, [seen], topic_arn, tags=tags, opts=opts, region=region)[seen.role]
    check = aws.route53.HealthCheck(
        f"{stem}-sight",
        type="CLOUDWATCH_METRIC",
        cloudwatch_alarm_name=alarm.name,
        cloudwatch_alarm_region=region,
        # A place that has gone silent counts as one that sees nothing.
        insufficient_data_health_status="Unhealthy",
        tags={**tags, "Name": f"{stem}-sight"},
        opts=opts,
    )
    return Place(canary, alarm, check)


def _variables(plan: ProbesPlan, url: pulumi.Input[str]) -> dict[str, pulumi.Input[str]]:
    patience = min(plan.timeout_seconds - _START_SECONDS, _LONGEST_PATIENCE_SECONDS)
    return {
        "PROBED_URL": pulumi.Output.from_input(url).apply(
            lambda known: known.rstrip("/") + plan.health_path
        ),
        "PATIENCE_MILLISECONDS": str(patience * 1000),
        **({"EXPECTED_TEXT": plan.expected_text} if plan.expected_text else {}),
    }


def _permissions(region: str, bucket_arn: str, partition: str, account: str) -> str:
    """Return what AWS requires of a canary's role, on this canary's bucket and logs alone.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html
    """
    return document(
        allow(["s3:GetObject", "s3:PutObject"], [f"{bucket_arn}/{RUNS}/*"]),
        allow(["s3:GetBucketLocation"], [bucket_arn]),
        # Neither can be limited to a resource.
        allow(["s3:ListAllMyBuckets"], ["*"]),
        allow(
            ["cloudwatch:PutMetricData"],
            ["*"],
            condition={"StringEquals": {"cloudwatch:namespace": "CloudWatchSynthetics"}},
        ),
        allow(
            ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            [f"arn:{partition}:logs:{region}:{account}:log-group:/aws/lambda/cwsyn-*"],
        ),
    )
