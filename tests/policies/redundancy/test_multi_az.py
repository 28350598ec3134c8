"""Cases of BC-HA-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, violations
from pods_policies.redundancy.multi_az import MULTI_AZ
from pods_policies.sdk.pack import policy_for

RULE = "BC-HA-001"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: on", {"multiAz": True}, []),
    ("pass: on, written as text", {"multiAz": "true"}, []),
    ("fail: off", {"multiAz": False}, ["db: multi_az is False"]),
    ("boundary: tier 2", {"tags": {"pods:tier": "2"}}, ["db: multi_az is not set"]),
    ("absent: not set", {}, ["db: multi_az is not set"]),
    (
        "unknown: not known yet",
        {"multiAz": UNKNOWN},
        ["undecided: db: multi_az is not known before the update"],
    ),
    (
        "unknown: a tier that cannot be read counts as the strictest",
        {"tags": {"pods:tier": UNKNOWN}, "multiAz": False},
        ["db: multi_az is False"],
    ),
    (
        "not applicable: a weaker tier",
        {"tags": {"pods:tier": "3"}},
        ["n/a: tier 3 may run in one Availability Zone"],
    ),
    (
        "fail: an empty source makes no replica",
        {"multiAz": False, "replicateSourceDb": ""},
        ["db: multi_az is False"],
    ),
    (
        "not applicable: a read replica, its source not known yet",
        {"replicateSourceDb": UNKNOWN},
        ["n/a: a read replica: its source is judged"],
    ),
]


@pytest.mark.requirement("A4", "A6", "D1")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_database_without_a_standby_is_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """Only a known True satisfies the rule, for the tiers that it concerns."""
    assert case
    assert judge(RULE, Declared("aws:rds/instance:Instance", "db", properties)) == expected


def test_the_message_says_what_is_wrong_why_and_the_line_to_change() -> None:
    """The message names the property in both spellings, the resource and the components."""
    pair = Declared("pods:index:PodPair", "clinic")
    database = Declared("pods:index:Database", "clinic-database", parent=pair)
    instance = Declared(
        "aws:rds/instance:Instance", "clinic-database-db", {"multiAz": False}, parent=database
    )
    expected = (
        "clinic-database-db: multi_az is False; "
        "tier 1 needs a standby in a second Availability Zone (A6). "
        'Change: multi_az=True (multiAz) on aws.rds.Instance "clinic-database-db" '
        '(in component Database "clinic-database" of PodPair), through the arguments of PodPair.'
    )
    assert violations(policy_for(MULTI_AZ), pair, database, instance) == [expected]


def test_the_tier_of_a_raw_stack_comes_from_its_service(judge: Callable[..., list[str]]) -> None:
    """A service that the configuration puts into tier 4 may run in one zone."""
    database = Declared("aws:rds/instance:Instance", "db", {"tags": {"pods:service": "blog"}})
    assert judge(RULE, database, config={"services": {"blog": 4}}) == [
        "n/a: tier 4 may run in one Availability Zone"
    ]
    assert judge(RULE, database, config={"services": {"shop": 4}}) == ["db: multi_az is not set"]
