"""Cases of BC-POD-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-003"
ZONES = {"primary": "us-east-1a", "secondary": "us-east-1b"}


def group(role: str, **sizes: Any) -> Declared:
    """Return one POD."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    properties = {"tags": tags, "availabilityZones": [ZONES[role]], **sizes}
    return Declared("aws:autoscaling/group:Group", role, properties)


def reservation(
    count: Any, zone: Any = "us-east-1b", role: str = "secondary", **more: Any
) -> Declared:
    """Return a capacity reservation of the service."""
    tags = {"pods:service": "clinic", "pods:role": role}
    properties = {"instanceCount": count, "availabilityZone": zone, "tags": tags, **more}
    return Declared("aws:ec2/capacityReservation:CapacityReservation", "r", properties)


def says(text: str) -> str:
    """Return what the rule observes of the secondary POD."""
    return f"secondary: the secondary POD of service clinic {text} instances"


def unsure(text: str) -> str:
    """Return what the rule observes where something is unknown."""
    return f"undecided: {says(text)}, as far as is known before the update"


def tasks(role: str, count: Any, **outputs: Any) -> Declared:
    """Return a POD of containers."""
    tags = {"pods:service": "clinic", "pods:role": role}
    properties = {"tags": tags, "desiredCount": count, "name": f"{role}-app", "cluster": role}
    return Declared("aws:ecs/service:Service", role, properties, outputs=outputs)


def scaled(of: Declared, least: Any, most: Any, *, by_name: bool = False) -> Declared:
    """Return what scales a POD of containers, related by dependency or by name."""
    return Declared(
        "aws:appautoscaling/target:Target",
        "growth",
        {
            "resourceId": f"service/{of.name}/{of.name}-app" if by_name else UNKNOWN,
            "minCapacity": least,
            "maxCapacity": most,
        },
        uses={} if by_name else {"resourceId": [of]},
    )


def nodes(role: str, **sizes: Any) -> Declared:
    """Return a POD that is a node group of EKS."""
    tags = {"pods:service": "clinic", "pods:role": role}
    return Declared("aws:eks/nodeGroup:NodeGroup", role, {"tags": tags, "scalingConfig": sizes})


