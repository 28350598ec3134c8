"""The kinds of database: what each is made of, and what AWS refuses of it."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_database

THREE_ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]


def refusals(**figures: Any) -> list[str]:
    """Return every message with which these figures are refused."""
    with pytest.raises(TopologyError) as raised:
        plan_database(**figures)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("instance", ("postgres17", "db.m7g.large", "gp3", 500, None)),
        ("cluster", ("postgres17", "db.m6gd.large", "io1", 100, 1_000)),
        ("aurora", ("aurora-postgresql17", "db.r7g.large", "gp3", 500, None)),
    ],
)
def test_each_kind_has_its_own_defaults(kind: str, expected: tuple[object, ...]) -> None:
    """Family, class and storage are of the kind."""
    plan = plan_database(kind=kind)
    assert plan.kind == kind
    assert expected == (
        plan.parameter_family,
        plan.instance_class,
        plan.storage_type,
        plan.maximum_storage_gb,
        plan.iops,
    )


def test_an_unknown_kind_is_refused() -> None:
    """Nothing is guessed."""
    assert refusals(kind="mysql") == [
        "database.kind: 'mysql'; there are instance, cluster, aurora. Use one of these."
    ]


def test_a_cluster_does_not_fit_into_two_zones() -> None:
    """Its three members lie in three zones, and a pair spans two."""
    assert refusals(kind="cluster", availability_zones=THREE_ZONES[:2]) == [
        (
            "database.availability_zones: us-east-1a, us-east-1b; the subnets of a Multi-AZ "
            "cluster lie in 3 zones or more. Add a data subnet in a third zone; a pair spans two, "
            "and cannot have this kind."
        )
    ]
    assert plan_database(kind="cluster", availability_zones=THREE_ZONES).member_zones == ()


def test_what_a_cluster_cannot_have_is_one_refusal() -> None:
    """Class, storage, standby, version, retention and the other Region are told together."""
    assert refusals(
        kind="cluster",
        multi_az=False,
        engine_version="12",
        instance_class="db.m7g.large",
        backup_retention_days=0,
        storage_gb=50,
        maximum_storage_gb=500,
        storage_type="gp2",
        iops=500,
        region="us-east-1",
        replica_region="us-west-2",
    ) == [
        "database.engine_version: 12; a Multi-AZ cluster needs PostgreSQL 13 or later. Raise it.",
        (
            "database.instance_class: 'db.m7g.large'; a Multi-AZ cluster needs a class with a "
            "local disk (its family has a d, as in m6gd). Use db.m6gd.large, or another size of it."
        ),
        (
            "database.backup_retention_days: 0; RDS keeps backups for 1 to 35 days. Use 35; "
            "AWS Backup keeps copies for longer."
        ),
        (
            "database.maximum_storage_gb: 500 GB; the storage of a Multi-AZ cluster does not grow "
            "by itself. Leave it out."
        ),
        (
            "database.multi_az: false; a Multi-AZ cluster always has its two standbys. Leave it "
            "out, or choose kind instance."
        ),
        (
            "database.storage_gb: 50 GB, growing to 500 GB; at least 100 GB, and a maximum that is "
            "not smaller. Raise storage_gb, or maximum_storage_gb."
        ),
        "database.storage_type: 'gp2'; a Multi-AZ cluster has gp3, io1, io2. Use one of these.",
        "database.iops: 500 with 50 GB; RDS takes 1000 to 2500. Change it, or the storage.",
        (
            "database.replica_region: us-west-2 for a Multi-AZ cluster; RDS copies neither its "
            "automated backups nor its snapshots to another Region. Choose kind instance or "
            "aurora, or keep copies by other means."
        ),
    ]


@pytest.mark.parametrize(
    "instance_class", ["db.m6gd.large", "db.r6idn.xlarge", "db.x2iedn.32xlarge"]
)
def test_a_cluster_takes_classes_with_a_local_disk(instance_class: str) -> None:
    """Their families have a d, wherever it stands."""
    assert plan_database(kind="cluster", instance_class=instance_class).iops == 1_000


@pytest.mark.parametrize(
    ("storage_gb", "storage_type", "iops"), [(100, "gp3", 3_000), (4_000, "io2", 4_000)]
)
def test_a_cluster_is_fast_enough_for_its_size(
    storage_gb: int, storage_type: str, iops: int
) -> None:
    """What is not asked for lies within what RDS takes."""
    plan = plan_database(kind="cluster", storage_gb=storage_gb, storage_type=storage_type)
    assert plan.iops == iops


@pytest.mark.requirement("A6", "D1")
def test_aurora_has_an_instance_in_each_zone() -> None:
    """Without a reader elsewhere the loss of the zone would wait for a person."""
    plan = plan_database(kind="aurora", availability_zones=THREE_ZONES[:2])
    assert plan.member_zones == ("us-east-1a", "us-east-1b")


def test_aurora_in_one_zone_is_planned() -> None:
    """The judge is not the builder."""
    plan = plan_database(kind="aurora", availability_zones=THREE_ZONES[:2], multi_az=False)
    assert plan.member_zones == ("us-east-1a",)


def test_zones_of_another_region_are_refused() -> None:
    """They have no subnets that the database could lie in."""
    assert refusals(kind="cluster", availability_zones=THREE_ZONES, region="eu-west-1") == [
        (
            "database.availability_zones: us-east-1a, us-east-1b, us-east-1c; the stack's "
            "aws:region is eu-west-1. Name zones of eu-west-1, or set aws:region."
        )
    ]


def test_what_aurora_cannot_have_is_one_refusal() -> None:
    """Its storage is its own, its classes are large, and its zones are two."""
    assert refusals(
        kind="aurora",
        instance_class="db.m7g.large",
        availability_zones=["us-east-1a"],
        maximum_storage_gb=500,
        storage_type="io1",
        iops=1_000,
        backup_retention_days=0,
        replica_region="us-west-2",
        replica_kind="read_replica",
        password="not-a-secret",
    ) == [
        (
            "database.instance_class: 'db.m7g.large'; Aurora needs a memory-optimized class (r or "
            "x), as a global database needs. Use db.r7g.large, or another size of it."
        ),
        (
            "database.backup_retention_days: 0; RDS keeps backups for 1 to 35 days. Use 35; "
            "AWS Backup keeps copies for longer."
        ),
        (
            "database.maximum_storage_gb: 500 GB; the storage of Aurora grows by itself, without a "
            "bound to set. Leave it out."
        ),
        (
            "database.availability_zones: us-east-1a; the subnets of Aurora lie in 2 zones or "
            "more. Name the zones of its subnets."
        ),
        (
            "database.storage_type: io1; only a Multi-AZ cluster is given one; Aurora is not. "
            "Leave it out."
        ),
        "database.iops: 1000; only a Multi-AZ cluster is given one; Aurora is not. Leave it out.",
        "database.replica_kind: 'read_replica'; kind aurora has global. Leave it out.",
    ]


def test_an_instance_has_no_speed_of_its_own() -> None:
    """Its storage is gp3, whose speed grows with it; nothing is dropped in silence."""
    assert refusals(iops=5_000, instance_class="large") == [
        (
            "database.instance_class: 'large'; a Multi-AZ instance needs a class of RDS. "
            "Use db.m7g.large, or another size of it."
        ),
        (
            "database.iops: 5000; only a Multi-AZ cluster is given one; a Multi-AZ instance is "
            "not. Leave it out."
        ),
    ]
