"""From a plan to arguments of a pair."""

import time

import pytest

from pods.continuity import Disruption
from pods.errors import TopologyError
from pods.topology.planner import plan_all, plan_topology
from tests.continuity.sample_plan import plan_of, sample


@pytest.mark.requirement("B2")
def test_the_sample_gives_the_arguments_of_a_pair() -> None:
    """Every figure is there, as plain values."""
    args = plan_topology(plan_of(), "booking").pair_args()
    subscriptions = args.pop("alerts")["subscriptions"]
    assert {each["protocol"] for each in subscriptions} >= {"email", "sms"}
    assert args == {
        "service": "booking",
        "owner": "clinic-platform",
        "tier": 1,
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "primary": {"running": 2, "maximum": 4},
        "secondary": {"running": 1, "maximum": 4, "reserved": 4},
        "pod": {"instance_type": "m7i.large", "grace_seconds": 180, "data_gb": 50},
        "traffic": {"check_interval_seconds": 10, "failure_threshold": 3},
        "database": {
            "multi_az": True,
            "backup_retention_days": 35,
            "backup_window": "07:20-09:20",
            "maintenance_window": "sun:10:00-sun:11:00",
            "storage_gb": 104,
            "replica_region": "us-west-2",
            "replica_kind": "read_replica",
        },
        "snapshots": {"interval_hours": 1, "retention_days": 184},
        "object_store": {
            "versioning": True,
            "noncurrent_days": 365,
            "replica_region": "us-west-2",
        },
        "backups": {
            "region": "us-west-2",
            "account": True,
            "interval_hours": 1,
            "point_in_time": True,
            "retention_days": 35,
            "lock": "governance",
        },
        "recovery": {"region": "us-west-2", "running": 0},
        "probes": {"interval_seconds": 60},
    }


@pytest.mark.requirement("B2")
def test_one_objective_changes_one_figure() -> None:
    """From 24 hours to 5 minutes of lost data, only the schedule of the copies follows."""
    figures = []
    for rpo in ("24 h", "5 min"):
        plain = sample()
        plain["capabilities"]["book"]["objectives"] = {
            "data_corruption": {"rpo": rpo, "reason": "Asked"}
        }
        figures.append(plan_topology(plan_of(plain), "booking").figures)
    before, after = figures
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"snapshots.interval_hours"}
    assert before["snapshots.interval_hours"].value == 12
    assert after["snapshots.interval_hours"].value == 1


def test_a_service_that_the_plan_does_not_have_is_refused() -> None:
    """The nearest name is offered."""
    with pytest.raises(TopologyError, match=r"it has booking\. Did you mean booking\?"):
        plan_topology(plan_of(), "bookings")


def test_all_services_are_planned_as_each_is() -> None:
    """The whole is nothing but its parts."""
    plan = plan_of()
    assert plan_all(plan) == {"booking": plan_topology(plan, "booking")}


def test_a_thousand_capabilities_are_planned_in_a_moment() -> None:
    """Well under a second of processor time, for ten capabilities on each of 100 services."""
    plain = sample()
    book, service = plain["capabilities"]["book"], plain["services"]["booking"]
    plain["services"] = {f"s{number}": service for number in range(100)}
    plain["capabilities"] = {
        f"c{number}": book | {"services": [f"s{number // 10}"]} for number in range(1000)
    }
    plan = plan_of(plain)
    start = time.process_time()
    found = plan_all(plan)
    assert time.process_time() - start < 1
    assert len(found) == 100
    assert len(found["s7"].strategies) == 10 * len(Disruption)


def test_of_equal_asks_the_strictest_explains() -> None:
    """Whoever would be content with less comes first by name, and is no reason."""
    plain = sample()
    plain["capabilities"] = {
        "archive": plain["capabilities"]["report"],
        "book": plain["capabilities"]["book"],
    }
    plain["journeys"]["visit"]["capabilities"] = ["archive", "book"]
    by_name = {
        each.figure.name: each for each in plan_topology(plan_of(plain), "booking").decisions
    }
    asked = ("primary.running", "secondary.running", "traffic.failure_threshold")
    assert [by_name[name].capability for name in asked] == ["book", "book", "book"]
