"""Cases of BC-HA-013."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-013"
TASKS = "aws:ecs/service:Service"
NODES = "aws:eks/nodeGroup:NodeGroup"
CLUSTER = Declared("aws:eks/cluster:Cluster", "cluster", {})
A, B = (
    Declared("aws:ec2/subnet:Subnet", zone, {"availabilityZone": zone})
    for zone in ("us-east-1a", "us-east-1b")
)
BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
POD = Declared("pods:index:ContainerPod", "clinic-primary")
ROLES = [{"pods:service": "clinic", "pods:role": role} for role in ("primary", "secondary")]
LATER = "is not known before the update"


def tasks(*, parent: Declared | None = None, outputs: Any = None, **given: Any) -> Declared:
    """Return a service whose bad releases go back."""
    return Declared(TASKS, "it", {**BREAKER, **given}, parent=parent, outputs=outputs or {})


def twin() -> Declared:
    """Return the other POD of the service."""
    return Declared(TASKS, "twin", {**BREAKER, "tags": ROLES[1]})


EXTERNAL = Declared(
    TASKS, "twin", {"tags": ROLES[1], "deploymentController": {"type": "CODE_DEPLOY"}}
)


def nodes(name: str, *of: Declared, cluster: Declared | str | None = CLUSTER) -> Declared:
    """Return nodes in subnets whose ids are not known yet, of a cluster by dependency or name."""
    uses: dict[str, list[Declared]] = {"subnetIds": list(of)}
    if isinstance(cluster, Declared):
        uses["clusterName"] = [cluster]
    named = cluster if isinstance(cluster, str) else UNKNOWN
    return Declared(
        NODES, name, {"clusterName": named, "subnetIds": [UNKNOWN] * len(of)}, uses=uses
    )


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: on", [tasks(availabilityZoneRebalancing="ENABLED")], []),
    ("pass: not turned off", [tasks()], []),
    ("pass: a task on each instance", [tasks(schedulingStrategy="DAEMON")], []),
    (
        "pass: a POD is in one zone",
        [tasks(tags=ROLES[0], availabilityZoneRebalancing="DISABLED"), twin()],
        [],
    ),
    ("pass: nodes in two zones", [A, B, CLUSTER, nodes("it", A, B)], []),
    (
        "pass: a node group for each zone, by dependency",
        [A, B, CLUSTER, nodes("1", A), nodes("2", B)],
        [],
    ),
    (
        "pass: a node group for each zone, by name",
        [A, B, nodes("1", A, cluster="shop"), nodes("2", B, cluster="shop")],
        [],
    ),
    (
        "fail: turned off",
        [tasks(availabilityZoneRebalancing="DISABLED")],
        ["it: availability_zone_rebalancing is not ENABLED"],
    ),
    (
        "fail: an old service that AWS does not balance",
        [tasks(outputs={"availabilityZoneRebalancing": "DISABLED"})],
        ["it: availability_zone_rebalancing is not ENABLED"],
    ),
    (
        "fail: a release that stays",
        [tasks(deploymentCircuitBreaker={"enable": True, "rollback": False})],
        ["it: deployment_circuit_breaker.rollback is False"],
    ),
    (
        "fail: a POD without its twin",
        [POD, tasks(parent=POD, availabilityZoneRebalancing="DISABLED")],
        ["it: availability_zone_rebalancing is not ENABLED"],
    ),
    (
        "fail: a POD's release that stays",
        [tasks(tags=ROLES[0], deploymentCircuitBreaker={"enable": False}), twin()],
        ["it: deployment_circuit_breaker.enable is False"],
    ),
    (
        "fail: nodes in one zone",
        [A, CLUSTER, nodes("it", A)],
        ["it: all nodes of its cluster are in us-east-1a"],
    ),
    (
        "fail: the other zone is another cluster's",
        [A, B, CLUSTER, nodes("it", A), nodes("other", A, B, cluster="shop")],
        ["it: all nodes of its cluster are in us-east-1a"],
    ),
    (
        "boundary: another one deploys",
        [tasks(deploymentController={"type": "EXTERNAL"}, deploymentCircuitBreaker=None)],
        [],
    ),
    (
        "absent: no circuit breaker",
        [Declared(TASKS, "it", {})],
        ["it: deployment_circuit_breaker.enable is not set"],
    ),
    (
        "unknown: rebalancing",
        [tasks(availabilityZoneRebalancing=UNKNOWN)],
        [f"undecided: it: availability_zone_rebalancing {LATER}"],
    ),
    (
        "unknown: the circuit breaker",
        [tasks(deploymentCircuitBreaker=UNKNOWN)],
        [f"undecided: it: deployment_circuit_breaker.enable {LATER}"],
    ),
    (
        "unknown: who deploys",
        [tasks(deploymentController={"type": UNKNOWN})],
        [f"undecided: it: deployment_controller.type {LATER}"],
    ),
    (
        "unknown: the subnets of nodes",
        [Declared(NODES, "it", {"clusterName": "shop", "subnetIds": UNKNOWN})],
        ["undecided: it: the zones of its cluster's nodes are not known before the update"],
    ),
    (
        "not applicable: nothing of the kind",
        [],
        ["n/a: no ECS service or EKS node group in this stack"],
    ),
    (
        "not applicable: a weaker tier",
        [tasks(tags={"pods:tier": "3"})],
        ["n/a: tier 3 may wait for people to spread it again"],
    ),
    (
        "not applicable: nodes of a POD",
        [Declared(NODES, name, {"tags": tags}) for name, tags in zip("ab", ROLES, strict=True)],
        ["n/a: the nodes of one POD of two: see BC-POD-002"],
    ),
    (
        "not applicable: a POD that something else deploys",
        [tasks(tags=ROLES[0], deploymentController={"type": "CODE_DEPLOY"}), EXTERNAL],
        ["n/a: one POD of two, which something else than ECS deploys"],
    ),
]


@pytest.mark.requirement("A5", "A7", "B3")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_tasks_and_nodes_that_stay_where_they_fell_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """They spread again by themselves, and a release that does not work goes back."""
    assert case
    assert judge(RULE, *stack) == expected


def test_the_other_pod_may_be_declared_in_another_stack(judge: Callable[..., list[str]]) -> None:
    """A POD whose twin the configuration declares stays in its zone."""
    pod = tasks(tags=ROLES[0], availabilityZoneRebalancing="DISABLED")
    assert judge(RULE, pod, config={"peers": {"clinic": {"stack": "clinic-b"}}}) == []
    assert judge(RULE, pod) == ["it: availability_zone_rebalancing is not ENABLED"]
