"""AWS Backup: vaults and plans."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES", "backup_tags"]


def backup_tags(member: str, arn_member: str) -> Tags:
    """Return how AWS Backup tags: a map in the create call's member if it has one, then by ARN."""
    by_arn = {"ResourceArn": f"{{arn || result.{arn_member}}}"}
    return Tags(
        create={member: "{all_tags}"} if member else {},
        add=Call("TagResource", {**by_arn, "Tags": "{all_tags}"}, translate=False),
        remove=Call("UntagResource", {**by_arn, "TagKeyList": "{tag_keys}"}, translate=False),
        read="Tags",
        get=Call("ListTags", {"ResourceArn": f"{{result.{arn_member}}}"}, translate=False),
    )


_NAMED = {"BackupVaultName": "{id}"}

_VAULT = ResourceType(
    token="aws:backup/vault:Vault",
    service="backup",
    names={
        "name": "BackupVaultName",
        "arn": "BackupVaultArn",
        "kmsKeyArn": "EncryptionKeyArn",
        "recoveryPoints": "NumberOfRecoveryPoints",
    },
    create=Call("CreateBackupVault"),
    id="{name}",
    read=Call("DescribeBackupVault", _NAMED),
    delete=Call("DeleteBackupVault", _NAMED),
    before_delete=(
        Call(
            "DeleteRecoveryPoint",
            {**_NAMED, "RecoveryPointArn": "{item.RecoveryPointArn}"},
            translate=False,
            lookup=Call(
                "ListRecoveryPointsByBackupVault", _NAMED, "RecoveryPoints", when="forceDestroy"
            ),
            each="found",
        ),
    ),
    tags=backup_tags("BackupVaultTags", "BackupVaultArn"),
    auto_name=AutoName(longest=50),
    outputs={"arn": "arn:{partition}:backup:{region}:{account}:backup-vault:{name}"},
    inert=frozenset({"forceDestroy"}),
)

_LIFECYCLE = {
    "coldStorageAfter": "MoveToColdStorageAfterDays",
    "deleteAfter": "DeleteAfterDays",
}

_PLAN = ResourceType(
    token="aws:backup/plan:Plan",
    service="backup",
    names={
        "name": "BackupPlanName",
        "arn": "BackupPlanArn",
        "version": "VersionId",
        "rules.completionWindow": "CompletionWindowMinutes",
        "rules.copyActions.destinationVaultArn": "DestinationBackupVaultArn",
        "rules.schedule": "ScheduleExpression",
        "rules.startWindow": "StartWindowMinutes",
        "rules.targetVaultName": "TargetBackupVaultName",
        **{f"rules.lifecycle.{name}": member for name, member in _LIFECYCLE.items()},
        **{f"rules.copyActions.lifecycle.{name}": m for name, m in _LIFECYCLE.items()},
    },
    create=Call("CreateBackupPlan", within="BackupPlan"),
    id="BackupPlanId",
    read=Call(
        "GetBackupPlan",
        {"BackupPlanId": "{id}"},
        "merge(BackupPlan, {BackupPlanArn: BackupPlanArn, VersionId: VersionId, "
        "DeletionDate: DeletionDate})",
    ),
    gone="DeletionDate != `null`",
    delete=Call("DeleteBackupPlan", {"BackupPlanId": "{id}"}),
    tags=backup_tags("BackupPlanTags", "BackupPlanArn"),
    auto_name=AutoName(longest=50),
    created=True,
    note="No job is run. moto cannot change a plan, so that a change makes another one; and the "
    "name of a deleted plan stays taken.",
)

_CONDITIONS = ("stringEquals", "stringLikes", "stringNotEquals", "stringNotLikes")
_OF_PLAN = {"BackupPlanId": "{planId}", "SelectionId": "{split(id, '|')[-1]}"}

_SELECTION = ResourceType(
    token="aws:backup/selection:Selection",
    service="backup",
    names={
        "name": "SelectionName",
        "planId": "BackupPlanId",
        "selectionTags": "ListOfTags",
        "selectionTags.type": "ConditionType",
        "selectionTags.key": "ConditionKey",
        "selectionTags.value": "ConditionValue",
        **{f"conditions.{kind}.key": "ConditionKey" for kind in _CONDITIONS},
        **{f"conditions.{kind}.value": "ConditionValue" for kind in _CONDITIONS},
    },
    create=Call("CreateBackupSelection", {"BackupPlanId": "{planId}"}, within="BackupSelection"),
    id="SelectionId",
    read=Call(
        "GetBackupSelection", _OF_PLAN, "merge(BackupSelection, {BackupPlanId: BackupPlanId})"
    ),
    delete=Call("DeleteBackupSelection", _OF_PLAN),
    auto_name=AutoName(longest=50),
    # An import names plan and selection, with a bar between.
    import_state={"planId": "{split(id, '|')[-2]}"},
    created=True,
)

_OF_VAULT = {"BackupVaultName": "{id}"}
_VAULT_ARN = {"backupVaultArn": "arn:{partition}:backup:{region}:{account}:backup-vault:{id}"}

_LOCK = ResourceType(
    token="aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    service="backup",
    create=Call("PutBackupVaultLockConfiguration"),
    id="{backupVaultName}",
    read=Call("DescribeBackupVault", _OF_VAULT),
    gone="Locked != `true`",
    delete=Call("DeleteBackupVaultLockConfiguration", _OF_VAULT),
    outputs=_VAULT_ARN,
    import_state={"backupVaultName": "{id}"},
    delete_first=True,
    note="A compliance lock is made, and final on its date; AWS shows that date, and not the days "
    "until then (changeableForDays).",
)

_POLICY = ResourceType(
    token="aws:backup/vaultPolicy:VaultPolicy",
    service="backup",
    create=Call("PutBackupVaultAccessPolicy"),
    id="{backupVaultName}",
    read=Call("GetBackupVaultAccessPolicy", _OF_VAULT),
    update=Call("PutBackupVaultAccessPolicy", _OF_VAULT),
    delete=Call("DeleteBackupVaultAccessPolicy", _OF_VAULT),
    outputs=_VAULT_ARN,
    import_state={"backupVaultName": "{id}"},
    replace=frozenset({"backupVaultName"}),
    json=frozenset({"policy"}),
    created=True,
)

_NOTIFICATIONS = ResourceType(
    token="aws:backup/vaultNotifications:VaultNotifications",
    service="backup",
    create=Call("PutBackupVaultNotifications"),
    id="{backupVaultName}",
    read=Call("GetBackupVaultNotifications", _OF_VAULT),
    delete=Call("DeleteBackupVaultNotifications", _OF_VAULT),
    outputs=_VAULT_ARN,
    import_state={"backupVaultName": "{id}"},
    delete_first=True,
    created=True,
)

TYPES: tuple[ResourceType, ...] = (_LOCK, _NOTIFICATIONS, _PLAN, _POLICY, _SELECTION, _VAULT)
