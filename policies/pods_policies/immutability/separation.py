"""BC-IMM-004: what runs the service deletes no backups, and what makes backups keeps its limits."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import IMMUTABILITY
from pods_policies.reading import UNKNOWN, Truth
from pods_policies.relations.permissions.managed_policies import DELETERS, ROLE_CHANGERS
from pods_policies.relations.permissions.role_permissions import (
    ATTACHMENTS,
    INLINE,
    POLICY,
    ROLE,
    Open,
    Permissions,
    RolePolicies,
)
from pods_policies.relations.permissions.role_users import RoleUse, uses_of_roles
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["SEPARATION", "SeparationSettings"]

_ROLE_CHANGES: Final = (
    "iam:AttachRolePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
)
_OURS: Final = frozenset({"pods:index:Backups", "pods:index:SnapshotSchedule"})
_SHOWN: Final = 3


class SeparationSettings(Settings):
    """What no workload may do."""

    forbidden_actions: list[str] = Field(
        default=[
            "backup:DeleteBackupVault",
            "backup:DeleteRecoveryPoint",
            "backup:UpdateRecoveryPointLifecycle",
            "dynamodb:DeleteBackup",
            "ec2:DeleteSnapshot",
            "ec2:DeregisterImage",
            "rds:DeleteDBClusterAutomatedBackup",
            "rds:DeleteDBClusterSnapshot",
            "rds:DeleteDBInstanceAutomatedBackup",
            "rds:DeleteDBSnapshot",
            "s3:DeleteObjectVersion",
        ],
        description="Actions that no role of a workload may take.",
    )
    trusted_boundaries: list[str] = Field(
        default_factory=list,
        description="ARNs, with asterisks, of permissions boundaries of other stacks that deny "
        "these actions.",
    )


def _check(stack: Stack, settings: SeparationSettings) -> Iterator[Verdict]:
    roles = stack.of_type(ROLE)
    if not roles:
        yield NotApplicable("no role in this stack")
        return
    policies = RolePolicies(stack, settings.trusted_boundaries)
    uses = uses_of_roles(stack)
    for role in roles:
        yield _judge(role, uses[role.urn], policies, settings)


def _judge(
    role: Resource, use: RoleUse, policies: RolePolicies, settings: SeparationSettings
) -> Verdict:
    if use is RoleUse.OTHER:
        return NotApplicable("neither a workload nor backups use the role", role)
    if policies.trusts_boundary_of(role):
        return Kept(role)
    permissions = policies.of(role)
    if not permissions.is_readable:
        return _unreadable(role)
    if use is RoleUse.BACKUPS:
        return _of_backups(role, permissions)
    verdict = _of_workload(role, permissions, settings)
    if use is RoleUse.UNKNOWN and isinstance(verdict, Finding):
        change = Change("assumeRolePolicy", "", "name who takes it on plainly (assumeRolePolicy)")
        observed = "who takes the role on is not known before the update"
        return Undecided(role, observed, verdict.required, change)
    return verdict


def _unreadable(role: Resource) -> Finding:
    change = Change("policy", "", "write a policy document")
    required = "what a role may do can be read (B10)"
    return Finding(role, "a policy of it is no policy document", required, change)


def _of_workload(role: Resource, permissions: Permissions, settings: SeparationSettings) -> Verdict:
    required = "no workload may delete backups, snapshots or versions (B10)"
    actions = settings.forbidden_actions
    answers = {one: permissions.allows(one, DELETERS) for one in actions}
    change = Change(
        "permissionsBoundary",
        "",
        "leave these actions out of its policies, or give it a permissions_boundary that denies "
        "them (permissionsBoundary)",
    )
    if found := _granted(role, answers, required, change):
        return found
    if UNKNOWN in answers.values():
        return _undecided(role, permissions.open_about(actions, DELETERS), required)
    return Kept(role)


def _of_backups(role: Resource, permissions: Permissions) -> Verdict:
    required = "the role of the backups cannot change what it may do itself (B10)"
    answers = {
        one: permissions.allows(one, ROLE_CHANGERS, everywhere=True) for one in _ROLE_CHANGES
    }
    change = Change("policy", "", "leave these actions out of the role's policies (policy)")
    if found := _granted(role, answers, required, change):
        return found
    if UNKNOWN in answers.values():
        left = permissions.open_about(_ROLE_CHANGES, ROLE_CHANGERS, everywhere=True)
        if left and all(_is_ours(one.text_of, role) for one in left):
            reason = "the component writes its policy, whose text is judged when it is known"
            return NotApplicable(reason, role)
        return _undecided(role, left, required)
    return Kept(role)


def _is_ours(policy: Resource | None, role: Resource) -> bool:
    """Answer whether one component of ours makes both: then nobody else writes the text."""
    if policy is None or not policy.parents or policy.type != INLINE:
        return False
    return policy.parents[0].type in _OURS and policy.parents[:1] == role.parents[:1]


def _granted(
    role: Resource, answers: dict[str, Truth], required: str, change: Change
) -> Finding | None:
    granted = [one for one, answer in answers.items() if answer is True]
    if not granted:
        return None
    return Finding(role, f"it may take {_shown(granted)}", required, change)


def _undecided(role: Resource, left: tuple[Open, ...], required: str) -> Undecided:
    told = list(dict.fromkeys(one.told for one in left))
    way = (
        "give it a permissions_boundary, or one more policy, of known text that denies the actions"
    )
    if isinstance(role.declared("permissionsBoundary"), str):
        way += ", or name the boundary of another stack in the setting trustedBoundaries"
    change = Change("permissionsBoundary", "", f"{way} (permissionsBoundary)")
    return Undecided(role, f"not known before the update: {_shown(told)}", required, change)


def _shown(all_of_them: list[str]) -> str:
    more = f" and {len(all_of_them) - _SHOWN} more" if len(all_of_them) > _SHOWN else ""
    return f"{', '.join(all_of_them[:_SHOWN])}{more}"


SEPARATION = StackRule(
    id="BC-IMM-004",
    title="What runs the service may not delete backups, and what makes backups keeps its limits",
    severity=Severity.HIGH,
    requirements=("B10",),
    reads=(ROLE, INLINE, POLICY, *ATTACHMENTS),
    checks="No role that instances, tasks, functions or pods take on may delete recovery points, "
    "snapshots, images or versions of objects: by its inline policies, those of the stack or of "
    "AWS that are attached to it, also under a condition, less what a denial or its permissions "
    "boundary takes away. No role of AWS Backup or Data Lifecycle Manager may change the policies "
    "of any role. A role that nothing of the stack takes on is judged by whom it trusts. A text "
    "with one value that is not known before the update is unknown as a whole, and leaves the role "
    "undecided unless something known denies the actions. What the components Backups and "
    "SnapshotSchedule write for their own roles is judged when its text is known.",
    why="Whoever takes over an instance has its role. If that role can delete the backups, the "
    "first thing that ransomware does is to delete them.",
    remediation="Leave these actions out, or give the workloads' roles a permissions boundary that "
    "denies them, such as that of the component WorkloadBoundary: then it is known before any "
    "policy's text is. A second policy of the role does the same, with a Deny of these actions on "
    "the resource * and nothing in it that is still to be made.",
    clauses=IMMUTABILITY,
    settings=SeparationSettings,
    example=(
        resource(
            ROLE,
            "clinic-instance",
            {
                "name": "clinic-instance",
                "assumeRolePolicy": '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", '
                '"Principal": {"Service": "ec2.amazonaws.com"}}}',
            },
        ),
        resource(
            INLINE,
            "clinic-instance",
            {
                "role": "clinic-instance",
                "policy": '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}',
            },
        ),
    ),
    check=_check,
)
