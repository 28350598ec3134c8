"""AWS Backup: vaults and plans."""

from typing import Any

from tests.sandbox.provider.cases.iam import allow, trust
from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.round_trip import Case, World

_ELSEWHERE = "arn:aws:backup:eu-west-1:123456789012:backup-vault:copies"


def vault(world: World) -> str:
    """Make a vault; returns its name."""
    return str(world.make("aws:backup/vault:Vault", {"name": "clinic"})["id"])


def role(world: World) -> str:
    """Make the role that backups run under; returns its ARN."""
    inputs = {"name": "backup", "assumeRolePolicy": trust("backup.amazonaws.com")}
    return str(world.make("aws:iam/role:Role", inputs)["arn"])


def _plan(world: World) -> dict[str, Any]:
    rules = [{"ruleName": "daily", "targetVaultName": vault(world)}]
    return world.make("aws:backup/plan:Plan", {"name": "surgery", "rules": rules})


CASES = (
    Case(
        token="aws:backup/vault:Vault",
        inputs=lambda world: {
            "name": "clinic",
            "kmsKeyArn": key(world)["arn"],
            "forceDestroy": True,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:backup:us-east-1:123456789012:backup-vault:clinic"},
        update={"forceDestroy": False, "tags": {"pods:tier": "1"}},
        replaces={"name": "other"},
        unobserved=frozenset({"forceDestroy"}),
    ),
    Case(
        token="aws:backup/plan:Plan",
        inputs=lambda world: {
            "name": "clinic",
            "rules": [
                {
                    "ruleName": "twice-a-day",
                    "targetVaultName": vault(world),
                    "schedule": "cron(0 1,13 * * ? *)",
                    "scheduleExpressionTimezone": "Etc/UTC",
                    "startWindow": 60,
                    "completionWindow": 180,
                    "enableContinuousBackup": False,
                    "lifecycle": {"coldStorageAfter": 30, "deleteAfter": 180},
                    "recoveryPointTags": {"pods:service": "clinic"},
                    "copyActions": [
                        {"destinationVaultArn": _ELSEWHERE, "lifecycle": {"deleteAfter": 180}}
                    ],
                }
            ],
            "tags": {"Name": "clinic"},
        },
        update={"tags": {"pods:tier": "1"}},
        replaces={"name": "other"},
    ),
    Case(
        token="aws:backup/selection:Selection",
        inputs=lambda world: {
            "name": "clinic",
            "planId": _plan(world)["id"],
            "iamRoleArn": role(world),
            "resources": ["arn:aws:ec2:*:*:volume/*"],
            "notResources": ["arn:aws:ec2:us-east-1:123456789012:volume/vol-1"],
            "selectionTags": [{"type": "STRINGEQUALS", "key": "pods:tier", "value": "1"}],
            "conditions": [{"stringLikes": [{"key": "aws:ResourceTag/Name", "value": "clinic*"}]}],
        },
        replaces={"resources": ["*"]},
    ),
    Case(
        token="aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        inputs=lambda world: {
            "backupVaultName": vault(world),
            "minRetentionDays": 30,
            "maxRetentionDays": 365,
            "changeableForDays": 3,
        },
        outputs={"backupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:clinic"},
        replaces={"minRetentionDays": 60},
        # AWS answers with the date on which the lock is final, not with the days until then.
        unobserved=frozenset({"changeableForDays"}),
    ),
    Case(
        token="aws:backup/vaultPolicy:VaultPolicy",
        inputs=lambda world: {
            "backupVaultName": vault(world),
            "policy": allow("backup:CopyIntoBackupVault"),
        },
        outputs={"backupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:clinic"},
        update={"policy": allow("backup:*")},
        replaces={"backupVaultName": "other"},
    ),
    Case(
        token="aws:backup/vaultNotifications:VaultNotifications",
        inputs=lambda world: {
            "backupVaultName": vault(world),
            "backupVaultEvents": ["BACKUP_JOB_FAILED", "COPY_JOB_FAILED"],
            "snsTopicArn": topic(world),
        },
        outputs={"backupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:clinic"},
        replaces={"backupVaultEvents": ["BACKUP_JOB_FAILED"]},
    ),
)
