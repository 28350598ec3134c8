"""Vaults: each with a key, a policy that refuses deletion, and a lock."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from pods.components.backup.surroundings import ONLY_ONE, Surroundings
from pods.components.backup.vault_policy import vault_policy
from pods.components.ordering import once
from pods.topology import BackupsPlan
from pods.topology.backup.lock import LockPlan

__all__ = ["Vault", "air_gapped_vault", "bare_vault", "guard"]


@dataclass(frozen=True)
class Vault:
    """A vault, and the key that its backups are encrypted with."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    key_arn: pulumi.Output[str]
    role: str
    """`vault`, or `copies`."""
    region: str | None


def bare_vault(around: Surroundings, role: str, region: str | None = None) -> Vault:
    """Make a vault and its key; nothing may be put into it before it is guarded."""
    key = aws.kms.Key(
        f"{around.stem}-{role}-key",
        description=f"Backups of {around.stem}: {role}",
        enable_key_rotation=True,
        # As long as AWS allows: without the key every backup is lost.
        deletion_window_in_days=30,
        region=region,
        tags=around.tags,
        opts=around.outliving,
    )
    vault = aws.backup.Vault(
        f"{around.stem}-{role}",
        kms_key_arn=key.arn,
        # Only a stack that is not protected may throw its backups away.
        force_destroy=not around.guarded,
        region=region,
        tags=around.tags,
        opts=around.outliving,
    )
    return Vault(vault.name, vault.arn, key.arn, role, region)


def guard(
    around: Surroundings,
    vault: Vault,
    lock: LockPlan | None,
    breakers: Sequence[pulumi.Input[str]],
) -> Vault:
    """Give a vault its policy and its lock; what is returned is known when both are there."""
    first = [] if lock is None else [_locked(around, vault, lock)]
    policy = aws.backup.VaultPolicy(
        f"{around.stem}-{vault.role}",
        backup_vault_name=vault.name,
        region=vault.region,
        policy=pulumi.Output.all(*breakers).apply(
            lambda roles: vault_policy([str(each) for each in roles], guarded=around.guarded)
        ),
        # The lock first, as the policy refuses to make or change one. Not by data: then the policy
        # would be taken off, too, whenever the lock is replaced.
        opts=pulumi.ResourceOptions.merge(around.kept, pulumi.ResourceOptions(depends_on=first)),
    )
    return Vault(
        once(vault.name, policy.id),
        once(vault.arn, policy.id),
        vault.key_arn,
        vault.role,
        vault.region,
    )


def _locked(
    around: Surroundings, vault: Vault, lock: LockPlan
) -> aws.backup.VaultLockConfiguration:
    return aws.backup.VaultLockConfiguration(
        f"{around.stem}-{vault.role}",
        backup_vault_name=vault.name,
        min_retention_days=lock.minimum_days,
        max_retention_days=lock.maximum_days,
        changeable_for_days=lock.changeable_for_days,
        region=vault.region,
        opts=pulumi.ResourceOptions.merge(around.kept, ONLY_ONE),
    )


def air_gapped_vault(around: Surroundings, plan: BackupsPlan) -> pulumi.Output[str] | None:
    """Make the vault whose data lies in an account of AWS's own; None where none is asked for."""
    if plan.air_gap is None:
        return None
    vault = aws.backup.LogicallyAirGappedVault(
        f"{around.stem}-air-gap",
        min_retention_days=plan.air_gap.minimum_days,
        max_retention_days=plan.air_gap.maximum_days,
        region=plan.air_gap.region,
        tags=around.tags,
        opts=around.outliving,
    )
    return vault.arn
