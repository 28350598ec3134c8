"""What an auditor reads: controls that AWS evaluates daily, and reports of every job."""

import pulumi
import pulumi_aws as aws

from pods.components.backup.surroundings import BACKUP_TAG, Surroundings
from pods.topology import BackupsPlan

__all__ = ["framework", "reports"]

_JOB_REPORTS = {
    "backup_jobs": "BACKUP_JOB_REPORT",
    "copy_jobs": "COPY_JOB_REPORT",
    "restore_jobs": "RESTORE_JOB_REPORT",
}


def framework(around: Surroundings, plan: BackupsPlan) -> aws.backup.Framework:
    """Make the framework, over what carries the tag of these backups."""
    return aws.backup.Framework(
        f"{around.stem}-framework",
        name=around.identifier("framework"),
        description=f"Backups of {around.stem}, with the figures that they are planned with",
        controls=[
            {
                "name": control.name,
                "input_parameters": [
                    {"name": name, "value": value} for name, value in control.parameters
                ],
                "scope": {"tags": {BACKUP_TAG: around.stem}},
            }
            for control in plan.controls
        ],
        tags=around.tags,
        opts=around.of_this,
    )


def reports(
    around: Surroundings, bucket: pulumi.Input[str], framework_arn: pulumi.Output[str] | None
) -> None:
    """Have reports of jobs, and of the framework's controls, written to a bucket every day."""
    channel: aws.backup.ReportPlanReportDeliveryChannelArgsDict = {
        "s3_bucket_name": bucket,
        "s3_key_prefix": around.stem,
        "formats": ["CSV", "JSON"],
    }
    for role, template in _JOB_REPORTS.items():
        aws.backup.ReportPlan(
            f"{around.stem}-{role.replace('_', '-')}",
            name=around.identifier(role),
            report_delivery_channel=channel,
            report_setting={"report_template": template},
            tags=around.tags,
            opts=around.of_this,
        )
    if framework_arn is not None:
        aws.backup.ReportPlan(
            f"{around.stem}-controls",
            name=around.identifier("controls"),
            report_delivery_channel=channel,
            report_setting={
                "report_template": "CONTROL_COMPLIANCE_REPORT",
                "framework_arns": [framework_arn],
                "number_of_frameworks": 1,
            },
            tags=around.tags,
            opts=around.of_this,
        )
