"""Cases of BC-BKP-013."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.backups.surviving_backups import SURVIVING_BACKUPS
from pods_policies.relations.resource import resource
from pods_policies.settings import Settings

RULE = "BC-BKP-013"
DATABASE = "aws:rds/instance:Instance"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: kept", {"deleteAutomatedBackups": False}, []),
    (
        "fail: deleted along",
        {"deleteAutomatedBackups": True},
        ["db: delete_automated_backups is True"],
    ),
    ("boundary: false, written as text", {"deleteAutomatedBackups": "false"}, []),
    (
        "boundary: a text that is no flag",
        {"deleteAutomatedBackups": "no"},
        ["db: delete_automated_backups is neither true nor false"],
    ),
    (
        "absent: not set",
        {},
        ["db: delete_automated_backups is not set, so they are deleted with it"],
    ),
    (
        "unknown: not known yet",
        {"deleteAutomatedBackups": UNKNOWN},
        ["undecided: db: delete_automated_backups is not known before the update"],
    ),
    (
        "not applicable: a replica",
        {"replicateSourceDb": "main"},
        ["n/a: a replica: the backups of its source are judged"],
    ),
]


@pytest.mark.requirement("A6")
@pytest.mark.parametrize("kind", [DATABASE, "aws:rds/cluster:Cluster"])
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_that_go_with_their_database_are_refused(
    judge: Callable[..., list[str]],
    kind: str,
    case: str,
    properties: dict[str, Any],
    expected: list[str],
) -> None:
    """Only a known False keeps them."""
    assert case
    assert judge(RULE, Declared(kind, "db", properties)) == expected


def test_the_mend_sets_what_the_rule_asks_for() -> None:
    """What is mended is kept."""
    assert SURVIVING_BACKUPS.mend is not None
    mended = SURVIVING_BACKUPS.mend(resource(DATABASE, "db", {}), Settings())
    assert mended == {"deleteAutomatedBackups": False}
