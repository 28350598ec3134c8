"""Cases of BC-DEL-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.deletion.refused_deletion import REFUSED_DELETION, RefusalSettings
from pods_policies.relations.resource import resource

RULE = "BC-DEL-001"
DATABASE = "aws:rds/instance:Instance"
TABLE = "aws:dynamodb/table:Table"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
GROUP = "aws:cloudwatch/logGroup:LogGroup"

CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("pass: a database", DATABASE, {"deletionProtection": True}, []),
    ("pass: a table", TABLE, {"deletionProtectionEnabled": True}, []),
    ("pass: a log group", GROUP, {"deletionProtectionEnabled": True}, []),
    (
        "fail: a load balancer",
        BALANCER,
        {"enableDeletionProtection": False},
        ["one: enable_deletion_protection is False"],
    ),
    (
        "fail: a value that is no flag",
        "aws:neptune/cluster:Cluster",
        {"deletionProtection": ["on"]},
        ["one: deletion_protection is neither true nor false"],
    ),
    ("boundary: true, written as text", DATABASE, {"deletionProtection": "true"}, []),
    (
        "boundary: another type's spelling does not count",
        TABLE,
        {"deletionProtection": True},
        ["one: deletion_protection_enabled is not set, so one call deletes it"],
    ),
    (
        "absent: a global database",
        "aws:rds/globalCluster:GlobalCluster",
        {},
        ["one: deletion_protection is not set, so one call deletes it"],
    ),
    (
        "unknown: not known yet",
        "aws:alb/loadBalancer:LoadBalancer",
        {"enableDeletionProtection": UNKNOWN},
        ["undecided: one: enable_deletion_protection is not known before the update"],
    ),
    ("not applicable: a queue", "aws:sqs/queue:Queue", {}, []),
]


@pytest.mark.requirement("A4", "A6")
@pytest.mark.parametrize(
    ("case", "kind", "properties", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_what_one_call_deletes_is_refused(
    judge: Callable[..., list[str]],
    case: str,
    kind: str,
    properties: dict[str, Any],
    expected: list[str],
) -> None:
    """Each type has a property of its own for it, which is off unless it is set."""
    assert case
    assert judge(RULE, Declared(kind, "one", properties)) == expected


def test_log_groups_may_be_left_to_go(judge: Callable[..., list[str]]) -> None:
    """The configuration says so."""
    assert judge(RULE, Declared(GROUP, "logs", {}), config={"logGroups": False}) == [
        "n/a: log groups may be deleted, says the configuration"
    ]


@pytest.mark.parametrize(
    ("kind", "prop"),
    [
        (DATABASE, "deletionProtection"),
        (TABLE, "deletionProtectionEnabled"),
        (BALANCER, "enableDeletionProtection"),
    ],
)
def test_the_mend_sets_the_property_of_the_type(kind: str, prop: str) -> None:
    """What is mended is kept."""
    assert REFUSED_DELETION.mend is not None
    assert REFUSED_DELETION.mend(resource(kind, "one", {}), RefusalSettings()) == {prop: True}
