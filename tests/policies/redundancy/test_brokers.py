"""Cases of BC-HA-012."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-012"
KAFKA = "aws:msk/cluster:Cluster"
REPLICATOR = "aws:msk/replicator:Replicator"
A, B = (
    Declared("aws:ec2/subnet:Subnet", zone, {"availabilityZone": zone})
    for zone in ("us-east-1a", "us-east-1b")
)
ALONE = "it: no replicator of this stack copies it"
LATER = "is not known before the update"


def cluster(name: str = "it", subnets: Any = ("subnet-1", "subnet-2"), **given: Any) -> Declared:
    """Return a cluster of tier 2, with its brokers in two zones."""
    of = list(subnets) if isinstance(subnets, tuple) else subnets
    within = {} if of is None else {"brokerNodeGroupInfo": {"clientSubnets": of}}
    tags = {"tags": {"pods:tier": "2"}}
    return Declared(KAFKA, name, {"numberOfBrokerNodes": 2, **tags, **within, **given})


def by_dependency(*of: Declared, unknown: int) -> Declared:
    """Return a cluster in subnets whose ids are not known yet."""
    properties = {"brokerNodeGroupInfo": {"clientSubnets": [UNKNOWN] * unknown}}
    return Declared(
        KAFKA,
        "it",
        {"numberOfBrokerNodes": 2, "tags": {"pods:tier": "2"}, **properties},
        uses={"brokerNodeGroupInfo": of},
    )


def replicator(*of: Declared, arns: list[str] | None = None) -> Declared:
    """Return a replicator of clusters, by dependency or by ARN."""
    rows = [{"amazonMskCluster": {"mskClusterArn": arn}} for arn in arns or [UNKNOWN] * 2]
    uses = {"kafkaClusters": of} if of else {}
    return Declared(REPLICATOR, "copies", {"kafkaClusters": rows}, uses=uses)


VITAL = cluster(tags={"pods:tier": "1"})
AWAY = cluster("away")
MADE = Declared(KAFKA, "it", VITAL.properties, outputs={"arn": "arn:aws:kafka:::cluster/it"})

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: subnets made elsewhere", [cluster()], []),
    ("pass: by dependency", [A, B, by_dependency(A, B, unknown=2)], []),
    ("pass: replicated, by dependency", [VITAL, AWAY, replicator(VITAL, AWAY)], []),
    (
        "pass: replicated, by ARN",
        [MADE, replicator(arns=["arn:aws:kafka:::cluster/it", "arn:aws:kafka:::cluster/x"])],
        [],
    ),
    (
        "fail: one zone, by dependency",
        [A, by_dependency(A, unknown=1)],
        ["it: its brokers are all in us-east-1a"],
    ),
    ("fail: not replicated", [VITAL], [ALONE]),
    (
        "fail: another is replicated",
        [VITAL, AWAY, replicator(AWAY, arns=["arn:aws:kafka:::cluster/x"])],
        [ALONE],
    ),
    (
        "fail: a number that is none",
        [cluster(numberOfBrokerNodes="two")],
        ["it: number_of_broker_nodes is not a number"],
    ),
    (
        "boundary: three brokers in two zones",
        [cluster(numberOfBrokerNodes=3)],
        ["it: number_of_broker_nodes is 3"],
    ),
    ("boundary: four brokers in two zones", [cluster(numberOfBrokerNodes=4)], []),
    (
        "absent: no subnets and no brokers",
        [Declared(KAFKA, "it", {"tags": {"pods:tier": "2"}})],
        ["it: it names no subnet", "it: number_of_broker_nodes is not set"],
    ),
    (
        "unknown: the subnets",
        [cluster(subnets=UNKNOWN)],
        [f"undecided: it: the zones of its brokers {LATER.replace('is', 'are', 1)}"],
    ),
    (
        "unknown: the brokers",
        [cluster(numberOfBrokerNodes=UNKNOWN)],
        [f"undecided: it: number_of_broker_nodes {LATER}"],
    ),
    (
        "unknown: what is replicated",
        [VITAL, replicator()],
        [f"undecided: it: which clusters a replicator copies {LATER}"],
    ),
    (
        "unknown: one of two that are replicated",
        [VITAL, replicator(arns=["arn:aws:kafka:::cluster/x", UNKNOWN])],
        [f"undecided: it: which clusters a replicator copies {LATER}"],
    ),
    (
        "unknown: all of what is replicated",
        [VITAL, Declared(REPLICATOR, "copies", {"kafkaClusters": UNKNOWN})],
        [f"undecided: it: which clusters a replicator copies {LATER}"],
    ),
    (
        "pass: replicated, as the whole list tells",
        [
            VITAL,
            Declared(
                REPLICATOR,
                "copies",
                {"kafkaClusters": UNKNOWN},
                uses={"kafkaClusters": [VITAL]},
            ),
        ],
        [],
    ),
    ("not applicable: no cluster", [], ["n/a: no MSK cluster in this stack"]),
    (
        "not applicable: a weaker tier",
        [cluster(tags={"pods:tier": "3"})],
        ["n/a: tier 3 may lose its brokers with a zone"],
    ),
]


@pytest.mark.requirement("A4", "A5", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_brokers_that_go_with_a_zone_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Brokers are spread evenly, and the most critical topics are elsewhere as well."""
    assert case
    assert judge(RULE, *stack) == expected
