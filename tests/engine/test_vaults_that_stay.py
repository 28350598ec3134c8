"""Destroying a stack whose vaults hold backups: what AWS keeps stays, and the message says why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project, written_project

pytestmark = pytest.mark.engine

_PROGRAM = """
import pulumi
import pulumi_aws as aws

kept = aws.backup.Vault("kept")
aws.backup.VaultLockConfiguration(
    "kept", backup_vault_name=kept.name, min_retention_days=7, max_retention_days=3650
)
gap = aws.backup.LogicallyAirGappedVault("gap", min_retention_days=7, max_retention_days=3650)
pulumi.export("kept", kept.name)
pulumi.export("gap", gap.name)
"""
_ROLE = "arn:aws:iam::123456789012:role/backup"


@pytest.fixture
def vaults(sandbox: Prepared, tmp_path: Path) -> Project:
    """A vault under a governance lock, and an air-gapped one, up."""
    folder = written_project(tmp_path, tmp_path.name, _PROGRAM)
    project = Project(folder, "sandbox", sandbox.environment())
    for command in (("stack", "init"), ("up", "--yes", "--skip-preview")):
        outcome = project.run(*command)
        assert outcome.code == 0, str(outcome)
    return project


def _backed_up(aws: Callable[[str], Any], vault: str) -> str:
    volume = aws("ec2").create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    job = aws("backup").start_backup_job(
        BackupVaultName=vault,
        ResourceArn=f"arn:aws:ec2:us-east-1:123456789012:volume/{volume}",
        IamRoleArn=_ROLE,
    )
    return str(job["RecoveryPointArn"])


@pytest.mark.requirement("B10")
def test_a_vault_with_backups_stays_until_they_are_gone(
    vaults: Project, aws: Callable[[str], Any]
) -> None:
    """A governance lock goes, and backups may be deleted then; an air gap never opens."""
    names = vaults.outputs()
    kept, gap = names["kept"], names["gap"]
    points = {vault: _backed_up(aws, vault) for vault in (kept, gap)}
    stays = vaults.run("destroy", "--yes", "--skip-preview", "--continue-on-error")
    assert stays.code != 0, str(stays)
    for vault in points:
        assert f"The vault {vault} holds 1 recovery point(s), and AWS deletes" in stays.output
    assert "Traceback" not in stays.output, stays
    left = {each["urn"].rpartition("::")[2] for each in vaults.export() if each.get("custom")}
    assert left >= {"kept", "gap"}

    backup = aws("backup")
    backup.delete_recovery_point(BackupVaultName=kept, RecoveryPointArn=points[kept])
    with pytest.raises(ClientError, match="The vault is locked"):
        backup.delete_recovery_point(BackupVaultName=gap, RecoveryPointArn=points[gap])
    again = vaults.run("destroy", "--yes", "--skip-preview", "--continue-on-error")
    assert again.code != 0, str(again)
    assert f"The vault {kept}" not in again.output, again
    assert [each["type"] for each in vaults.export() if each["type"].startswith("aws:")] == [
        "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
    ]


def test_empty_vaults_go_with_their_stack(vaults: Project) -> None:
    """Neither lock nor air gap holds what nothing was put into."""
    gone = vaults.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)
    assert vaults.export() == []
