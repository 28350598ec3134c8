"""Cases of BC-BKP-015."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-015"
BARE = ": no enabled backup policy and no backup selection of this stack reaches it"
OPEN = ": whether a backup policy or selection reaches it is not known before the update"
EFS = "aws:efs/fileSystem:FileSystem"
FILES = Declared(EFS, "scans")
MADE = Declared(EFS, "scans", outputs={"id": "fs-1"})
PLAN = Declared("aws:backup/plan:Plan", "plan", {"rules": [{"schedule": "cron(0 5 * * ? *)"}]})
TAKEN = Declared(
    "aws:backup/selection:Selection",
    "s",
    {"planId": UNKNOWN, "resources": [UNKNOWN]},
    uses={"planId": [PLAN], "resources": [FILES]},
)


def policy(status: Any = "ENABLED", *uses: Declared, of: Any = UNKNOWN) -> Declared:
    """Return a backup policy of file systems."""
    return Declared(
        "aws:efs/backupPolicy:BackupPolicy",
        "p",
        {"fileSystemId": of, "backupPolicy": {"status": status}},
        uses={"fileSystemId": list(uses)} if uses else {},
    )


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a policy by reference", [FILES, policy("ENABLED", FILES)], []),
    ("pass: a policy by id", [MADE, policy(of="fs-1")], []),
    ("pass: a selection", [FILES, PLAN, TAKEN], []),
    ("fail: switched off", [FILES, policy("DISABLED", FILES)], ["scans" + BARE]),
    ("fail: the policy of another", [MADE, policy(of="fs-2")], ["scans" + BARE]),
    (
        "boundary: one of two",
        [FILES, Declared(EFS, "letters"), policy("ENABLED", FILES)],
        ["letters" + BARE],
    ),
    ("absent: neither", [FILES, PLAN], ["scans" + BARE]),
    ("unknown: the status", [FILES, policy(UNKNOWN, FILES)], ["undecided: scans" + OPEN]),
    (
        "unknown: which of two a policy is for",
        [FILES, Declared(EFS, "letters"), policy("ENABLED", FILES, Declared(EFS, "letters"))],
        ["undecided: letters" + OPEN, "undecided: scans" + OPEN],
    ),
    ("not applicable: no file system", [PLAN], ["n/a: no EFS file system in this stack"]),
]


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_file_system_without_backups_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Its own policy does, and so does a selection."""
    assert case
    assert judge(RULE, *stack) == expected
