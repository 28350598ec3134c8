"""Cases of BC-GOV-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-GOV-003"
PLAN = Declared("aws:backup/plan:Plan", "p", {"rules": [{"targetVaultName": "home"}]})


def framework(controls: Any) -> Declared:
    """Return a framework."""
    return Declared("aws:backup/framework:Framework", "f", {"controls": controls})


def reports(channel: Any) -> Declared:
    """Return a report plan."""
    given = {"reportDeliveryChannel": channel}
    return Declared("aws:backup/reportPlan:ReportPlan", "r", given)


EVALUATED = framework([{"name": "BACKUP_RECOVERY_POINT_ENCRYPTED"}])
REPORTED = reports({"s3BucketName": "evidence"})
NO_FRAMEWORK = "p: no framework of this stack evaluates the backups"
NO_REPORTS = "p: no report plan of this stack delivers evidence"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: both", [PLAN, EVALUATED, REPORTED], []),
    (
        "pass: a bucket that is not known yet",
        [PLAN, EVALUATED, reports({"s3BucketName": UNKNOWN})],
        [],
    ),
    ("fail: no reports", [PLAN, EVALUATED], [NO_REPORTS]),
    ("fail: no framework", [PLAN, REPORTED], [NO_FRAMEWORK]),
    (
        "boundary: a framework without controls",
        [PLAN, framework([]), REPORTED],
        ["f: it has no controls"],
    ),
    ("absent: neither", [PLAN], [NO_FRAMEWORK, NO_REPORTS]),
    (
        "absent: where reports go",
        [PLAN, EVALUATED, reports(None)],
        ["r: its reports are delivered nowhere"],
    ),
    (
        "unknown: the controls",
        [PLAN, framework(UNKNOWN), REPORTED],
        ["undecided: f: its controls are not known before the update"],
    ),
    ("not applicable: no plan", [EVALUATED], ["n/a: no backup plan in this stack"]),
]


@pytest.mark.requirement("B12")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_without_evidence_are_said(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Something evaluates what backups do, and delivers what it finds."""
    assert judge(RULE, *stack) == expected, case
