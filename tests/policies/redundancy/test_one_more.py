"""Cases of BC-HA-006."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, judged
from pods_policies.redundancy.one_more import ONE_MORE

RULE = "BC-HA-006"
GROUP = "aws:autoscaling/group:Group"
TASKS = "aws:ecs/service:Service"
NODES = "aws:eks/nodeGroup:NodeGroup"
TARGET = "aws:appautoscaling/target:Target"
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]
A, B = (
    Declared("aws:ec2/subnet:Subnet", zone, {"availabilityZone": zone}, outputs={"id": f"s-{zone}"})
    for zone in ZONES[:2]
)


def group(least: Any, zones: int = 2, **properties: Any) -> Declared:
    """Return an Auto Scaling group in so many zones."""
    given = {"minSize": least, "availabilityZones": ZONES[:zones], **properties}
    return Declared(GROUP, "it", {key: one for key, one in given.items() if one is not None})


def tasks(called: str = "it", *subnets: Declared, **properties: Any) -> Declared:
    """Return a service of tasks."""
    within = {"networkConfiguration": {"subnets": [UNKNOWN] * len(subnets)}} if subnets else {}
    uses = {"networkConfiguration": subnets} if subnets else {}
    return Declared(TASKS, called, {**within, **properties}, uses=uses)


def target(least: Any, of: Declared | None, identity: Any = UNKNOWN) -> Declared:
    """Return what scales a service of tasks."""
    properties = {"minCapacity": least, "resourceId": identity, "serviceNamespace": "ecs"}
    return Declared(TARGET, "scaling", properties, uses={"resourceId": [of]} if of else {})


def pod(role: str, least: Any, region: str = "us-east-1") -> Declared:
    """Return a POD in one zone."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    zone = f"{region}{'a' if role == 'primary' else 'b'}"
    properties = {"tags": tags, "minSize": least, "availabilityZones": [zone], "region": region}
    return Declared(GROUP, f"{role}-{region}", properties)


