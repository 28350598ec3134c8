"""Cases of BC-TST-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import data, plan, selection, vault

RULE = "BC-TST-001"
WEEKLY = "cron(30 13 ? * TUE *)"
ARN = "arn:aws:rds:us-east-1:111111111111:db:data"
OWN = {"backupRetentionPeriod": 35}
DB = Declared("aws:rds/instance:Instance", "data", OWN, outputs={"arn": ARN})
TAGGED = Declared(DB.type, "data", {**OWN, "tags": {"restore": "yes"}})
HOME, OTHER = vault("home"), vault("other")
UNTESTED = ["data: no test restores RDS backups of it"]
OPEN = ["undecided: data: whether a test restores it is not known before the update"]


def proved(schedule: Any = WEEKLY, *vaults: Declared) -> Declared:
    """Return a restore testing plan, for all vaults or for some by dependency."""
    points = {"includeVaults": ["*"]}
    given = {"name": "tests", "scheduleExpression": schedule, "recoveryPointSelection": points}
    if vaults:
        points["includeVaults"] = [UNKNOWN] * len(vaults)
    uses = {"recoveryPointSelection": list(vaults)} if vaults else {}
    return Declared("aws:backup/restoreTestingPlan:RestoreTestingPlan", "t", given, uses=uses)


def chosen(kind: Any = "RDS", arns: Any = ("*",), **others: Any) -> Declared:
    """Return a restore testing selection, of the plan by its name."""
    given = {
        "restoreTestingPlanName": "tests",
        "protectedResourceType": kind,
        "protectedResourceArns": list(arns) if isinstance(arns, tuple) else arns,
        **others.pop("given", {}),
    }
    token = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
    return Declared(token, "s", given, uses=others.get("uses", {}))


def condition(value: Any, name: str = "stringEquals") -> dict[str, Any]:
    """Return a condition on a tag."""
    rows = [{"key": "aws:ResourceTag/restore", "value": value}]
    return {"given": {"protectedResourceConditions": {name: rows}}}


BACKED = plan(HOME)
KEPT = [DB, HOME, OTHER, BACKED, selection(BACKED, DB)]
BY_DEPENDENCY = {
    "given": {"restoreTestingPlanName": UNKNOWN},
    "uses": {"restoreTestingPlanName": [proved()]},
}
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: all of the type", [DB, proved(), chosen()], []),
    ("pass: the plan by dependency", [DB, proved(), chosen(**BY_DEPENDENCY)], []),
    ("pass: by its ARN", [DB, proved(), chosen(arns=(ARN,))], []),
    (
        "pass: by its ARN, that is not known yet",
        [DB, proved(), chosen(arns=(UNKNOWN,), uses={"protectedResourceArns": [DB]})],
        [],
    ),
    ("pass: by a tag", [TAGGED, proved(), chosen(arns=None, **condition("yes"))], []),
    ("pass: from the vault that keeps it", [*KEPT, proved(WEEKLY, HOME), chosen()], []),
    (
        "pass: a bucket",
        [data("aws:s3/bucket:Bucket"), proved(), chosen("S3")],
        [],
    ),
    ("fail: of another type", [DB, proved(), chosen("Aurora")], UNTESTED),
    ("fail: another one's ARN", [DB, proved(), chosen(arns=("arn:aws:rds:::db:x",))], UNTESTED),
    ("fail: another tag", [TAGGED, proved(), chosen(arns=None, **condition("no"))], UNTESTED),
    (
        "fail: a tag that leaves it out",
        [TAGGED, proved(), chosen(**condition("yes", "stringNotEquals"))],
        UNTESTED,
    ),
    ("fail: from another vault", [*KEPT, proved(WEEKLY, OTHER), chosen()], UNTESTED),
    (
        "fail: once a year",
        [DB, proved("cron(0 5 1 1 ? *)"), chosen()],
        ["t: up to 365 days lie between two restores", *UNTESTED],
    ),
    ("fail: a plan without a selection", [DB, proved()], UNTESTED),
    ("boundary: each quarter", [DB, proved("cron(0 5 1 1,4,7,10 ? *)"), chosen()], []),
    (
        "boundary: each third of a year",
        [DB, proved("cron(0 5 1 1,5,9 ? *)"), chosen()],
        ["t: up to 123 days lie between two restores", *UNTESTED],
    ),
    ("absent: no test", [DB], UNTESTED),
    (
        "absent: no schedule",
        [DB, proved(None), chosen()],
        ["t: it has no schedule", *UNTESTED],
    ),
    ("unknown: the schedule", [DB, proved(UNKNOWN), chosen()], OPEN),
    ("unknown: the type", [DB, proved(), chosen(UNKNOWN)], OPEN),
    ("unknown: what is chosen", [DB, proved(), chosen(arns=UNKNOWN)], OPEN),
    (
        "unknown: whose plan",
        [DB, proved(), chosen(given={"restoreTestingPlanName": UNKNOWN})],
        OPEN,
    ),
    (
        "not applicable: without a backup, which another rule refuses",
        [data()],
        ["n/a: nothing backs it up: BC-BKP-007 judges that"],
    ),
    ("not applicable: no data", [], ["n/a: no data resource in this stack"]),
    (
        "not applicable: tier 2",
        [data(tags={"pods:tier": "2"})],
        ["n/a: tier 2 need not prove its restores"],
    ),
    (
        "not applicable: a replica",
        [data(replicateSourceDb="x")],
        ["n/a: a replica: its source is judged"],
    ),
]


@pytest.mark.requirement("B4", "B9", "A12")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_that_nobody_restores_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each kind of data is restored as a test, from where its backups are."""
    assert judge(RULE, *stack) == expected, case


def test_a_malformed_schedule_is_said(judge: Callable[..., list[str]]) -> None:
    """It names the place, and the data counts as untested."""
    first, second = judge(RULE, DB, proved("cron(0 99 * * ? *)"), chosen())
    assert first.startswith("t: scheduleExpression: ")
    assert [second] == UNTESTED


def test_whether_backups_of_a_plan_outside_the_stack_are_restored_is_not_known(
    judge: Callable[..., list[str]],
) -> None:
    """A test of this stack counts for them; without one, another stack's may be there."""
    tagged = data(tags={"backup": "daily"})
    config = {"centralBackupTags": {"backup": "daily"}}
    [said] = judge(RULE, tagged, config=config)
    assert said.startswith("undecided: data: whether what a backup plan outside this stack keeps")
    assert judge(RULE, tagged, proved(), chosen(), config=config) == []
