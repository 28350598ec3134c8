"""AWS Backup: logically air-gapped vaults, and vaults that cannot be deleted."""

from datetime import datetime
from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind
from pods.sandbox.local_aws.recorder.operations import Result, delete, get, key_of
from pods.sandbox.local_aws.recorder.tables.backup import SERVICE
from pods.sandbox.local_aws.recorder.tables.backup_jobs import RECOVERY_POINT
from pods.sandbox.local_aws.recorder.tables.members import now

__all__ = ["GUARDS", "KINDS", "SERVICE"]


def _key_type(members: dict[str, Any], _call: Call) -> str:
    given = members.get("EncryptionKeyArn")
    return "CUSTOMER_MANAGED_KMS_KEY" if given else "AWS_OWNED_KMS_KEY"


def _held(members: dict[str, Any], call: Call) -> int:
    vault = members["BackupVaultName"]
    return sum(key[0] == vault for key in call.shelf.of(RECOVERY_POINT))


AIR_GAPPED = Kind(
    service=SERVICE,
    name="logically air-gapped vault",
    identity=("BackupVaultName",),
    create="CreateLogicallyAirGappedBackupVault",
    conflict="AlreadyExistsException",
    arn="arn:aws:backup:{region}:{account}:backup-vault:{BackupVaultName}",
    arn_member="BackupVaultArn",
    tags_member="BackupVaultTags",
    created={
        "CreationDate": now,
        "VaultType": "LOGICALLY_AIR_GAPPED_BACKUP_VAULT",
        # AWS takes a moment to make one; nothing is made here.
        "VaultState": "AVAILABLE",
        "EncryptionKeyType": _key_type,
        "Locked": True,
    },
    computed={"NumberOfRecoveryPoints": _held},
)

KINDS = (AIR_GAPPED,)


def _is_air_gapped(call: Call) -> bool:
    return key_of(AIR_GAPPED, call.parameters) in call.shelf.of(AIR_GAPPED)


def _describe(call: Call) -> Result:
    """Describe an air-gapped vault; any other is moto's."""
    return get(AIR_GAPPED, call) if _is_air_gapped(call) else None


def _delete(call: Call) -> Result:
    """Delete a vault that is empty and not locked for good; the ordinary ones are moto's."""
    name = call.parameters["BackupVaultName"]
    held = _held(call.parameters, call)
    if held:
        raise Fault(
            "InvalidRequestException",
            f"The vault {name} holds {held} recovery point(s), and AWS deletes empty vaults only. "
            "Let them end, or delete them first: its lock and its policy say who may.",
        )
    if _is_air_gapped(call):
        return delete(AIR_GAPPED, call)
    final = _final(call)
    if final is not None:
        raise Fault("InvalidRequestException", f"The vault {name} stays: {final}")
    return None


def _keep_lock(call: Call) -> Result:
    """Refuse to change or take away a lock that is final; any other is moto's."""
    final = _final(call)
    if final is not None:
        name = call.parameters["BackupVaultName"]
        raise Fault("InvalidRequestException", f"The lock of the vault {name} stays: {final}")
    return None


def _final(call: Call) -> str | None:
    """Say since when the lock of a vault is final; None where it is not, or there is none."""
    asked = {"BackupVaultName": call.parameters["BackupVaultName"]}
    try:
        since: datetime | None = call.ask_moto(
            "backup", call.region, "DescribeBackupVault", asked
        ).get("LockDate")
    except Fault:
        return None
    if since is None or since > call.now:
        return None
    return (
        f"it is locked in compliance mode, which is final since {since:%Y-%m-%d}; nobody, AWS "
        "included, can take that back"
    )


GUARDS = {
    "DescribeBackupVault": _describe,
    "DeleteBackupVault": _delete,
    "DeleteBackupVaultLockConfiguration": _keep_lock,
    "PutBackupVaultLockConfiguration": _keep_lock,
}
