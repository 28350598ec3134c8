"""Cases of BC-IMM-003."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-IMM-003"
VAULT = Declared("aws:backup/vault:Vault", "vault", {"name": "vault"})
OTHER = Declared("aws:backup/vault:Vault", "other", {"name": "other"})
TOKEN = "aws:backup/vaultPolicy:VaultPolicy"
POINTS = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]
GLASS = "arn:aws:iam::111111111111:role/break-glass"
OPEN = "undecided: policy: what it denies is not known before the update"


def statement(**changes: Any) -> dict[str, Any]:
    """Return the statement that is required, with changes; None leaves a part out."""
    whole = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": POINTS,
        "Resource": "*",
        "Condition": {"ArnNotLike": {"aws:PrincipalArn": [GLASS]}},
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not None}


def policy(*statements: Any, text: Any = None, name: Any = UNKNOWN, of: Any = (VAULT,)) -> Declared:
    """Return a policy: of these statements, or of a text, by dependency or by name."""
    document = text or json.dumps({"Statement": list(statements)})
    uses = {"backupVaultName": list(of)} if name is UNKNOWN else {}
    return Declared(TOKEN, "policy", {"policy": document, "backupVaultName": name}, uses=uses)


def lacks(*actions: str) -> list[str]:
    """Return the finding of a policy that lacks these."""
    return [f"policy: it does not deny {' and '.join(actions)} to everybody else"]


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [VAULT, policy(statement())], []),
    ("pass: by name", [VAULT, policy(statement(), name="vault")], []),
    ("pass: to everybody", [VAULT, policy(statement(Condition=None))], []),
    ("pass: as AWS", [VAULT, policy(statement(Principal={"AWS": "*"}))], []),
    ("pass: in two statements", [VAULT, policy(*(statement(Action=one) for one in POINTS))], []),
    ("pass: by an asterisk", [VAULT, policy(statement(Action="backup:*"))], []),
    ("pass: all but others", [VAULT, policy(statement(Action=None, NotAction="backup:List*"))], []),
    (
        "pass: all principals but one",
        [VAULT, policy(statement(Principal=None, Condition=None, NotPrincipal={"AWS": GLASS}))],
        [],
    ),
    ("pass: a mapping", [VAULT, policy(text={"Statement": statement()})], []),
    (
        "pass: one role by its name",
        [
            VAULT,
            policy(
                statement(Condition={"ArnNotLike": {"aws:PrincipalArn": "arn:*:iam::*:role/glass"}})
            ),
        ],
        [],
    ),
    (
        "pass: a role that is not known yet",
        [
            VAULT,
            policy(
                text={
                    "Statement": [
                        statement(Condition={"ArnNotLike": {"aws:PrincipalArn": [UNKNOWN]}})
                    ]
                }
            ),
        ],
        [],
    ),
    ("fail: allows", [VAULT, policy(statement(Effect="Allow"))], lacks(*POINTS)),
    ("fail: one action only", [VAULT, policy(statement(Action=POINTS[0]))], lacks(POINTS[1])),
    (
        "fail: to one principal",
        [VAULT, policy(statement(Principal={"AWS": GLASS}))],
        lacks(*POINTS),
    ),
    (
        "fail: under another condition",
        [VAULT, policy(statement(Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}}))],
        lacks(*POINTS),
    ),
    (
        "fail: on other resources",
        [VAULT, policy(statement(Resource="arn:aws:ec2:*::snapshot/*"))],
        lacks(*POINTS),
    ),
    ("fail: no document", [VAULT, policy(text="{")], ["policy: its text is no policy document"]),
    (
        "fail: of another vault",
        [VAULT, OTHER, policy(statement(), of=(OTHER,))],
        ["vault: it has no policy"],
    ),
    (
        "boundary: two that disagree",
        [
            VAULT,
            policy(statement()),
            Declared(TOKEN, "second", {"policy": '{"Statement": []}', "backupVaultName": "vault"}),
        ],
        [f"second: it does not deny {' and '.join(POINTS)} to everybody else"],
    ),
    (
        "boundary: any role of the account is left out",
        [
            VAULT,
            policy(
                statement(Condition={"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::1:role/*"}})
            ),
        ],
        lacks(*POINTS),
    ),
    ("absent: no policy", [VAULT], ["vault: it has no policy"]),
    ("absent: no text", [VAULT, policy(text="{}")], ["policy: its text is no policy document"]),
    ("unknown: the text", [VAULT, policy(text=UNKNOWN)], [OPEN]),
    (
        "unknown: an action",
        [VAULT, policy(text={"Statement": [statement(Action=[UNKNOWN])]})],
        [OPEN],
    ),
    (
        "unknown: a statement beside one that is enough",
        [VAULT, policy(text={"Statement": [UNKNOWN, statement()]})],
        [],
    ),
    (
        "unknown: whose policy it is",
        [VAULT, policy(statement(), of=())],
        ["undecided: vault: which policy belongs to the vault is not known before the update"],
    ),
    ("not applicable: no vault", [], ["n/a: no vault in this stack"]),
    (
        "not applicable: an air-gapped vault",
        [Declared("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault", "gap")],
        ["n/a: AWS lets nobody delete from an air-gapped vault"],
    ),
]


@pytest.mark.requirement("B10", "B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_vault_that_can_be_emptied_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Deletion and shortening are denied to everybody but a few that are named."""
    assert judge(RULE, *stack) == expected, case
