"""CloudWatch: alarms and log groups."""

from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.round_trip import Case, World


def _silence(world: World, resource_id: str) -> dict[str, object]:
    world.client("cloudwatch").disable_alarm_actions(AlarmNames=[resource_id])
    return {"actionsEnabled": False}


def _forget_sooner(world: World, resource_id: str) -> dict[str, object]:
    world.client("logs").put_retention_policy(logGroupName=resource_id, retentionInDays=1)
    return {"retentionInDays": 1}


CASES = (
    Case(
        token="aws:cloudwatch/metricAlarm:MetricAlarm",
        inputs=lambda world: {
            "name": "clinic-storage",
            "actionsEnabled": True,
            "alarmActions": [topic(world)],
            "okActions": [],
            "alarmDescription": "The database has little storage left.",
            "comparisonOperator": "LessThanThreshold",
            "datapointsToAlarm": 1,
            "dimensions": {"DBInstanceIdentifier": "clinic"},
            "evaluationPeriods": 1,
            "metricName": "FreeStorageSpace",
            "namespace": "AWS/RDS",
            "period": 60,
            "statistic": "Minimum",
            "threshold": 1000.5,
            "treatMissingData": "breaching",
            "unit": "Bytes",
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:clinic-storage"},
        update={"threshold": 2000, "dimensions": {"Role": "primary"}, "tags": {"Name": "surgery"}},
        replaces={"name": "other"},
        drift=_silence,
    ),
    Case(
        token="aws:cloudwatch/metricAlarm:MetricAlarm",
        inputs=lambda _: {
            "name": "clinic-errors",
            "comparisonOperator": "GreaterThanThreshold",
            "evaluationPeriods": 2,
            "threshold": 5,
            "metricQueries": [
                {"id": "share", "expression": "100*errors/requests", "returnData": True},
                {
                    "id": "errors",
                    "metric": {
                        "metricName": "HTTPCode_Target_5XX_Count",
                        "namespace": "AWS/ApplicationELB",
                        "dimensions": {"LoadBalancer": "app/clinic/1"},
                        "period": 60,
                        "stat": "Sum",
                    },
                    "returnData": False,
                },
            ],
        },
        update={"threshold": 10},
    ),
    Case(
        token="aws:cloudwatch/metricAlarm:MetricAlarm",
        inputs=lambda _: {
            "name": "clinic-slow",
            "comparisonOperator": "GreaterThanThreshold",
            "evaluationPeriods": 1,
            "threshold": 2,
            "metricName": "TargetResponseTime",
            "namespace": "AWS/ApplicationELB",
            "period": 60,
            "extendedStatistic": "p99",
        },
        update={"threshold": 3},
    ),
    Case(
        token="aws:cloudwatch/logGroup:LogGroup",
        inputs=lambda world: {
            "name": "/pods/clinic",
            "kmsKeyId": key(world)["arn"],
            "retentionInDays": 30,
            "deletionProtectionEnabled": True,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:logs:us-east-1:123456789012:log-group:/pods/clinic"},
        update={
            "retentionInDays": 180,
            "deletionProtectionEnabled": False,
            "tags": {"pods:tier": "1"},
        },
        replaces={"name": "other"},
        drift=_forget_sooner,
    ),
)
