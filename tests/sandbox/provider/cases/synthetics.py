"""CloudWatch Synthetics: canaries."""

from collections.abc import Mapping

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.round_trip import Case, World


def _inputs(world: World) -> Mapping[str, object]:
    bucket = world.make("aws:s3/bucket:Bucket", {"bucket": "runs-of-clinic"})["bucket"]
    role = world.make(
        "aws:iam/role:Role",
        {"name": "prober", "assumeRolePolicy": trust("lambda.amazonaws.com")},
    )
    return {
        "name": "clinic",
        "artifactS3Location": f"s3://{bucket}/runs",
        "executionRoleArn": role["arn"],
        "handler": "page.handler",
        "runtimeVersion": "syn-nodejs-puppeteer-15.0",
        "s3Bucket": bucket,
        "s3Key": "script-1.zip",
        "schedule": {"expression": "rate(1 minute)", "durationInSeconds": 0},
        "runConfig": {
            "timeoutInSeconds": 30,
            "memoryInMb": 960,
            "activeTracing": False,
            "environmentVariables": {"URL": "https://clinic.example"},
        },
        "artifactConfig": {"s3Encryption": {"encryptionMode": "SSE_S3"}},
        "successRetentionPeriod": 2,
        "failureRetentionPeriod": 31,
        "startCanary": True,
        "deleteLambda": True,
        "tags": {"Name": "clinic"},
    }


def _stop(world: World, resource_id: str) -> dict[str, object]:
    world.client("synthetics").stop_canary(Name=resource_id)
    return {"startCanary": False}


CASES = (
    Case(
        token="aws:synthetics/canary:Canary",
        inputs=_inputs,
        outputs={
            "arn": "arn:aws:synthetics:us-east-1:123456789012:canary:clinic",
            "status": "RUNNING",
        },
        update={
            "s3Key": "script-2.zip",
            "schedule": {"expression": "rate(5 minutes)"},
            "failureRetentionPeriod": 14,
            "tags": {"Name": "surgery"},
        },
        replaces={"name": "other"},
        unobserved=frozenset({"deleteLambda", "s3Bucket", "s3Key"}),
        drift=_stop,
    ),
)
