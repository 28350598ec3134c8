"""People are told of a backup, a copy or a restore that failed, and of nothing that went well."""

import json

import pulumi
import pulumi_aws as aws

from pods.components.backup.surroundings import ONLY_ONE, Surroundings
from pods.components.backup.vaults import Vault

__all__ = ["tell_of_failures"]

# What a vault tells of by itself and no job's state does. Most other events of a vault are of the
# past: AWS takes them, and sends nothing.
# https://docs.aws.amazon.com/aws-backup/latest/APIReference/API_PutBackupVaultNotifications.html
_VAULT_EVENTS = (
    "CONTINUOUS_BACKUP_INTERRUPTED",
    "COPY_JOB_FAILED",
    "S3_BACKUP_OBJECT_FAILED",
    "S3_RESTORE_OBJECT_FAILED",
)
_FAILED = ("ABORTED", "EXPIRED", "FAILED", "PARTIAL")


def tell_of_failures(around: Surroundings, vault: Vault, topic_arn: pulumi.Input[str]) -> None:
    """Send failures around this vault to a topic that AWS Backup and EventBridge may publish to."""
    aws.backup.VaultNotifications(
        f"{around.stem}-vault",
        backup_vault_name=vault.name,
        backup_vault_events=list(_VAULT_EVENTS),
        sns_topic_arn=topic_arn,
        opts=pulumi.ResourceOptions.merge(around.of_this, ONLY_ONE),
    )
    rule = aws.cloudwatch.EventRule(
        f"{around.stem}-failures",
        description=f"Backups, copies and restores of {around.stem} that failed",
        event_pattern=vault.arn.apply(_pattern),
        tags=around.tags,
        opts=around.of_this,
    )
    aws.cloudwatch.EventTarget(
        f"{around.stem}-failures", rule=rule.name, arn=topic_arn, opts=around.of_this
    )


def _pattern(vault_arn: str) -> str:
    """Return the pattern of failed jobs; a job has a state, and a restore a status.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
    """
    return json.dumps(
        {
            "source": ["aws.backup"],
            "detail": {
                "$or": [
                    {"backupVaultArn": [vault_arn], "state": list(_FAILED)},
                    {"sourceBackupVaultArn": [vault_arn], "state": list(_FAILED)},
                    {"restoreJobId": [{"exists": True}], "status": list(_FAILED)},
                ]
            },
        }
    )
