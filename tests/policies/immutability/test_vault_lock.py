"""Cases of BC-IMM-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import RECOVERY, data, plan, selection, vault

RULE = "BC-IMM-001"
TOKEN = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
HOME, COPIES = vault("home"), vault("copies", RECOVERY)
GAP = vault("gap", RECOVERY, "LogicallyAirGappedVault")
WEAK = Declared(HOME.type, "home", {"name": "home", "tags": {"pods:tier": "2"}})
DB, OTHER = data(), data(name="other")
ALONE = "lock-home: whoever may take the lock off may delete what is kept nowhere else"
OPEN = (
    "undecided: lock-home: whether its backups are kept out of reach is not known before the update"
)


def lock(of: Declared, *, by_name: bool = False, **limits: Any) -> Declared:
    """Return a lock of a vault, by dependency or by name."""
    given = {"backupVaultName": of.name if by_name else UNKNOWN, "minRetentionDays": 7, **limits}
    uses = {} if by_name else {"backupVaultName": [of]}
    return Declared(TOKEN, f"lock-{of.name}", given, uses=uses)


def backed(*copies: Declared, locks: Any = (), literal: bool = False) -> list[Declared]:
    """Return a stack that backs the database up into the vault at home, with these copies."""
    made = plan(HOME, copies, literal=literal)
    return [DB, HOME, *copies, made, selection(made, DB), *(locks or [lock(HOME)])]


SECOND = plan(HOME, name="second")
FINAL = lock(COPIES, changeableForDays=3)
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a compliance lock", [HOME, lock(HOME, changeableForDays=3)], []),
    ("pass: a governance lock of a weaker tier", [WEAK, lock(WEAK, by_name=True)], []),
    ("pass: a copy in an air-gapped vault, ids unknown", backed(GAP), []),
    ("pass: a copy in an air-gapped vault, ids known", backed(GAP, literal=True), []),
    ("pass: a copy in a vault locked for good", backed(COPIES, locks=[lock(HOME), FINAL]), []),
    ("pass: an air-gapped vault alone", [GAP], []),
    (
        "pass: a vault for what lies in other stacks, copied by its plan",
        [HOME, GAP, lock(HOME), plan(HOME, [GAP])],
        [],
    ),
    ("fail: no lock", [HOME], ["home: it has no lock"]),
    ("fail: a lock of another vault", [HOME, COPIES, FINAL], ["home: it has no lock"]),
    ("fail: governance, and no copy", backed(), [ALONE]),
    (
        "fail: governance, and a copy under governance",
        backed(COPIES, locks=[lock(HOME), lock(COPIES)]),
        ["lock-copies" + ALONE[9:], ALONE],
    ),
    (
        "fail: one resource of two is copied",
        [*backed(GAP), OTHER, SECOND, selection(SECOND, OTHER)],
        [ALONE],
    ),
    ("boundary: a least retention of a day", [WEAK, lock(WEAK, minRetentionDays=1)], []),
    (
        "boundary: none at all",
        [WEAK, lock(WEAK, minRetentionDays=0)],
        ["lock-home: min_retention_days of the lock is 0"],
    ),
    (
        "absent: the least retention",
        [WEAK, lock(WEAK, minRetentionDays=None)],
        ["lock-home: min_retention_days of the lock is not set"],
    ),
    (
        "unknown: the least retention",
        [WEAK, lock(WEAK, minRetentionDays=UNKNOWN)],
        ["undecided: lock-home: the lock's min_retention_days is not known before the update"],
    ),
    ("unknown: whether the lock is final", [HOME, lock(HOME, changeableForDays=UNKNOWN)], [OPEN]),
    (
        "unknown: whose lock it is",
        [HOME, Declared(TOKEN, "l", {"backupVaultName": UNKNOWN, "minRetentionDays": 7})],
        ["undecided: home: which lock belongs to the vault is not known before the update"],
    ),
    ("not applicable: no vault", [DB], ["n/a: no vault in this stack"]),
]


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_vault_that_can_be_unlocked_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Every vault is locked, and one copy of what tier 1 keeps is locked for good."""
    assert sorted(judge(RULE, *stack)) == sorted(expected), case


def test_compliance_can_be_asked_for_everywhere(judge: Callable[..., list[str]]) -> None:
    """Then a copy out of reach is not enough."""
    strict = {"finalLock": "every vault"}
    assert judge(RULE, *backed(GAP), config=strict) == [ALONE]
    assert judge(RULE, HOME, lock(HOME, changeableForDays=3), config=strict) == []
