"""Cases of BC-CPY-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import RECOVERY, data, plan, selection, vault

RULE = "BC-CPY-002"
HOME, COPIES = vault("home"), vault("copies", RECOVERY)
DB = data()


def stack(one: Declared = DB, *, copied: bool = True, **days: Any) -> list[Declared]:
    """Return a stack that backs a database up and copies the backups."""
    copies = [COPIES] if copied else []
    made = plan(HOME, copies, **days)
    return [one, HOME, COPIES, made, selection(made, one)]


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: as long as the backup", stack(days=35, copy_days=35), []),
    ("pass: by literal names", stack(days=35, copy_days=90, literal=True), []),
    ("pass: for ever", stack(days=None, copy_days=None), []),
    (
        "fail: shorter than the backup",
        stack(days=90, copy_days=35),
        ["data: the copies of plan live 35 days, and the backup 90 days"],
    ),
    (
        "fail: shorter than the tier needs",
        stack(days=7, copy_days=7),
        ["data: the copies of plan live 7 days, and the backup 7 days"],
    ),
    (
        "fail: a backup that never ends",
        stack(days=None, copy_days=35),
        ["data: the copies of plan live 35 days, and the backup for ever"],
    ),
    (
        "boundary: a day less",
        stack(days=35, copy_days=34),
        ["data: the copies of plan live 34 days, and the backup 35 days"],
    ),
    ("absent: no end of the copy, which is its source's", stack(days=35, copy_days=None), []),
    (
        "absent: no end of the copy of a backup that ends too soon",
        stack(days=20, copy_days=None),
        ["data: the copies of plan live 20 days, and the backup 20 days"],
    ),
    (
        "unknown: the copy's days",
        stack(days=35, copy_days=UNKNOWN),
        ["undecided: data: how long plan keeps its copies is not known before the update"],
    ),
    (
        "unknown: the backup's days",
        stack(days=UNKNOWN, copy_days=35),
        ["undecided: data: how long plan keeps its copies is not known before the update"],
    ),
    (
        "unknown: the backup's days, but the copy's are too few anyway",
        stack(days=UNKNOWN, copy_days=7),
        ["data: the copies of plan live 7 days"],
    ),
    (
        "not applicable: without a backup, which another rule refuses",
        [data()],
        ["n/a: nothing backs it up: BC-BKP-007 judges that"],
    ),
    ("not applicable: no copy", stack(copied=False), ["n/a: no backup of it is copied"]),
    (
        "not applicable: tier 3",
        stack(data(tags={"pods:tier": "3"}), copy_days=1),
        ["n/a: tier 3 may keep copies for less"],
    ),
    ("not applicable: nothing", [], ["n/a: no data resource in this stack"]),
]


@pytest.mark.requirement("A6", "B4")
@pytest.mark.parametrize(("case", "given", "expected"), CASES, ids=[one[0] for one in CASES])
def test_copies_that_end_too_soon_are_refused(
    judge: Callable[..., list[str]], case: str, given: list[Declared], expected: list[str]
) -> None:
    """A copy lives as long as what it is a copy of, and as its tier needs."""
    assert judge(RULE, *given) == expected, case
