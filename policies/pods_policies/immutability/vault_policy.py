"""BC-IMM-003: the policy of a vault refuses to delete backups, but for who breaks the glass."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import IMMUTABILITY
from pods_policies.reading import UNKNOWN, Truth, every, some
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.backups.vaults import AIR_GAPPED, VAULT
from pods_policies.relations.permissions.iam_policies import Statement, document_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["VAULT_POLICY", "VaultPolicySettings"]

POLICY: Final = "aws:backup/vaultPolicy:VaultPolicy"

_ROLE_NAME: Final = 5


class VaultPolicySettings(Settings):
    """What a vault's policy denies."""

    denied_actions: list[str] = Field(
        default=["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
        description="Actions that the policy of every vault denies to all but the break-glass "
        "roles.",
    )


def _check(stack: Stack, settings: VaultPolicySettings) -> Iterator[Verdict]:
    vaults = stack.of_type(VAULT, AIR_GAPPED)
    if not vaults:
        yield NotApplicable("no vault in this stack")
    policies = attachments(stack, (POLICY,), ("backupVaultName",), VAULT)
    for vault in vaults:
        if vault.type == AIR_GAPPED:
            yield NotApplicable("AWS lets nobody delete from an air-gapped vault", vault)
        else:
            yield from _judge(vault, policies, settings)


def _judge(
    vault: Resource, policies: Attachments, settings: VaultPolicySettings
) -> Iterator[Verdict]:
    needed = " and ".join(settings.denied_actions)
    required = f"a policy denies {needed} to all but the break-glass roles (B10)"
    own = policies.of(vault)
    if not own:
        yield _without(vault, policies.perhaps_of(vault), required)
        return
    # Of two the later one wins; which that is, nobody can tell.
    verdicts = [_of_policy(vault, one, settings.denied_actions, required) for one in own]
    yield from [one for one in verdicts if not isinstance(one, Kept)] or verdicts[:1]


def _of_policy(vault: Resource, policy: Resource, actions: list[str], required: str) -> Verdict:
    needed = " and ".join(actions)
    document = document_of(policy.declared("policy"))
    change = Change(
        "policy",
        "",
        f'deny {needed} to the principal "*", with a condition ArnNotLike on aws:PrincipalArn '
        "(policy)",
    )
    if not document.is_readable:
        return Finding(policy, "its text is no policy document", required, change)
    missing: list[str] = []
    open_ones: list[str] = []
    for action in actions:
        denied = some([_denies(one, action) for one in document.statements])
        if denied is not True:
            (open_ones if UNKNOWN in (denied, document.is_known or UNKNOWN) else missing).append(
                action
            )
    if missing:
        found = f"it does not deny {' and '.join(missing)} to everybody else"
        return Finding(policy, found, required, change)
    if open_ones:
        plain = "write the ARNs of the break-glass roles out, from names that are known (policy)"
        return Undecided(
            policy,
            "what it denies is not known before the update",
            required,
            Change("policy", "", plain),
        )
    return Kept(vault)


def _without(vault: Resource, perhaps: list[Resource], required: str) -> Verdict:
    if perhaps:
        plain = Change("backupVaultName", "", f"name the vault of {perhaps[0].label} plainly")
        observed = "which policy belongs to the vault is not known before the update"
        return Undecided(vault, observed, required, plain)
    add = "add aws.backup.VaultPolicy(backup_vault_name=…, policy=…)"
    return Finding(vault, "it has no policy", required, Change("policy", "", add, "beside"))


def _denies(one: Statement, action: str) -> Truth:
    """Answer whether a statement denies an action to all but a few named principals."""
    effect: Truth = UNKNOWN if one.effect is UNKNOWN else one.effect == "Deny"
    everywhere = some(
        UNKNOWN if pattern is UNKNOWN else _takes_in_recovery_points(pattern)
        for pattern in one.resources
    )
    exempted = one.exempted
    few: Truth = exempted is not None and not any(map(_takes_in_everybody, exempted))
    return every([effect, one.covers(action), one.concerns_everybody(), everywhere, few])


def _takes_in_recovery_points(pattern: object) -> bool:
    """Recovery points have ARNs of many services; only an asterisk takes them all in."""
    return pattern == "*"


def _takes_in_everybody(pattern: object) -> bool:
    """Answer whether an exempted principal is any role at all."""
    if not isinstance(pattern, str):
        return False
    if not pattern.startswith("arn:"):
        return not pattern.strip("*")
    parts = pattern.split(":", _ROLE_NAME)
    name = parts[_ROLE_NAME] if len(parts) > _ROLE_NAME else "*"
    return not name.rpartition("/")[2].strip("*?")


VAULT_POLICY = StackRule(
    id="BC-IMM-003",
    title="The policy of every vault refuses to delete backups or to shorten their lives",
    severity=Severity.HIGH,
    requirements=("B10", "B4"),
    reads=(VAULT, AIR_GAPPED, POLICY),
    checks="Every vault has a `VaultPolicy` that denies DeleteRecoveryPoint and "
    "UpdateRecoveryPointLifecycle on every resource to every principal, apart from those that a "
    "condition on aws:PrincipalArn (or NotPrincipal) names; to leave out every role is to deny "
    "nobody. A text that is not known before the update leaves it undecided: an ARN of a role that "
    "is still to be made does that to the whole text.",
    why="A governance lock yields to permissions. Whoever takes over the account's administrator "
    "deletes the backups first, and encrypts the data then.",
    remediation="Add aws.backup.VaultPolicy with a Deny for the principal * on the resource *, and "
    "a condition ArnNotLike of aws:PrincipalArn with the break-glass roles, their ARNs put "
    "together from names that are known.",
    clauses=IMMUTABILITY,
    equivalents=("AWS Config BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED",),
    settings=VaultPolicySettings,
    example=(resource(VAULT, "clinic-vault", {"name": "clinic-vault"}),),
    check=_check,
)
