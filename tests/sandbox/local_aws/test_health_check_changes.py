"""What is changed in moto's health checks, and what is recorded of canaries."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError


@pytest.mark.sandbox
def test_a_check_keeps_the_alarm_that_it_follows(client: Callable[..., Any]) -> None:
    """From its creation, and after a change; a check that follows none shows none."""
    route53 = client("route53")
    followed = {"Name": "seen", "Region": "eu-west-1"}
    check = route53.create_health_check(
        CallerReference=uuid4().hex,
        HealthCheckConfig={
            "Type": "CLOUDWATCH_METRIC",
            "AlarmIdentifier": followed,
            "InsufficientDataHealthStatus": "Unhealthy",
        },
    )["HealthCheck"]
    assert check["HealthCheckConfig"]["AlarmIdentifier"] == followed
    other = {"Name": "seen", "Region": "us-west-2"}
    route53.update_health_check(HealthCheckId=check["Id"], AlarmIdentifier=other)
    shown = route53.get_health_check(HealthCheckId=check["Id"])["HealthCheck"]["HealthCheckConfig"]
    assert shown["AlarmIdentifier"] == other
    assert shown["InsufficientDataHealthStatus"] == "Unhealthy"
    plain = route53.create_health_check(
        CallerReference=uuid4().hex,
        HealthCheckConfig={"Type": "HTTP", "FullyQualifiedDomainName": "clinic.example"},
    )["HealthCheck"]
    assert "AlarmIdentifier" not in plain["HealthCheckConfig"]
    for each in (check, plain):
        route53.delete_health_check(HealthCheckId=each["Id"])


@pytest.mark.sandbox
def test_a_canary_that_runs_is_not_deleted(client: Callable[..., Any]) -> None:
    """It is stopped first; its variables are not shown, and where its code lies is."""
    synthetics, name = client("synthetics"), f"canary-{uuid4().hex[:8]}"
    made = synthetics.create_canary(
        Name=name,
        Code={"S3Bucket": "scripts", "S3Key": "script.zip", "Handler": "look.handler"},
        ArtifactS3Location="s3://runs/clinic",
        ExecutionRoleArn="arn:aws:iam::123456789012:role/canary",
        Schedule={"Expression": "rate(1 minute)"},
        RunConfig={"TimeoutInSeconds": 30, "EnvironmentVariables": {"URL": "http://x"}},
        RuntimeVersion="syn-nodejs-puppeteer-15.0",
    )["Canary"]
    assert made["Status"]["State"] == "READY"
    assert made["Code"]["Handler"] == "look.handler"
    assert made["Code"]["SourceLocationArn"].endswith(f":layer:cwsyn-{name}:1")
    assert made["RunConfig"] == {"TimeoutInSeconds": 30}
    synthetics.start_canary(Name=name)
    with pytest.raises(ClientError, match="RUNNING and cannot be deleted"):
        synthetics.delete_canary(Name=name)
    synthetics.stop_canary(Name=name)
    synthetics.delete_canary(Name=name)
    with pytest.raises(ClientError, match="does not exist"):
        synthetics.get_canary(Name=name)