def away(role: str, **sizes: Any) -> Declared:
    """Return one POD of the recovery Region."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    return Declared(
        "aws:autoscaling/group:Group",
        f"away-{role}",
        {"tags": tags, "region": "us-west-2", **sizes},
        parent=RECOVERY,
    )


def counted(text: str, what: str) -> str:
    """Return what the rule observes of a secondary POD that is counted otherwise."""
    return f"secondary: the secondary POD of service clinic {text} {what}"


RECOVERY = Declared("pods:index:RecoveryRegion", "clinic")
ONE_TASK = tasks("secondary", 1)
LOAD_4 = group("primary", minSize=2, desiredCapacity=4, maxSize=8)
HALF = {"minSize": 2, "maxSize": 4}
POOL = {"poolState": "Running"}

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: the full load runs", [LOAD_4, group("secondary", minSize=4, maxSize=4)], []),
    ("pass: half runs, all is reserved", [LOAD_4, group("secondary", **HALF), reservation(4)], []),
    ("pass: half runs, a running pool", [LOAD_4, group("secondary", warmPool=POOL, **HALF)], []),
    (
        "pass: a running pool of two",
        [
            LOAD_4,
            group(
                "secondary", minSize=2, maxSize=9, warmPool=POOL | {"maxGroupPreparedCapacity": 4}
            ),
        ],
        [],
    ),
    ("pass: as many tasks", [tasks("primary", 2), tasks("secondary", 2)], []),
    (
        "pass: tasks that scaling keeps",
        [tasks("primary", 2), ONE_TASK, scaled(ONE_TASK, 2, 2)],
        [],
    ),
    (
        "pass: tasks that scaling keeps, by name",
        [tasks("primary", 2), ONE_TASK, scaled(ONE_TASK, 2, 4, by_name=True)],
        [],
    ),
    (
        "pass: nodes",
        [
            nodes("primary", minSize=2, maxSize=2),
            nodes("secondary", minSize=1, desiredSize=2, maxSize=2),
        ],
        [],
    ),
    (
        "pass: dormant in the recovery Region, able to carry all",
        [
            LOAD_4,
            group("secondary", minSize=4, maxSize=4),
            RECOVERY,
            away("primary", minSize=0, maxSize=2),
            away("secondary", minSize=0, maxSize=2),
        ],
        [],
    ),
    (
        "fail: the recovery Region cannot carry all",
        [
            LOAD_4,
            group("secondary", minSize=4, maxSize=4),
            RECOVERY,
            away("primary", minSize=1, maxSize=2),
            away("secondary", minSize=1, maxSize=1),
        ],
        ["away-primary: the recovery Region of service clinic can launch 3 instances"],
    ),
    (
        "fail: half of the tasks, though scaling may start the rest",
        [tasks("primary", 2), ONE_TASK, scaled(ONE_TASK, 1, 2)],
        [counted("holds ready 1", "tasks")],
    ),
    (
        "fail: tasks that nothing scales",
        [tasks("primary", 4), tasks("secondary", 2)],
        [counted("can launch 2", "tasks"), counted("holds ready 2", "tasks")],
    ),
    (
        "fail: scaling of another service",
        [tasks("primary", 2), ONE_TASK, scaled(tasks("primary", 2), 1, 4, by_name=True)],
        [counted("can launch 1", "tasks"), counted("holds ready 1", "tasks")],
    ),
    (
        "fail: too few nodes",
        [nodes("primary", minSize=2, maxSize=2), nodes("secondary", minSize=1, maxSize=2)],
        [counted("holds ready 1", "nodes")],
    ),
    (
        "fail: scaled to zero",
        [LOAD_4, group("secondary", minSize=0, maxSize=4), reservation(4)],
        [says("runs 0")],
    ),
    (
        "fail: no capacity of its own",
        [LOAD_4, group("secondary", **HALF)],
        [says("holds ready 2")],
    ),
    (
        "fail: a stopped pool holds no capacity",
        [LOAD_4, group("secondary", warmPool={"poolState": "Stopped"}, **HALF)],
        [says("holds ready 2")],
    ),
    (
        "fail: reserved in the primary's zone",
        [LOAD_4, group("secondary", **HALF), reservation(4, "us-east-1a")],
        [says("holds ready 2")],
    ),
    (
        "fail: reserved for the primary",
        [LOAD_4, group("secondary", **HALF), reservation(4, role="primary")],
        [says("holds ready 2")],
    ),
    (
        "fail: reserved until a day",
        [LOAD_4, group("secondary", **HALF), reservation(4, endDateType="limited")],
        [says("holds ready 2")],
    ),
    (
        "fail: cannot grow",
        [LOAD_4, group("secondary", minSize=2, maxSize=3), reservation(4)],
        [says("can launch 3")],
    ),
    (
        "boundary: half of three is two",
        [
            group("primary", minSize=3, maxSize=3),
            group("secondary", minSize=1, maxSize=3),
            reservation(3),
        ],
        [says("runs 1")],
    ),
    (
        "boundary: running instances use the reservation",
        [LOAD_4, group("secondary", **HALF), reservation(2)],
        [says("holds ready 2")],
    ),
    (
        "absent: no sizes",
        [LOAD_4, group("secondary")],
        [says("runs 0"), says("can launch 0"), says("holds ready 0")],
    ),
    (
        "unknown: the secondary's size",
        [LOAD_4, group("secondary", minSize=1, desiredCapacity=UNKNOWN, maxSize=4)],
        [unsure("runs 1 to 4"), unsure("holds ready 1 to 4")],
    ),
    (
        "unknown: the primary's size, but enough for its maximum",
        [
            group("primary", minSize=1, desiredCapacity=UNKNOWN, maxSize=4),
            group("secondary", minSize=4, maxSize=4),
        ],
        [],
    ),
    (
        "unknown: how much is reserved",
        [LOAD_4, group("secondary", **HALF), reservation(UNKNOWN)],
        [unsure("holds ready 2 or more")],
    ),
    (
        "unknown: where it is reserved",
        [LOAD_4, group("secondary", **HALF), reservation(4, UNKNOWN)],
        [unsure("holds ready 2 to 4")],
    ),
    (
        "unknown: the warm pool",
        [LOAD_4, group("secondary", warmPool=UNKNOWN, **HALF)],
        [unsure("holds ready 2 to 4")],
    ),
    (
        "unknown: the tasks",
        [tasks("primary", 2), tasks("secondary", UNKNOWN)],
        [
            f"undecided: {counted(text, 'tasks')}, as far as is known before the update"
            for text in ("runs 0 or more", "can launch 0 or more", "holds ready 0 or more")
        ],
    ),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
    (
        "not applicable: one POD",
        [LOAD_4],
        ["n/a: service clinic has not both PODs in this stack: see BC-POD-001"],
    ),
]


@pytest.mark.requirement("A10")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_secondary_that_cannot_take_over_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A share runs, the full load may be launched, and the full load is held ready."""
    assert case
    assert judge(RULE, *stack) == expected


def test_shares_are_configuration(judge: Callable[..., list[str]]) -> None:
    """A team may ask for less to run, and count stopped instances."""
    stack = [LOAD_4, group("secondary", minSize=1, maxSize=4, warmPool={"poolState": "Stopped"})]
    config = {"runningPercent": 25, "stoppedWarmPoolCounts": True}
    assert judge(RULE, *stack, config=config) == []
    assert judge(RULE, *stack, config={"runningPercent": 25}) == [says("holds ready 1")]


def test_what_another_stack_holds_is_left_to_both_together(judge: Callable[..., list[str]]) -> None:
    """The size of a peer's POD is not in this stack."""
    config = {"peers": {"clinic": {"stack": "clinic-recovery", "region": "us-west-2"}}}
    assert judge(RULE, LOAD_4, config=config) == [
        "n/a: service clinic: its secondary POD is in stack clinic-recovery: judge both together"
    ]


def test_a_recovery_region_is_known_by_the_configuration_too(
    judge: Callable[..., list[str]],
) -> None:
    """PODs made without the component are away where the configuration says so."""
    tags = {"pods:service": "clinic", "pods:role": "primary"}
    far = Declared("aws:ec2/instance:Instance", "far", {"tags": tags, "region": "us-west-2"})
    spare = Declared(
        "aws:ec2/instance:Instance",
        "spare",
        {"tags": tags | {"pods:role": "secondary"}, "region": "us-west-2"},
    )
    stack = [LOAD_4, group("secondary", minSize=4, maxSize=4), far, spare]
    assert judge(RULE, *stack, config={"recoveryRegion": "us-west-2"}) == [
        "far: the recovery Region of service clinic can launch 2 instances"
    ]
