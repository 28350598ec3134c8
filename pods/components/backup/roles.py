"""The roles of AWS Backup: one takes backups, another restores them."""

from collections.abc import Callable, Sequence

import pulumi
import pulumi_aws as aws

from pods.components.backup.backup_permissions import backup_statements
from pods.components.backup.restore_permissions import restore_statements
from pods.components.backup.surroundings import Surroundings
from pods.components.identity import Statement, account_of, document, partition_of, trust
from pods.components.ordering import once

__all__ = ["backup_role", "restore_role"]

_SERVICE = "backup.amazonaws.com"
Permissions = Callable[[str, str, Sequence[str]], list[Statement]]


def backup_role(around: Surroundings, types: Sequence[str]) -> pulumi.Output[str]:
    """Return the ARN of the role that takes, copies and expires backups."""
    return _role(around, "backup", "Takes and copies backups", backup_statements, types)


def restore_role(around: Surroundings, types: Sequence[str]) -> pulumi.Output[str]:
    """Return the ARN of the role that restores."""
    return _role(around, "restore", "Restores backups", restore_statements, types)


def _role(
    around: Surroundings,
    role: str,
    description: str,
    permissions: Permissions,
    types: Sequence[str],
) -> pulumi.Output[str]:
    made = aws.iam.Role(
        f"{around.stem}-{role}",
        description=f"{description} of {around.stem}",
        assume_role_policy=trust(_SERVICE),
        tags=around.tags,
        opts=around.of_this,
    )
    policy = aws.iam.RolePolicy(
        f"{around.stem}-{role}",
        role=made.id,
        policy=pulumi.Output.all(partition_of(made.arn), account_of(made.arn)).apply(
            lambda known: document(*permissions(known[0], known[1], types))
        ),
        opts=around.of_this,
    )
    return once(made.arn, policy.id)
