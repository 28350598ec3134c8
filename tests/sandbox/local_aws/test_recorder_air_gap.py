"""AWS Backup: air-gapped vaults, and vaults that stay, each saying why."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.tables.backup_air_gap import GUARDS

from .conftest import Client, refused

pytestmark = pytest.mark.sandbox

ROLE = "arn:aws:iam::123456789012:role/backup"
FINAL = datetime(2026, 3, 5, tzinfo=UTC)


def test_an_air_gapped_vault_is_locked_from_the_start(client: Client) -> None:
    """It is described with its limits and with AWS's own key, tagged, and deleted empty."""
    backup = client("backup")
    name = f"gap-{uuid4().hex[:8]}"
    given = {"BackupVaultName": name, "MinRetentionDays": 7, "MaxRetentionDays": 3650}
    made = backup.create_logically_air_gapped_backup_vault(**given, BackupVaultTags={"a": "1"})
    read = backup.describe_backup_vault(BackupVaultName=name)
    assert given.items() <= read.items()
    assert (read["Locked"], read["VaultType"], read["NumberOfRecoveryPoints"]) == (
        True,
        "LOGICALLY_AIR_GAPPED_BACKUP_VAULT",
        0,
    )
    assert read["EncryptionKeyType"] == "AWS_OWNED_KMS_KEY"
    assert backup.list_tags(ResourceArn=made["BackupVaultArn"])["Tags"] == {"a": "1"}
    code = refused(backup.create_logically_air_gapped_backup_vault, **given)
    assert code == "AlreadyExistsException"
    backup.delete_backup_vault(BackupVaultName=name)
    code = refused(backup.describe_backup_vault, BackupVaultName=name)
    assert code == "ResourceNotFoundException"


@pytest.mark.requirement("B10")
def test_a_vault_that_holds_backups_stays_and_says_so(client: Client, vault: str) -> None:
    """AWS deletes empty vaults only; without its recovery point it goes."""
    backup, ec2 = client("backup"), client("ec2")
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    job = backup.start_backup_job(
        BackupVaultName=vault,
        ResourceArn=f"arn:aws:ec2:us-east-1:123456789012:volume/{volume}",
        IamRoleArn=ROLE,
    )
    with pytest.raises(ClientError, match=r"holds 1 recovery point\(s\), and AWS deletes empty"):
        backup.delete_backup_vault(BackupVaultName=vault)
    backup.delete_recovery_point(BackupVaultName=vault, RecoveryPointArn=job["RecoveryPointArn"])
    backup.delete_backup_vault(BackupVaultName=vault)
    code = refused(backup.describe_backup_vault, BackupVaultName=vault)
    assert code == "ResourceNotFoundException"


def test_a_lock_can_be_taken_back_until_it_is_final(client: Client, vault: str) -> None:
    """A governance lock always, a compliance lock in its days of grace."""
    backup = client("backup")
    for grace in ({}, {"ChangeableForDays": 3}):
        backup.put_backup_vault_lock_configuration(
            BackupVaultName=vault, MinRetentionDays=7, **grace
        )
        assert backup.describe_backup_vault(BackupVaultName=vault)["Locked"] is True
        backup.delete_backup_vault_lock_configuration(BackupVaultName=vault)
        assert backup.describe_backup_vault(BackupVaultName=vault)["Locked"] is False


def call_at(moment: datetime, locked_until: datetime | None) -> Call:
    """Return a call about a vault, made at a moment, whose lock is final from another one."""
    fields: Any = dict.fromkeys(Call.__dataclass_fields__)
    answer = {} if locked_until is None else {"LockDate": locked_until}
    return replace(
        Call(**fields),
        region="us-east-1",
        parameters={"BackupVaultName": "clinic"},
        now=moment,
        shelf=cast(Any, SimpleNamespace(of=lambda _kind: {})),
        ask_moto=lambda *_: answer,
    )


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("DeleteBackupVault", "The vault clinic stays: "),
        ("DeleteBackupVaultLockConfiguration", "The lock of the vault clinic stays: "),
        ("PutBackupVaultLockConfiguration", "The lock of the vault clinic stays: "),
    ],
)
def test_a_final_lock_says_why_it_stays(operation: str, said: str) -> None:
    """After the days of grace nobody can change it, and the message names the day."""
    with pytest.raises(Fault) as raised:
        GUARDS[operation](call_at(FINAL, FINAL))
    assert raised.value.message == (
        f"{said}it is locked in compliance mode, which is final since 2026-03-05; nobody, AWS "
        "included, can take that back"
    )
    assert GUARDS[operation](call_at(datetime(2026, 3, 4, tzinfo=UTC), FINAL)) is None
    assert GUARDS[operation](call_at(FINAL, None)) is None
