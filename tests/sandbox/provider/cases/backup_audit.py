"""AWS Backup: restore testing, frameworks and reports."""

from tests.sandbox.provider.cases.backup import role
from tests.sandbox.provider.round_trip import Case, World


def testing_plan(world: World) -> str:
    """Make a restore testing plan; returns its name."""
    inputs = {
        "name": "monthly",
        "scheduleExpression": "cron(0 5 1 * ? *)",
        "recoveryPointSelection": {
            "algorithm": "LATEST_WITHIN_WINDOW",
            "includeVaults": ["*"],
            "recoveryPointTypes": ["SNAPSHOT"],
        },
    }
    return str(world.make("aws:backup/restoreTestingPlan:RestoreTestingPlan", inputs)["id"])


CASES = (
    Case(
        token="aws:backup/restoreTestingPlan:RestoreTestingPlan",
        inputs=lambda _: {
            "name": "monthly",
            "scheduleExpression": "cron(0 5 1 * ? *)",
            "scheduleExpressionTimezone": "Etc/UTC",
            "startWindowHours": 8,
            "recoveryPointSelection": {
                "algorithm": "LATEST_WITHIN_WINDOW",
                "includeVaults": ["*"],
                "recoveryPointTypes": ["SNAPSHOT"],
                "selectionWindowDays": 7,
            },
            "tags": {"Name": "clinic"},
        },
        update={"scheduleExpression": "cron(0 5 ? * MON *)", "tags": {"pods:tier": "1"}},
        replaces={"name": "weekly"},
    ),
    Case(
        token="aws:backup/restoreTestingSelection:RestoreTestingSelection",
        inputs=lambda world: {
            "name": "databases",
            "restoreTestingPlanName": testing_plan(world),
            "iamRoleArn": role(world),
            "protectedResourceType": "RDS",
            "protectedResourceConditions": {
                "stringEquals": [{"key": "aws:ResourceTag/pods:tier", "value": "1"}]
            },
            "restoreMetadataOverrides": {"multiAz": "false"},
            "validationWindowHours": 4,
        },
        update={"validationWindowHours": 8},
        replaces={"protectedResourceType": "EBS"},
    ),
    Case(
        token="aws:backup/framework:Framework",
        inputs=lambda _: {
            "name": "continuity",
            "description": "What an auditor asks",
            "controls": [
                {
                    "name": "BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK",
                    "inputParameters": [{"name": "requiredRetentionDays", "value": "180"}],
                    "scope": {"complianceResourceTypes": ["EBS"], "tags": {"pods:tier": "1"}},
                }
            ],
            "tags": {"Name": "clinic"},
        },
        update={"description": "What auditors ask", "tags": {"pods:tier": "1"}},
        replaces={"name": "other"},
    ),
    Case(
        token="aws:backup/reportPlan:ReportPlan",
        inputs=lambda _: {
            "name": "jobs",
            "description": "Every job",
            "reportDeliveryChannel": {
                "s3BucketName": "clinic-reports",
                "s3KeyPrefix": "clinic",
                "formats": ["JSON"],
            },
            "reportSetting": {
                "reportTemplate": "CONTROL_COMPLIANCE_REPORT",
                "frameworkArns": ["arn:aws:backup:us-east-1:123456789012:framework:clinic-1"],
                "numberOfFrameworks": 1,
            },
            "tags": {"Name": "clinic"},
        },
        update={"tags": {"pods:tier": "1"}},
        replaces={"description": "All jobs"},
    ),
)
