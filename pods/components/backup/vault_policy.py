"""Who may empty a vault: nobody, but for the roles that break the glass."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from pods.components.backup.recovery_points import recovery_points
from pods.components.backup.surroundings import Surroundings
from pods.components.identity import Statement, account_of, allow, document, partition_of

__all__ = ["breakers_of", "vault_policy"]

# AWS takes no wildcard in the actions of a vault's policy:
# https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
_OF_POINTS = (
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
)
# These would open the vault first, and empty it then. A stack that is not protected needs them
# for its own end.
_OF_THE_VAULT = (
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:PutBackupVaultAccessPolicy",
    "backup:PutBackupVaultLockConfiguration",
)
_SESSION_SECONDS = 3600


def vault_policy(breakers: Sequence[str], *, guarded: bool) -> str:
    """Return the policy that refuses everybody else, the account's root user included."""
    return document(
        {
            "Sid": "OnlyByBreakingTheGlass",
            "Effect": "Deny",
            "Principal": "*",
            "Action": [*_OF_POINTS, *(_OF_THE_VAULT if guarded else ())],
            # Recovery points have ARNs of many services; the policy is that of one vault.
            "Resource": "*",
            "Condition": {"ArnNotLike": {"aws:PrincipalArn": list(breakers)}},
        }
    )


def breakers_of(
    around: Surroundings,
    given: Sequence[pulumi.Input[str]] | None,
    vault_arns: Sequence[pulumi.Output[str]],
) -> Sequence[pulumi.Input[str]]:
    """Return the roles given, or one of the component's own.

    Without any, nobody could ever change the policy of the vaults again.
    """
    if given:
        return given
    account, partition = account_of(vault_arns[0]), partition_of(vault_arns[0])
    role = aws.iam.Role(
        f"{around.stem}-break-glass",
        description=f"Deletes backups of {around.stem}: for people, with a second factor",
        assume_role_policy=pulumi.Output.all(partition, account).apply(
            lambda known: document(_people(*known))
        ),
        max_session_duration=_SESSION_SECONDS,
        tags=around.tags,
        opts=around.of_this,
    )
    aws.iam.RolePolicy(
        f"{around.stem}-break-glass",
        role=role.id,
        policy=pulumi.Output.all(partition, account, *vault_arns).apply(
            lambda known: document(
                allow([*_OF_THE_VAULT, "backup:ListRecoveryPointsByBackupVault"], known[2:]),
                allow(_OF_POINTS, recovery_points(known[0], known[1])),
            )
        ),
        opts=around.of_this,
    )
    # By name, which is known before the role is there: so a preview shows, and policies judge, what
    # the vaults refuse. Roles of other accounts are allowed nothing here that could be left open.
    return [role.name.apply(lambda known: f"arn:*:iam::*:role/{known}")]


def _people(partition: str, account: str) -> Statement:
    return {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:{partition}:iam::{account}:root"},
        "Action": "sts:AssumeRole",
        "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    }
