"""Cases of BC-IMM-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-IMM-002"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
HOME = Declared("aws:backup/vault:Vault", "home", {"name": "home"})
COPIES = Declared(
    "aws:backup/vault:Vault",
    "copies",
    {"name": "copies"},
    outputs={"arn": "arn:aws:backup:us-west-2:1:backup-vault:copies"},
)
GAP = Declared(
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    "gap",
    {"minRetentionDays": 7, "maxRetentionDays": 90},
)


def lock(of: Declared, *, by_name: bool = False, **limits: Any) -> Declared:
    """Return a lock of a vault, by dependency or by name."""
    named = {"backupVaultName": of.name if by_name else UNKNOWN, **limits}
    return Declared(
        LOCK, f"lock-{of.name}", named, uses={} if by_name else {"backupVaultName": [of]}
    )


def plan(days: Any, *, target: Any = UNKNOWN, fills: Any = (HOME,), copies: Any = ()) -> Declared:
    """Return a plan of one rule; `copies` are pairs of an ARN and days."""
    actions = [
        {"destinationVaultArn": arn, "lifecycle": {"deleteAfter": kept}} for arn, kept in copies
    ]
    rule = {
        "targetVaultName": target,
        "lifecycle": days if days is UNKNOWN else {"deleteAfter": days},
    }
    rules = [{**rule, "copyActions": actions}]
    return Declared("aws:backup/plan:Plan", "p", {"rules": rules}, uses={"rules": list(fills)})


ARN = COPIES.outputs["arn"]
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: within, by dependency", [HOME, lock(HOME, minRetentionDays=7), plan(35)], []),
    (
        "pass: within, by name",
        [HOME, lock(HOME, by_name=True, minRetentionDays=7), plan(35, target="home", fills=())],
        [],
    ),
    (
        "pass: whichever of the vaults it is",
        [
            HOME,
            COPIES,
            GAP,
            lock(HOME, minRetentionDays=7),
            lock(COPIES, minRetentionDays=14),
            plan(35, fills=(HOME, COPIES, GAP), copies=[(UNKNOWN, 35), (UNKNOWN, 35)]),
        ],
        [],
    ),
    (
        "pass: kept for ever without an upper limit",
        [HOME, lock(HOME, minRetentionDays=7), plan(None)],
        [],
    ),
    ("boundary: as long as the least", [HOME, lock(HOME, minRetentionDays=35), plan(35)], []),
    (
        "boundary: a day less",
        [HOME, lock(HOME, minRetentionDays=36), plan(35)],
        ["p: rules[0] keeps for 35 days, and the lock of home takes 36 to any number of days"],
    ),
    (
        "fail: longer than the most",
        [HOME, lock(HOME, minRetentionDays=1, maxRetentionDays=30), plan(35)],
        ["p: rules[0] keeps for 35 days, and the lock of home takes 1 to 30 days"],
    ),
    (
        "fail: the copy in another vault",
        [
            HOME,
            COPIES,
            lock(HOME, by_name=True, minRetentionDays=7),
            lock(COPIES, by_name=True, minRetentionDays=30),
            plan(35, target="home", fills=(), copies=[(ARN, 14)]),
        ],
        ["p: rules[0] keeps for 14 days, and the lock of copies takes 30 to any number of days"],
    ),
    (
        "fail: for ever, in an air-gapped vault",
        [GAP, plan(None, fills=(GAP,))],
        ["p: rules[0] keeps for ever, and the lock of gap takes 7 to 90 days"],
    ),
    (
        "fail: in any of the vaults",
        [
            HOME,
            COPIES,
            lock(HOME, minRetentionDays=60),
            lock(COPIES, minRetentionDays=90),
            plan(35, fills=(HOME, COPIES)),
        ],
        ["p: rules[0] keeps for 35 days, and the lock of home takes 60 to any number of days"],
    ),
    (
        "boundary: for ever, as AWS writes it",
        [GAP, plan(-1, fills=(GAP,))],
        ["p: rules[0] keeps for ever, and the lock of gap takes 7 to 90 days"],
    ),
    (
        "fail: no number",
        [HOME, lock(HOME, minRetentionDays=7), plan("a month")],
        ["p: rules[0].lifecycle.deleteAfter is no number"],
    ),
    (
        "absent: the lifecycle, which is for ever",
        [HOME, lock(HOME, maxRetentionDays=30), plan(None)],
        ["p: rules[0] keeps for ever, and the lock of home takes 1 to 30 days"],
    ),
    (
        "absent: the end of a copy, which is its source's",
        [
            COPIES,
            lock(COPIES, by_name=True, minRetentionDays=30),
            plan(14, target="home", fills=(), copies=[(ARN, None)]),
        ],
        ["p: rules[0] keeps for 14 days, and the lock of copies takes 30 to any number of days"],
    ),
    (
        "unknown: the days",
        [HOME, lock(HOME, minRetentionDays=7), plan(UNKNOWN)],
        ["undecided: p: rules[0].lifecycle.deleteAfter is not known before the update"],
    ),
    (
        "unknown: which of two vaults",
        [
            HOME,
            COPIES,
            lock(HOME, minRetentionDays=7),
            lock(COPIES, minRetentionDays=90),
            plan(35, fills=(HOME, COPIES)),
        ],
        ["undecided: p: rules[0].lifecycle.deleteAfter is not known before the update"],
    ),
    (
        "unknown: whose lock it is",
        [HOME, Declared(LOCK, "l", {"backupVaultName": UNKNOWN, "minRetentionDays": 7}), plan(3)],
        ["undecided: p: the lock of the vault is not known before the update"],
    ),
    (
        "unknown: the rules",
        [Declared("aws:backup/plan:Plan", "p", {"rules": UNKNOWN})],
        ["undecided: p: its rules are not known before the update"],
    ),
    ("not applicable: no plan", [HOME], ["n/a: no backup plan in this stack"]),
    (
        "not applicable: no lock",
        [HOME, plan(35)],
        ["n/a: no vault that it fills has a lock in this stack"],
    ),
    (
        "not applicable: no rules",
        [Declared("aws:backup/plan:Plan", "p", {"rules": None})],
        ["n/a: a plan without rules"],
    ),
]


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_retention_outside_of_the_lock_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A job that asks for less or more than the lock lets in fails, every time."""
    assert judge(RULE, *stack) == expected, case
