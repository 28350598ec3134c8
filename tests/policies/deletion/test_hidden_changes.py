"""Cases of BC-DEL-004."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-DEL-004"
DATABASE = "aws:rds/instance:Instance"
GROUP = "aws:autoscaling/group:Group"
TABLE = "aws:dynamodb/table:Table"

CASES: list[tuple[str, str, tuple[str, ...], list[str]]] = [
    ("pass: what a restore sets", DATABASE, ("snapshotIdentifier", "kmsKeyId"), []),
    ("pass: the running count, which scaling sets", GROUP, ("desiredCapacity",), []),
    ("pass: replicas that resources of their own make", TABLE, ("replicas",), []),
    (
        "fail: retention and standby",
        DATABASE,
        ("backupRetentionPeriod", "multiAz"),
        ["one: ignore_changes hides backup_retention_period", "one: ignore_changes hides multi_az"],
    ),
    ("fail: the bounds of a group", GROUP, ("minSize",), ["one: ignore_changes hides min_size"]),
    ("fail: everything", TABLE, ("*",), ["one: ignore_changes hides *"]),
    (
        "fail: a part of a plan",
        "aws:backup/plan:Plan",
        ("rules[0].schedule",),
        ["one: ignore_changes hides rules[0].schedule"],
    ),
    ("boundary: a tag of others", DATABASE, ('tags["CreatedBy"]', "tags.costCenter"), []),
    (
        "boundary: a tag of the project's own",
        DATABASE,
        ('tags["pods:tier"]',),
        ['one: ignore_changes hides tags["pods:tier"]'],
    ),
    ("boundary: all tags", TABLE, ("tagsAll",), ["one: ignore_changes hides tags_all"]),
    ("absent: no option", DATABASE, (), []),
    (
        "unknown: what the property holds does not matter",
        DATABASE,
        ("multiAz",),
        ["one: ignore_changes hides multi_az"],
    ),
    ("not applicable: a type that no rule reads", "aws:sqs/queue:Queue", ("*",), []),
]


@pytest.mark.requirement("B2", "B8")
@pytest.mark.parametrize(("case", "kind", "ignored", "expected"), CASES, ids=[c[0] for c in CASES])
def test_hidden_changes_of_what_is_promised_are_refused(
    judge: Callable[..., list[str]],
    case: str,
    kind: str,
    ignored: tuple[str, ...],
    expected: list[str],
) -> None:
    """What other rules judge must be what runs."""
    properties: dict[str, Any] = {"multiAz": UNKNOWN} if "unknown" in case else {}
    one = Declared(kind, "one", properties, ignore_changes=ignored)
    assert judge(RULE, one) == expected


def test_tags_that_backups_look_for_can_be_named(judge: Callable[..., list[str]]) -> None:
    """A team's own tags are named by their beginning."""
    one = Declared("aws:ebs/volume:Volume", "disk", {}, ignore_changes=("tags.Backup",))
    assert judge(RULE, one) == []
    assert judge(RULE, one, config={"tagPrefixes": ["Back"]}) == [
        "disk: ignore_changes hides tags.backup"
    ]
