"""What AWS Backup asks of a life: a vault with backups stays, unless it may go with them."""

from typing import Any

import pytest

from pods.sandbox.provider.aws_calls import Refusal
from tests.sandbox.provider.cases.backup import role
from tests.sandbox.provider.round_trip import World

pytestmark = pytest.mark.sandbox

_VAULT = "aws:backup/vault:Vault"
_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"


def _backed_up(world: World, vault: str) -> str:
    """Back a volume up; returns the recovery point."""
    volume = world.client("ec2").create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    job = world.client("backup").start_backup_job(
        BackupVaultName=vault,
        ResourceArn=f"arn:aws:ec2:us-east-1:123456789012:volume/{volume}",
        IamRoleArn=role(world),
    )
    return str(job["RecoveryPointArn"])


@pytest.mark.requirement("B10")
def test_a_vault_with_backups_stays_and_says_why(world: World) -> None:
    """The message is the reason, and names the vault."""
    lifecycle = world.account.lifecycle(_VAULT)
    resource_id, state = lifecycle.create({"name": "kept"})
    point = _backed_up(world, "kept")
    with pytest.raises(Refusal, match=r"The vault kept holds 1 recovery point\(s\), and AWS"):
        lifecycle.delete(resource_id, state)
    backup: Any = world.client("backup")
    backup.delete_recovery_point(BackupVaultName="kept", RecoveryPointArn=point)
    lifecycle.delete(resource_id, state)


def test_a_vault_to_throw_away_goes_with_its_backups(world: World) -> None:
    """Its governance lock first, then what it holds, then the vault: as a stack is destroyed."""
    lifecycle = world.account.lifecycle(_VAULT)
    resource_id, state = lifecycle.create({"name": "thrown", "forceDestroy": True})
    locks = world.account.lifecycle(_LOCK)
    lock_id, lock = locks.create({"backupVaultName": "thrown", "minRetentionDays": 7})
    _backed_up(world, "thrown")
    with pytest.raises(Refusal, match="The vault is locked"):
        lifecycle.delete(resource_id, state)
    locks.delete(lock_id, lock)
    lifecycle.delete(resource_id, state)
    assert lifecycle.shown(resource_id, state) is None
