"""Explicit arguments that are weaker than the plan."""

from typing import Any

import pytest

from pods.topology.planner import plan_topology, weakened
from tests.continuity.sample_plan import plan_of

PLANNED = plan_topology(plan_of(), "booking")

SWAPPED: dict[str, Any] = {"secondary": {"availability_zone": "us-east-1a"}}

STRONG_ENOUGH: list[tuple[str, dict[str, Any]]] = [
    ("nothing", {}),
    ("the plan's own", PLANNED.pair_args()),
    ("more instances", {"secondary": {"running": 3, "maximum": 6, "reserved": 6}}),
    ("a stricter tier does not exist", {"tier": 1}),
    ("another owner is not weaker", {"owner": "others"}),
    ("another name is not weaker", {"service": "bookings"}),
    ("what no figure speaks of", {"pod": {"root_gb": 8}, "tags": {"a": "b"}}),
    ("a number of another kind", {"snapshots": {"interval_hours": 1.0}}),
    ("a larger pair", {"primary": {"maximum": 8}, "secondary": {"maximum": 8, "reserved": 8}}),
    ("zones the other way round", {"primary": {"availability_zone": "us-east-1b"}} | SWAPPED),
    ("zones that are not known yet", {"availability_zones": object()}),
    ("a global cluster", {"database": {"kind": "aurora", "replica_kind": "global"}}),
    ("none is not given", {"database": {"multi_az": None}}),
]


@pytest.mark.parametrize(("case", "args"), STRONG_ENOUGH, ids=[case[0] for case in STRONG_ENOUGH])
def test_what_is_not_weaker_is_left_alone(case: str, args: dict[str, Any]) -> None:
    """No word about arguments that keep the plan."""
    assert weakened(PLANNED, args) == (), case


WEAKER: list[tuple[dict[str, Any], str, str]] = [
    ({"snapshots": {"interval_hours": 24}}, "snapshots.interval_hours", "24"),
    ({"database": {"multi_az": False}}, "database.multi_az", "false"),
    ({"database": {"backup_retention_days": 7}}, "database.backup_retention_days", "7"),
    ({"secondary": {"maximum": 3}}, "secondary.maximum", "3"),
    ({"tier": 2}, "tier", "2"),
    ({"database": {"storage_gb": 20}}, "database.storage_gb", "20"),
    ({"traffic": {"failure_threshold": 5}}, "traffic.failure_threshold", "5"),
    (
        {"alerts": {"subscriptions": [{"protocol": "email", "endpoint": "a@clinic.example"}]}},
        "alerts.subscriptions",
        "email a@clinic.example",
    ),
]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(("args", "subject", "value"), WEAKER, ids=[case[1] for case in WEAKER])
def test_what_is_weaker_is_named(args: dict[str, Any], subject: str, value: str) -> None:
    """The argument, its value, and what the plan asks for."""
    (problem,) = weakened(PLANNED, args)
    assert problem.subject == subject
    assert problem.observed == f"{value} is weaker than the plan"


def test_the_message_says_who_asks_and_why() -> None:
    """Capability, disruption, reason and remedy."""
    (problem,) = weakened(PLANNED, {"snapshots": {"interval_hours": 2}})
    assert str(problem) == (
        "snapshots.interval_hours: 2 is weaker than the plan; 1 is required for book "
        "(data_corruption): book may lose 5 min, and hourly copies, the most frequent ones, are "
        "up to 2 h old: what was lost since is made anew from records. "
        "Leave it out, or lower the objective in the plan."
    )


@pytest.mark.parametrize(
    "args",
    [
        {"database": {"backup_retention_days": object()}},
        {"database": {"backup_retention_days": True}},
        {"database": {"multi_az": 1}},
        {"alerts": {"subscriptions": object()}},
        {"alerts": {"subscriptions": [object()]}},
        {"alerts": {"subscriptions": [{"protocol": "email", "endpoint": object()}]}},
    ],
)
def test_a_value_that_is_not_known_is_not_held_for_strong(args: dict[str, Any]) -> None:
    """What cannot be compared is said aloud."""
    (problem,) = weakened(PLANNED, args)
    ((part, values),) = args.items()
    assert problem.subject == f"{part}.{next(iter(values))}"
    assert problem.observed == "its value is not known before the stack is deployed"


def test_every_weaker_argument_is_named_in_order() -> None:
    """Two at once are two problems."""
    args = {"tier": 4, "snapshots": {"interval_hours": 12, "retention_days": 30}}
    assert [each.subject for each in weakened(PLANNED, args)] == [
        "snapshots.interval_hours",
        "snapshots.retention_days",
        "tier",
    ]


def test_a_primary_that_outgrows_its_secondary_is_found() -> None:
    """The survivor of two zones carries the whole load, also one that the program raises."""
    (problem,) = weakened(PLANNED, {"primary": {"maximum": 8}})
    assert str(problem) == (
        "secondary.maximum: 4 is less than the primary's 8; two zones need the full load in the "
        "one that is left. Give secondary.maximum and secondary.reserved with the primary's size."
    )
    both = {"primary": {"maximum": 8}, "secondary": {"maximum": 3}}
    assert [each.subject for each in weakened(PLANNED, both)] == ["secondary.maximum"]


@pytest.mark.parametrize(
    "args",
    [
        {"primary": {"availability_zone": "us-east-1b"}},
        {"secondary": {"availability_zone": "us-east-1a"}},
        {"availability_zones": ["us-east-1c", "us-east-1c"]},
    ],
)
def test_both_pods_in_one_zone_are_found(args: dict[str, Any]) -> None:
    """A pair that one zone takes down is none."""
    (problem,) = weakened(PLANNED, args)
    assert problem.subject == "secondary.availability_zone"
    assert problem.required == "the loss of one zone must leave the other POD"
