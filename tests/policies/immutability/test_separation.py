"""Cases of BC-IMM-004."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, violations
from pods_policies.immutability.separation import SEPARATION, SeparationSettings
from pods_policies.relations.permissions.managed_policies import DELETERS
from pods_policies.sdk.pack import policy_for

RULE = "BC-IMM-004"
BOUNDARY_ARN = "arn:aws:iam::111111111111:policy/workloads"
OPEN = "undecided: r: not known before the update:"
RP = 'aws.iam.RolePolicy "rp"'
TEXT = f"{OPEN} the text of {RP}"
ELSEWHERE = "arn:aws:iam::111111111111:policy/x"
OTHER_USE = "n/a: neither a workload nor backups use the role"


def document(effect: str, *actions: str, **others: Any) -> str:
    """Return a policy document of one statement."""
    row = {"Effect": effect, "Action": list(actions), "Resource": "*", **others}
    return json.dumps({"Version": "2012-10-17", "Statement": [row]})


def role(service: Any = "ec2.amazonaws.com", *bounds: Declared, **properties: Any) -> Declared:
    """Return a role that a service takes on."""
    trust = document("Allow", "sts:AssumeRole", Principal={"Service": service})
    given = {
        "name": "r",
        "assumeRolePolicy": UNKNOWN if service is UNKNOWN else trust,
        **properties,
    }
    uses = {"permissionsBoundary": bounds} if bounds else {}
    return Declared("aws:iam/role:Role", "r", given, uses=uses)


def inline(text: Any, *of: Declared) -> Declared:
    """Return an inline policy, by name or by dependency."""
    given = {"role": UNKNOWN if of else "r", "policy": text}
    return Declared("aws:iam/rolePolicy:RolePolicy", "rp", given, uses={"role": of} if of else {})


def attached(arn: Any, *policies: Declared, to: Any = "r") -> Declared:
    """Return an attachment of a policy."""
    token = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
    uses = {"policyArn": policies} if policies else {}
    return Declared(token, "a", {"role": to, "policyArn": arn}, uses=uses)


def denial() -> Declared:
    """Return a policy of known text that denies everything."""
    text = document("Deny", "*")
    return Declared("aws:iam/rolePolicy:RolePolicy", "d", {"role": "r", "policy": text})


def reading(resource: Any) -> dict[str, Any]:
    """Return a policy as a mapping, of which one value may be unknown."""
    return {"Statement": [{"Effect": "Allow", "Action": ["s3:Get*"], "Resource": resource}]}


def policy(text: Any) -> Declared:
    """Return a managed policy of the stack."""
    return Declared("aws:iam/policy:Policy", "p", {"policy": text}, outputs={"arn": BOUNDARY_ARN})


def bounded(limits: Declared, *rest: Declared) -> list[Declared]:
    """Return a stack whose role has a boundary, by dependency."""
    return [limits, role("ec2.amazonaws.com", limits, permissionsBoundary=UNKNOWN), *rest]


VM = role()
OTHER = replace(VM, name="other", properties={**VM.properties, "name": "other"})
DENIES = policy(
    json.dumps(
        {
            "Statement": [
                {"Effect": "Allow", "Action": "*", "Resource": "*"},
                {
                    "Effect": "Deny",
                    "Action": [
                        "backup:*",
                        "rds:Delete*",
                        "ec2:De*",
                        "dynamodb:*",
                        "s3:DeleteObject*",
                    ],
                    "Resource": "*",
                },
            ]
        }
    )
)
READS = document("Allow", "s3:Get*", "s3:DeleteObject")
FIRST = "backup:DeleteBackupVault, backup:DeleteRecoveryPoint, backup:UpdateRecoveryPointLifecycle"
MAY = "r: it may take s3:DeleteObjectVersion"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: reads only", [VM, inline(READS)], []),
    ("pass: by dependency", [VM, inline(READS, VM)], []),
    ("pass: a boundary denies it, before any text is known", bounded(DENIES, inline(UNKNOWN)), []),
    (
        "pass: a boundary by its ARN",
        [DENIES, role(permissionsBoundary=BOUNDARY_ARN), inline(document("Allow", "*"))],
        [],
    ),
    (
        "pass: denied besides",
        [
            VM,
            inline(READS),
            Declared(
                "aws:iam/rolePolicy:RolePolicy", "d", {"role": "r", "policy": document("Deny", "*")}
            ),
        ],
        [],
    ),
    (
        "pass: a harmless policy of AWS",
        [VM, attached("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")],
        [],
    ),
    (
        "pass: a backup role without rights over itself",
        [role("backup.amazonaws.com"), inline(document("Allow", "ec2:DeleteSnapshot"))],
        [],
    ),
    ("fail: deletes versions", [VM, inline(document("Allow", "s3:DeleteObjectV*"))], [MAY]),
    (
        "fail: also under a condition",
        [VM, inline(document("Allow", "s3:DeleteObjectVersion", Condition={"Bool": {"a": "b"}}))],
        [MAY],
    ),
    (
        "fail: a denial under a condition is none",
        [
            VM,
            inline(document("Allow", "s3:DeleteObjectVersion")),
            Declared(
                "aws:iam/rolePolicy:RolePolicy",
                "d",
                {"role": "r", "policy": document("Deny", "*", Condition={"Bool": {"a": "b"}})},
            ),
        ],
        [MAY],
    ),
    (
        "fail: by a policy of AWS",
        [VM, attached("arn:aws:iam::aws:policy/PowerUserAccess")],
        [f"r: it may take {FIRST} and 8 more"],
    ),
    (
        "fail: by a policy of AWS that allows one action of them",
        [VM, attached("arn:aws:iam::aws:policy/AmazonS3FullAccess")],
        [MAY],
    ),
    (
        "fail: by a policy of the stack",
        [VM, policy(document("Allow", "s3:*")), attached(BOUNDARY_ARN)],
        [MAY],
    ),
    (
        "fail: as the role has it",
        [role(inlinePolicies=[{"policy": document("Allow", "s3:*")}])],
        [MAY],
    ),
    (
        "fail: a task's role, whomever it trusts",
        [
            role("x.amazonaws.com"),
            inline(document("Allow", "s3:*")),
            Declared("aws:ecs/taskDefinition:TaskDefinition", "t", {"taskRoleArn": "r"}),
        ],
        [MAY],
    ),
    (
        "fail: a backup role over itself",
        [role("backup.amazonaws.com"), inline(document("Allow", "iam:PutRolePolicy"))],
        ["r: it may take iam:PutRolePolicy"],
    ),
    ("fail: no document", [VM, inline("{")], ["r: a policy of it is no policy document"]),
    (
        "fail: all but something else",
        [
            VM,
            inline(
                json.dumps(
                    {
                        "Statement": {
                            "Effect": "Allow",
                            "NotAction": ["backup:*", "ec2:*", "rds:*", "dynamodb:*"],
                            "Resource": "*",
                        }
                    }
                )
            ),
        ],
        [MAY],
    ),
    (
        "boundary: one that allows no more than reading",
        bounded(policy(document("Allow", "s3:Get*")), inline(document("Allow", "*"))),
        [],
    ),
    (
        "boundary: one that does not deny it",
        bounded(policy(document("Allow", "s3:*")), inline(document("Allow", "s3:*"))),
        [MAY],
    ),
    ("absent: no policy at all", [VM], []),
    ("unknown: the text", [VM, inline(UNKNOWN)], [TEXT]),
    (
        "unknown: a text as the role has it",
        [role(inlinePolicies=[{"policy": UNKNOWN}])],
        [f'{OPEN} the text of aws.iam.Role "r"'],
    ),
    (
        "unknown: all texts as the role has them",
        [role(inlinePolicies=UNKNOWN)],
        [f'{OPEN} the text of aws.iam.Role "r"'],
    ),
    ("pass: what is unknown is denied", [VM, inline(UNKNOWN), denial()], []),
    ("pass: what is unknown is not what it may do", [VM, inline(reading(UNKNOWN))], []),
    (
        "unknown: one action of a known statement",
        [VM, inline({"Statement": {"Effect": "Allow", "Action": UNKNOWN, "Resource": "*"}})],
        [TEXT],
    ),
    (
        "unknown: whose policy it is",
        [VM, OTHER, inline(UNKNOWN, VM, OTHER)],
        [
            f"{OPEN.replace(': r:', f': {one}:')} whether {RP} holds for it"
            for one in ("other", "r")
        ],
    ),
    (
        "unknown: an attached policy of another stack",
        [VM, attached(ELSEWHERE)],
        [f"{OPEN} the text of {ELSEWHERE}, which is not of this stack"],
    ),
    (
        "unknown: which policy is attached",
        [VM, attached(UNKNOWN)],
        [f'{OPEN} which policy aws.iam.RolePolicyAttachment "a" names (policyArn)'],
    ),
    (
        "unknown: to which role a policy of AWS is attached",
        [VM, attached("arn:aws:iam::aws:policy/AmazonS3FullAccess", to=UNKNOWN)],
        [f"{OPEN} whether AmazonS3FullAccess of AWS holds for it"],
    ),
    (
        "pass: a harmless policy of AWS, attached to whichever role",
        [VM, attached("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", to=UNKNOWN)],
        [],
    ),
    (
        "unknown: the boundary",
        [role(permissionsBoundary=UNKNOWN), inline(document("Allow", "s3:*"))],
        [f"{OPEN} the text of its permissions boundary"],
    ),
    (
        "unknown: whom it trusts",
        [role(UNKNOWN), inline(document("Allow", "s3:*"))],
        ["undecided: r: who takes the role on is not known before the update"],
    ),
    (
        "unknown: the text of a backup role",
        [role("dlm.amazonaws.com"), inline(UNKNOWN)],
        [TEXT],
    ),
    ("not applicable: no role", [], ["n/a: no role in this stack"]),
    (
        "not applicable: another service",
        [role("scheduler.amazonaws.com"), inline(UNKNOWN)],
        [OTHER_USE],
    ),
    (
        "not applicable: used by something else",
        [VM, Declared("aws:synthetics/canary:Canary", "c", {"executionRoleArn": "r"})],
        [OTHER_USE],
    ),
]


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_workload_that_may_delete_backups_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """What an attacker takes over with an instance must not reach the backups."""
    assert judge(RULE, *stack) == expected, case


def test_a_text_that_is_not_known_may_be_noted(judge: Callable[..., list[str]]) -> None:
    """By the configuration, as everywhere: never by itself."""
    told = judge(RULE, VM, inline(UNKNOWN), config={"undecided": "note"})
    assert ["noted" in one for one in told] == [True]


def test_a_boundary_of_another_stack_can_be_vouched_for(judge: Callable[..., list[str]]) -> None:
    """Its text lies outside the stack, and is the same for every product."""
    stack = [role(permissionsBoundary=BOUNDARY_ARN), inline(document("Allow", "*"))]
    trusted = {"trustedBoundaries": ["arn:aws:iam::*:policy/workloads"]}
    assert judge(RULE, *stack) == [f"{OPEN} the text of its permissions boundary"]
    [found] = violations(policy_for(SEPARATION), *stack)
    assert ", or name the boundary of another stack in the setting trustedBoundaries" in found
    assert judge(RULE, *stack, config=trusted) == []


def test_a_text_of_our_own_components_is_judged_when_it_is_known(
    judge: Callable[..., list[str]],
) -> None:
    """The component writes it; nobody can give it another."""
    parent = Declared("pods:index:Backups", "b")
    trust = document("Allow", "sts:AssumeRole", Principal={"Service": "backup.amazonaws.com"})
    made = Declared("aws:iam/role:Role", "r", {"name": "r", "assumeRolePolicy": trust}, parent)
    reason = "n/a: the component writes its policy, whose text is judged when it is known"
    theirs = replace(inline(UNKNOWN), parent=parent)
    assert judge(RULE, parent, made, theirs) == [reason]
    assert judge(RULE, parent, made, inline(document("Allow", "iam:*")))[0].startswith("r: it may")


def test_a_text_of_somebody_else_s_leaves_the_role_of_our_component_open(
    judge: Callable[..., list[str]],
) -> None:
    """Whoever adds a policy to a role of a component must let it be read."""
    parent, other = Declared("pods:index:Backups", "b"), Declared("pods:index:Backups", "c")
    trust = document("Allow", "sts:AssumeRole", Principal={"Service": "backup.amazonaws.com"})
    made = Declared("aws:iam/role:Role", "r", {"name": "r", "assumeRolePolicy": trust}, parent)
    theirs = replace(inline(UNKNOWN), parent=parent)
    added = replace(inline(UNKNOWN), name="added")
    told = [f'{OPEN} the text of aws.iam.RolePolicy "added", the text of {RP}']
    assert judge(RULE, parent, made, theirs, added) == told
    assert judge(RULE, parent, other, made, replace(theirs, parent=other)) == [TEXT]


def test_a_denial_need_only_cover_what_a_policy_of_aws_allows(
    judge: Callable[..., list[str]],
) -> None:
    """Access to buckets is not access to vaults."""
    stack = [VM, attached("arn:aws:iam::aws:policy/AmazonS3FullAccess")]
    assert judge(RULE, *stack, inline(document("Deny", "s3:DeleteObjectVersion"))) == []
    assert judge(RULE, *stack, inline(document("Deny", "backup:*"))) == [MAY]


def test_a_teams_own_action_is_taken_to_be_allowed_by_the_listed_policies(
    judge: Callable[..., list[str]],
) -> None:
    """Which of them allow it is not on record."""
    config = {"forbiddenActions": ["fsx:DeleteBackup"]}
    listed, other = (
        [VM, attached(f"arn:aws:iam::aws:policy/{name}")]
        for name in ("PowerUserAccess", "AmazonS3ReadOnlyAccess")
    )
    assert judge(RULE, *listed, config=config) == ["r: it may take fsx:DeleteBackup"]
    assert judge(RULE, *other, config=config) == []


def test_policies_of_aws_are_on_record_for_every_forbidden_action() -> None:
    """An action that is added to the setting's default is added to the record."""
    recorded = {action for actions in DELETERS.values() for action in actions}
    assert recorded == set(SeparationSettings().forbidden_actions)