IT, DECOY = tasks("it", A, B, desiredCount=4), tasks("decoy", A, B, desiredCount=4)
NAMED = tasks("named", A, B, name="clinic", desiredCount=4)
LATER = "is not known before the update"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: two in two zones", [group(2)], []),
    ("pass: three in three zones", [group(3, 3)], []),
    ("pass: tasks", [A, B, tasks("it", A, B, desiredCount=2)], []),
    ("pass: tasks on container instances", [tasks(desiredCount=2)], []),
    (
        "pass: nodes",
        [
            A,
            B,
            Declared(
                NODES,
                "it",
                {"scalingConfig": {"minSize": 2}, "subnetIds": [UNKNOWN, UNKNOWN]},
                uses={"subnetIds": [A, B]},
            ),
        ],
        [],
    ),
    ("pass: the PODs of a service", [pod("primary", 4), pod("secondary", 2)], []),
    (
        "pass: dormant PODs of the recovery Region",
        [
            pod("primary", 4),
            pod("secondary", 2),
            pod("primary", 0, "us-west-2"),
            pod("secondary", 0, "us-west-2"),
        ],
        [],
    ),
    ("fail: one of a kind", [group(1)], ["it: min_size is 1"]),
    (
        "fail: one zone",
        [group(4, 1)],
        ["it: of 4 in 1 zone, the loss of one leaves 0"],
    ),
    ("fail: tasks", [A, B, tasks("it", A, B, desiredCount=1)], ["it: desired_count is 1"]),
    (
        "fail: tasks that scale down to one, by dependency",
        [A, B, IT, DECOY, target(1, IT)],
        ["it: min_capacity is 1"],
    ),
    (
        "fail: tasks that scale down to one, by name",
        [A, B, NAMED, DECOY, target(1, None, "service/shop/clinic")],
        ["named: min_capacity is 1"],
    ),
    (
        "fail: nodes",
        [Declared(NODES, "it", {"scalingConfig": {"minSize": 1}})],
        ["it: scaling_config.min_size is 1"],
    ),
    (
        "fail: the secondary POD is too small",
        [pod("primary", 4), pod("secondary", 1)],
        [
            "primary-us-east-1: without one POD, service clinic runs 1 at the least",
            "secondary-us-east-1: without one POD, service clinic runs 1 at the least",
        ],
    ),
    ("fail: a number that is none", [group("two")], ["it: min_size is not a number"]),
    (
        "boundary: less than half is left",
        [group(3)],
        ["it: of 3 in 2 zones, the loss of one leaves 1"],
    ),
    (
        "boundary: a third is enough for tier 2",
        [group(3, tags=[{"key": "pods:tier", "value": "2"}])],
        [],
    ),
    ("boundary: half of the primary POD", [pod("primary", 2), pod("secondary", 1)], []),
    ("boundary: one in each POD", [pod("primary", 1), pod("secondary", 1)], []),
    (
        "fail: tasks in one zone",
        [A, tasks("it", A, desiredCount=2)],
        ["it: of 2 in 1 zone, the loss of one leaves 0"],
    ),
    ("absent: no least number", [group(None)], ["it: min_size is 0"]),
    ("unknown: the least number", [group(UNKNOWN)], [f"undecided: it: min_size {LATER}"]),
    (
        "unknown: the secondary POD's",
        [pod("primary", 4), pod("secondary", UNKNOWN)],
        [
            f"undecided: primary-us-east-1: min_size {LATER}",
            f"undecided: secondary-us-east-1: min_size {LATER}",
        ],
    ),
    (
        "unknown: the zones",
        [Declared(GROUP, "it", {"minSize": 4, "vpcZoneIdentifiers": UNKNOWN})],
        [f"undecided: it: how many of its zones there are {LATER}"],
    ),
    (
        "not applicable: nothing runs",
        [],
        ["n/a: no group, service of tasks or node group in this stack"],
    ),
    (
        "not applicable: a weaker tier",
        [group(1, tags=[{"key": "pods:tier", "value": "3"}])],
        ["n/a: tier 3 may run one of a kind"],
    ),
    (
        "not applicable: one on each instance",
        [tasks(schedulingStrategy="DAEMON")],
        ["n/a: one task on each container instance"],
    ),
]


@pytest.mark.requirement("A4", "A10", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_what_a_zone_takes_along_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """There are two at the least, and enough of them where the zone was not."""
    assert case
    assert judge(RULE, *stack, config={"recoveryRegion": "us-west-2"}) == expected


def test_the_share_and_the_least_number_are_settings(judge: Callable[..., list[str]]) -> None:
    """A team that needs more of it says so."""
    assert judge(RULE, group(2), config={"least": {"1": 3}}) == ["it: min_size is 2"]
    assert judge(RULE, group(4), config={"leftPercent": {"1": 51}}) == [
        "it: of 4 in 2 zones, the loss of one leaves 2"
    ]


def test_the_other_pod_may_be_declared_in_another_stack(judge: Callable[..., list[str]]) -> None:
    """What the other stack runs cannot be seen from here."""
    config = {"peers": {"clinic": {"stack": "clinic-b"}}}
    assert judge(RULE, pod("primary", 4), config=config) == [
        "n/a: its other POD is declared in stack clinic-b"
    ]


@pytest.mark.parametrize(
    ("kind", "prop", "asked"),
    [
        (
            TASKS,
            "desiredCount",
            "Change: desired_count=2 (desiredCount), and first move any state that a task keeps",
        ),
        (
            GROUP,
            "minSize",
            "Change: min_size=2 (minSize) on aws.autoscaling.Group",
        ),
    ],
)
def test_a_second_container_is_asked_for_once_the_first_keeps_no_state(
    kind: str, prop: str, asked: str
) -> None:
    """Two tasks with a database each would be two databases."""
    [found] = judged([Declared(kind, "one", {prop: 1})], rules=[ONE_MORE]).violations
    assert asked in found.message
