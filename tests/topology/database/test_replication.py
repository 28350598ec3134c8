"""What another Region has of a database, and between which Regions AWS lets it."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_database
from pods.topology.database.replication import BACKUP_DESTINATIONS, ReplicaPlan

HOME: dict[str, Any] = {"region": "us-east-1", "replica_region": "us-west-2"}


def refusals(**figures: Any) -> list[str]:
    """Return every message with which these figures are refused."""
    with pytest.raises(TopologyError) as raised:
        plan_database(**figures)
    return [str(problem) for problem in raised.value.problems]


def test_no_region_has_a_replica_by_default() -> None:
    """A replica costs, and the plan says whether a Region's loss is planned for."""
    assert plan_database().replica is None


@pytest.mark.requirement("B4", "D3")
def test_an_instance_copies_its_backups() -> None:
    """Snapshots and logs follow, for as long as at home."""
    plan = plan_database(**HOME, backup_retention_days=14)
    assert plan.replica == ReplicaPlan("automated_backups", "us-west-2", 14)
    kept = plan_database(**HOME, backup_retention_days=14, replica_retention_days=35)
    assert kept.replica == ReplicaPlan("automated_backups", "us-west-2", 35)


@pytest.mark.parametrize(
    ("kind", "asked", "made"),
    [("instance", "read_replica", "read_replica"), ("aurora", None, "global")],
)
def test_a_running_replica_has_a_password_of_its_own(
    kind: str, asked: str | None, made: str
) -> None:
    """AWS replicates no database whose password it manages itself; copied backups it does."""
    plan = plan_database(**HOME, kind=kind, replica_kind=asked)
    assert plan.replica == ReplicaPlan(made, "us-west-2", 0)
    assert plan.own_password is True
    assert plan_database(**HOME, kind="instance").own_password is False
    assert plan_database(**HOME, kind="instance", password="not-a-secret").own_password is True


def test_backups_go_only_where_rds_copies_them() -> None:
    """A pair of Regions that AWS does not serve is said before anything is made."""
    assert refusals(region="ap-northeast-3", replica_region="us-west-2") == [
        (
            "database.replica_region: automated backups from ap-northeast-3 to us-west-2; RDS "
            "copies them from there to ap-northeast-1. Name one of these, or choose replica_kind "
            "read_replica."
        )
    ]
    assert refusals(region="me-south-1", replica_region="us-west-2") == [
        (
            "database.replica_region: automated backups from me-south-1 to us-west-2; RDS copies "
            "them from there to no Region. Name one of these, or choose replica_kind read_replica."
        )
    ]


def test_a_read_replica_goes_anywhere() -> None:
    """Its Regions are no fixed pairs."""
    plan = plan_database(
        region="ap-northeast-3",
        replica_region="us-west-2",
        replica_kind="read_replica",
        password="not-a-secret",
    )
    assert plan.replica == ReplicaPlan("read_replica", "us-west-2", 0)


def test_a_region_that_is_not_told_is_not_looked_at() -> None:
    """A provider that was handed over has a Region that the program does not say."""
    plan = plan_database(replica_region="us-west-2")
    assert plan.replica == ReplicaPlan("automated_backups", "us-west-2", 35)


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        (
            {"replica_region": "oregon"},
            (
                "database.replica_region: 'oregon'; a Region of AWS is required. "
                "Write it like us-west-2."
            ),
        ),
        (
            {"region": "us-west-2", "replica_region": "us-west-2"},
            (
                "database.replica_region: us-west-2; a replica helps only where the database is "
                "not. Name another Region."
            ),
        ),
        (
            {**HOME, "replica_kind": "copy"},
            (
                "database.replica_kind: 'copy'; kind instance has automated_backups or "
                "read_replica. Use one of these."
            ),
        ),
        (
            {**HOME, "replica_retention_days": 40},
            (
                "database.replica_retention_days: 40; RDS keeps copied backups for 1 to 35 days. "
                "Use 35."
            ),
        ),
        (
            {**HOME, "replica_kind": "read_replica", "replica_retention_days": 7},
            (
                "database.replica_retention_days: 7; a read_replica copies no backups. Leave it "
                "out; the replica keeps its own."
            ),
        ),
        (
            {**HOME, "backup_retention_days": 0},
            (
                "database.backup_retention_days: 0, with a replica in another Region; RDS "
                "replicates only a database that is backed up. Use 1 or more."
            ),
        ),
        (
            {"replica_kind": "read_replica"},
            (
                "database.replica_kind: 'read_replica'; it speaks of a replica in another Region, "
                "and there is none. Add replica_region, or leave it out."
            ),
        ),
    ],
)
def test_a_replica_that_cannot_be_is_refused(figures: dict[str, Any], message: str) -> None:
    """Each with its remedy."""
    assert refusals(**{"password": "not-a-secret", **figures}) == [message]


def test_no_region_copies_to_itself() -> None:
    """Every destination is another Region of the same partition."""
    for source, destinations in BACKUP_DESTINATIONS.items():
        assert destinations
        assert source not in destinations
        assert {each[:3] == "cn-" for each in (source, *destinations)} in ({True}, {False})
