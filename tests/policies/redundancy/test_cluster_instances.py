"""Cases of BC-HA-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-002"
RDS = "aws:rds/cluster:Cluster"
NEPTUNE = "aws:neptune/cluster:Cluster"


def cluster(name: str = "it", kind: str = RDS, **properties: Any) -> Declared:
    """Return a cluster."""
    return Declared(kind, name, {"engine": "aurora-postgresql", **properties})


def instance(name: str, of: Declared | None, zone: Any = None, **properties: Any) -> Declared:
    """Return an instance, of a cluster whose name is not known yet or as the properties say."""
    kind = of.type if of else RDS
    named = {"clusterIdentifier": UNKNOWN, **({} if zone is None else {"availabilityZone": zone})}
    return Declared(
        kind.replace("cluster:Cluster", "clusterInstance:ClusterInstance"),
        name,
        {**named, **properties},
        uses={"clusterIdentifier": [of]} if of else {},
    )


IT, OTHER = cluster(), cluster("other")
GRAPH = cluster("graph", NEPTUNE)
NAMED = cluster("named", clusterIdentifier="clinic")
FAR = cluster("far", globalClusterIdentifier=UNKNOWN)
A, B = "us-east-1a", "us-east-1b"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [IT, instance("1", IT, A), instance("2", IT, B)], []),
    (
        "pass: by name",
        [
            NAMED,
            instance("1", None, A, clusterIdentifier="clinic"),
            instance("2", None, B, clusterIdentifier="clinic"),
        ],
        [],
    ),
    ("pass: zones that AWS chooses", [IT, instance("1", IT), instance("2", IT)], []),
    ("pass: a graph", [GRAPH, instance("1", GRAPH, A), instance("2", GRAPH, B)], []),
    ("pass: a Multi-AZ cluster", [cluster(dbClusterInstanceClass="db.m6gd.large")], []),
    (
        "pass: the zone of one is not known, the others' are two",
        [IT, instance("1", IT, A), instance("2", IT, B), instance("3", IT, UNKNOWN)],
        [],
    ),
    (
        "fail: in one zone",
        [IT, instance("1", IT, A), instance("2", IT, A)],
        [f"it: all its instances are in {A}"],
    ),
    (
        "fail: the second is another cluster's",
        [IT, OTHER, instance("1", IT, A), instance("2", OTHER, A), instance("3", OTHER, B)],
        ["it: it has 1 instance"],
    ),
    ("fail: a graph", [GRAPH, instance("1", GRAPH)], ["graph: it has 1 instance"]),
    (
        "fail: AWS chose one zone",
        [
            IT,
            *(
                Declared(
                    "aws:rds/clusterInstance:ClusterInstance",
                    name,
                    {"clusterIdentifier": UNKNOWN},
                    uses={"clusterIdentifier": [IT]},
                    outputs={"availabilityZone": A},
                )
                for name in ("1", "2")
            ),
        ],
        [f"it: all its instances are in {A}"],
    ),
    ("boundary: one instance", [IT, instance("1", IT, A)], ["it: it has 1 instance"]),
    ("absent: no instance", [IT], ["it: it has no instance"]),
    (
        "unknown: whose the second is",
        [IT, instance("1", IT, A), instance("2", None, B)],
        ["undecided: it: which instances are the cluster's is not known before the update"],
    ),
    (
        "unknown: a zone",
        [IT, instance("1", IT, A), instance("2", IT, UNKNOWN)],
        ["undecided: it: the zone of 2 is not known before the update"],
    ),
    ("not applicable: no cluster", [], ["n/a: no database cluster in this stack"]),
    (
        "not applicable: a weaker tier",
        [cluster(tags={"pods:tier": "3"})],
        ["n/a: tier 3 may run in one Availability Zone"],
    ),
    (
        "not applicable: Aurora Serverless v1",
        [cluster(engineMode="serverless")],
        ["n/a: Aurora Serverless v1: AWS moves its capacity to another zone"],
    ),
    (
        "not applicable: a global database's other Region",
        [FAR],
        ["n/a: the cluster of a global database in another Region, without instances so far"],
    ),
]


@pytest.mark.requirement("A4", "A6", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_cluster_with_instances_in_one_zone_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """There are two instances of the cluster itself, and not all of them in one zone."""
    assert case
    assert judge(RULE, *stack) == expected
