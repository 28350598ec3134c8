"""AWS Backup: logically air-gapped vaults."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType
from pods.sandbox.provider.types.backup import backup_tags

__all__ = ["TYPES"]

_NAMED = {"BackupVaultName": "{id}"}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
        service="backup",
        names={"name": "BackupVaultName", "arn": "BackupVaultArn"},
        create=Call("CreateLogicallyAirGappedBackupVault"),
        id="{name}",
        read=Call("DescribeBackupVault", _NAMED),
        delete=Call("DeleteBackupVault", _NAMED),
        tags=backup_tags("BackupVaultTags", "BackupVaultArn"),
        auto_name=AutoName(longest=50),
        outputs={"arn": "arn:{partition}:backup:{region}:{account}:backup-vault:{name}"},
        note="Nothing is copied into it.",
    ),
)
