"""Who uses a role: a workload, the backups, or something else."""

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import Final

from pods_policies.reading import UNKNOWN
from pods_policies.relations.permissions.iam_policies import document_of
from pods_policies.relations.permissions.role_permissions import ROLE
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["RoleUse", "uses_of_roles"]

_WORKLOADS: Final = {
    "aws:apprunner/service:Service": "instanceConfiguration",
    "aws:batch/jobDefinition:JobDefinition": "containerProperties",
    "aws:iam/instanceProfile:InstanceProfile": "role",
    "aws:ecs/taskDefinition:TaskDefinition": "taskRoleArn executionRoleArn",
    "aws:eks/fargateProfile:FargateProfile": "podExecutionRoleArn",
    "aws:eks/nodeGroup:NodeGroup": "nodeRoleArn",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": "roleArn",
    "aws:glue/job:Job": "roleArn",
    "aws:lambda/function:Function": "role",
    "aws:sfn/stateMachine:StateMachine": "roleArn",
}
_BACKUPS: Final = {
    "aws:backup/restoreTestingSelection:RestoreTestingSelection": "iamRoleArn",
    "aws:backup/selection:Selection": "iamRoleArn",
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": "executionRoleArn",
}
_WORKLOAD_SERVICES: Final = frozenset(
    {
        "ec2.amazonaws.com",
        "ecs-tasks.amazonaws.com",
        "eks-fargate-pods.amazonaws.com",
        "glue.amazonaws.com",
        "lambda.amazonaws.com",
        "pods.eks.amazonaws.com",
        "states.amazonaws.com",
        "tasks.apprunner.amazonaws.com",
    }
)
_BACKUP_SERVICES: Final = frozenset({"backup.amazonaws.com", "dlm.amazonaws.com"})
_VAULT_POLICY: Final = "aws:backup/vaultPolicy:VaultPolicy"
_CLUSTER_IDENTITY: Final = "oidc.eks."


class RoleUse(Enum):
    """What a role is for."""

    WORKLOAD = "workload"
    BACKUPS = "backups"
    OTHER = "other"
    UNKNOWN = "unknown"
    """Nothing in the stack uses it, and whom it trusts is not known."""


def uses_of_roles(stack: Stack) -> dict[str, RoleUse]:
    """Return what each role of the stack is for, by URN.

    What takes a role on says it; for a role that nothing in the stack takes on, its trust does.
    """
    users: dict[str, set[RoleUse]] = defaultdict(set)
    for one in stack:
        if not one.type.startswith("aws:"):
            continue
        for role, use in _taken_on(stack, one):
            users[role.urn].add(use)
    return {role.urn: _use(role, users.get(role.urn, set())) for role in stack.of_type(ROLE)}


def _use(role: Resource, users: set[RoleUse]) -> RoleUse:
    trusted = users or {_trusted(role)}
    for use in (RoleUse.WORKLOAD, RoleUse.BACKUPS, RoleUse.UNKNOWN):
        if use in trusted:
            return use
    return RoleUse.OTHER


def _taken_on(stack: Stack, one: Resource) -> Iterator[tuple[Resource, RoleUse]]:
    """Yield the roles that a resource takes on; policies and boundaries only speak of roles."""
    workload, backups = _WORKLOADS.get(one.type), _BACKUPS.get(one.type)
    if one.type.startswith("aws:iam/") and workload is None:
        return
    if one.type == _VAULT_POLICY:  # who may break the glass is no workload by that
        yield from ((role, RoleUse.OTHER) for role in stack.sources(one, "policy", ROLE))
        return
    properties = one.outputs if one.inputs is None else one.inputs
    for prop, value in properties.items():
        known = _names_a_role(prop, workload or backups)
        if not known:
            continue
        use = RoleUse.WORKLOAD if workload else RoleUse.BACKUPS if backups else RoleUse.OTHER
        for role in (*stack.named(value, ROLE), *stack.sources(one, prop, ROLE)):
            yield role, use


def _names_a_role(prop: str, of_the_type: str | None) -> bool:
    if of_the_type is not None:
        return prop in of_the_type.split()
    return "role" in prop.lower() or prop == "target"


def _trusted(role: Resource) -> RoleUse:
    document = document_of(role.declared("assumeRolePolicy"))
    services: set[object] = set()
    for one in document.statements:
        named = one.principals if isinstance(one.principals, dict) else {"*": one.principals}
        for values in named.values():
            services |= set(values) if isinstance(values, list) else {values}
    texts = {each for each in services if isinstance(each, str)}
    if texts & _WORKLOAD_SERVICES or any(_CLUSTER_IDENTITY in each for each in texts):
        return RoleUse.WORKLOAD
    if texts & _BACKUP_SERVICES:
        return RoleUse.BACKUPS
    is_open = not document.is_known or UNKNOWN in services
    return RoleUse.UNKNOWN if is_open else RoleUse.OTHER
