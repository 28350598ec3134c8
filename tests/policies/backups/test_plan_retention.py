"""Cases of BC-BKP-009."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-009"
OPEN = ": how long its backups are kept is not known before the update"
TABLE = Declared("aws:dynamodb/table:Table", "visits")
VAULT = Declared("aws:backup/vault:Vault", "away")


def database(days: Any) -> Declared:
    """Return a database with automated backups."""
    return Declared("aws:rds/instance:Instance", "db", {"backupRetentionPeriod": days})


def backed(
    *lifecycles: Any,
    copied: Any = None,
    of: Declared = TABLE,
    listed: Any = None,
    action: dict[str, Any] | None = None,
) -> list[Declared]:
    """Return a resource, and a plan with a rule for each lifecycle that takes it."""
    rules = [{"schedule": "cron(0 5 * * ? *)", "lifecycle": each} for each in lifecycles]
    if copied is not None:
        action = {"destinationVaultArn": UNKNOWN, "lifecycle": copied}
    if action is not None:
        rules = [{**each, "copyActions": [action]} for each in rules]
    plan = Declared("aws:backup/plan:Plan", "plan", {"rules": rules}, uses={"rules": [VAULT]})
    selection = Declared(
        "aws:backup/selection:Selection",
        "s",
        {"planId": UNKNOWN, "resources": listed or [UNKNOWN]},
        uses={"planId": [plan], **({} if listed else {"resources": [of]})},
    )
    return [of, VAULT, plan, selection]


def snapshots(keep: Any, **schedule: Any) -> list[Declared]:
    """Return a volume and the policy that snapshots it twice a day."""
    details = {
        "resourceTypes": ["VOLUME"],
        "targetTags": {"a": "b"},
        "schedules": [{"createRule": {"interval": 12}, "retainRule": keep, **schedule}],
    }
    return [
        Declared("aws:ebs/volume:Volume", "data", {"tags": {"a": "b"}}),
        Declared("aws:dlm/lifecyclePolicy:LifecyclePolicy", "l", {"policyDetails": details}),
    ]


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: the most that RDS keeps", [database(35)], []),
    ("pass: a plan", backed({"deleteAfter": 35}), []),
    ("pass: for ever", backed({}), []),
    ("pass: for ever, as AWS writes it", backed({"deleteAfter": -1}), []),
    ("pass: one of two rules", backed({"deleteAfter": 7}, {"deleteAfter": 90}), []),
    ("pass: the copies", backed({"deleteAfter": 7}, copied={"deleteAfter": 365}), []),
    ("pass: a plan beside its own backups", backed({"deleteAfter": 60}, of=database(7)), []),
    ("pass: six months of snapshots", snapshots({"interval": 6, "intervalUnit": "MONTHS"}), []),
    (
        "pass: copies of snapshots",
        snapshots(
            {"count": 14},
            crossRegionCopyRules=[
                {"target": "eu-west-1", "retainRule": {"interval": 1, "intervalUnit": "YEARS"}}
            ],
        ),
        [],
    ),
    (
        "fail: both too short",
        backed({"deleteAfter": 7}, copied={"deleteAfter": 14}),
        ["visits: the longest-lived backup of it is kept 14 days"],
    ),
    (
        "fail: a copy without a lifecycle of its own",
        backed({"deleteAfter": 7}, action={"destinationVaultArn": UNKNOWN}),
        ["visits: the longest-lived backup of it is kept 7 days"],
    ),
    (
        "fail: 14 snapshots of half a day",
        snapshots({"count": 14}),
        ["data: the longest-lived backup of it is kept 7 days"],
    ),
    (
        "boundary: a day too short",
        backed({"deleteAfter": 34}),
        ["visits: the longest-lived backup of it is kept 34 days"],
    ),
    (
        "boundary: a day too short for a volume",
        snapshots({"interval": 179, "intervalUnit": "DAYS"}),
        ["data: the longest-lived backup of it is kept 179 days"],
    ),
    (
        "absent: no retention of snapshots",
        snapshots({}),
        ["data: the longest-lived backup of it is kept 0 days"],
    ),
    (
        "unknown: the lifecycle",
        backed({"deleteAfter": UNKNOWN}),
        ["undecided: visits" + OPEN],
    ),
    (
        "unknown: the copies' lifecycle",
        backed({"deleteAfter": 7}, copied={"deleteAfter": UNKNOWN}),
        ["undecided: visits" + OPEN],
    ),
    (
        "unknown: whether the plan takes it",
        backed({"deleteAfter": 35}, listed=UNKNOWN),
        ["undecided: visits" + OPEN],
    ),
    (
        "unknown: the lifecycle, beside backups that are kept too short",
        backed({"deleteAfter": UNKNOWN}, of=database(7)),
        ["undecided: db" + OPEN],
    ),
    ("fail: one day", [database(1)], ["db: the longest-lived backup of it is kept 1 day"]),
    ("unknown: the retention of a database", [database(UNKNOWN)], ["undecided: db" + OPEN]),
    ("not applicable: no data", [VAULT], ["n/a: no resource that holds data in this stack"]),
    (
        "not applicable: nothing backs it up",
        [TABLE],
        ["n/a: nothing backs it up: BC-BKP-006, 007 and 008 judge that"],
    ),
]


@pytest.mark.requirement("A6", "A9", "B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_that_all_die_early_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """One backup or copy lives long enough."""
    assert case
    assert judge(RULE, *stack) == expected


def test_a_tier_may_need_more_or_less(judge: Callable[..., list[str]]) -> None:
    """The days of a tier come from the configuration, apart for volumes."""
    config = {"dataDaysByTier": {"1": 90}, "volumeDaysByTier": {"1": 7}}
    assert judge(RULE, *backed({"deleteAfter": 60}), config=config) == [
        "visits: the longest-lived backup of it is kept 60 days"
    ]
    assert judge(RULE, *snapshots({"count": 14}), config=config) == []
