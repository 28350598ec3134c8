"""Cases of BC-POD-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, judged
from pods_policies.pairs.both_pods import BOTH_PODS

RULE = "BC-POD-001"


def group(name: str, **tags: Any) -> Declared:
    """Return an Auto Scaling group with pods: tags."""
    rows = [{"key": f"pods:{key}", "value": value} for key, value in tags.items()]
    return Declared("aws:autoscaling/group:Group", name, {"tags": rows})


def instance(name: str, **tags: Any) -> Declared:
    """Return an instance with pods: tags."""
    named = {f"pods:{key}": value for key, value in tags.items()}
    return Declared("aws:ec2/instance:Instance", name, {"tags": named})


def database(**tags: Any) -> Declared:
    """Return a database with pods: tags."""
    named = {f"pods:{key}": value for key, value in tags.items()}
    return Declared("aws:rds/instance:Instance", "db", {"tags": named})


UNSURE = "undecided: two: whether service clinic has a secondary POD is not known before the update"
PRIMARY = group("one", service="clinic", role="primary")
SECONDARY = group("two", service="clinic", role="secondary")


def inside(component: str, name: str, **tags: Any) -> Declared:
    """Return a group that stands in a POD's component."""
    within = Declared(component, name, parent=PAIR)
    rows = [{"key": f"pods:{key}", "value": value} for key, value in tags.items()]
    return Declared("aws:autoscaling/group:Group", f"{name}-group", {"tags": rows}, parent=within)


def plan(**services: int) -> Declared:
    """Return a plan with a capability of a tier for each service."""
    content = {
        "name": "clinic",
        "services": {name: {"name": name, "owner": "team"} for name in services},
        "capabilities": {
            f"use-{name}": {"name": name, "owner": "team", "tier": tier, "services": [name]}
            for name, tier in services.items()
        },
    }
    return Declared("pods:index:ContinuityPlan", "plan", {"plan": content})


def containers(name: str, **tags: Any) -> Declared:
    """Return a service of ECS with pods: tags."""
    named = {f"pods:{key}": value for key, value in tags.items()}
    return Declared("aws:ecs/service:Service", name, {"tags": named})


def nodes(name: str, **tags: Any) -> Declared:
    """Return a node group of EKS with pods: tags."""
    named = {f"pods:{key}": value for key, value in tags.items()}
    return Declared("aws:eks/nodeGroup:NodeGroup", name, {"tags": named})


PAIR = Declared("pods:index:PodPair", "clinic")
POD, CONTAINER_POD = "pods:index:Pod", "pods:index:ContainerPod"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: both", [PRIMARY, SECONDARY], []),
    ("pass: as instances", [PRIMARY, instance("two", service="clinic", role="secondary")], []),
    (
        "pass: as containers and nodes",
        [
            containers("one", service="clinic", role="primary"),
            nodes("two", service="clinic", role="secondary"),
        ],
        [],
    ),
    (
        "pass: by the component around them, without tags",
        [PAIR, inside(POD, "clinic-primary"), inside(CONTAINER_POD, "clinic-secondary")],
        [],
    ),
    (
        "pass: a role that only another part of the component tells",
        [
            PAIR,
            PRIMARY,
            inside(POD, "east", service="clinic"),
            Declared(
                "aws:ec2/launchTemplate:LaunchTemplate",
                "east-template",
                {"tags": {"pods:role": "secondary"}},
                parent=Declared(POD, "east", parent=PAIR),
            ),
        ],
        [],
    ),
    (
        "pass: tags win over the component's name",
        [
            PAIR,
            inside(POD, "clinic-secondary", service="clinic", role="primary"),
            Declared(
                "aws:ec2/instance:Instance",
                "two",
                {"tags": {"pods:service": "clinic", "pods:role": "secondary"}},
                parent=Declared(POD, "clinic-secondary", parent=PAIR),
            ),
        ],
        [],
    ),
    (
        "fail: a tag wins over the component",
        [
            PAIR,
            inside(POD, "clinic-primary"),
            inside(POD, "clinic-secondary", service="clinic", role="primary"),
        ],
        ["clinic-primary-group: service clinic has no secondary POD"],
    ),
    (
        "fail: a service that only the plan names",
        [plan(clinic=1)],
        ["clinic: service clinic has neither a primary nor a secondary POD"],
    ),
    (
        "fail: of the plan's tier, not of a weaker tag",
        [plan(clinic=1), group("one", service="clinic", role="primary", tier="3")],
        ["one: service clinic has no secondary POD"],
    ),
    (
        "fail: a role that there is not",
        [PRIMARY, group("two", service="clinic", role="spare")],
        ["one: service clinic has no secondary POD"],
    ),
    ("fail: no secondary", [PRIMARY], ["one: service clinic has no secondary POD"]),
    ("fail: no primary", [SECONDARY], ["two: service clinic has no primary POD"]),
    (
        "fail: of two services one",
        [PRIMARY, SECONDARY, group("three", service="shop", role="primary")],
        ["three: service shop has no secondary POD"],
    ),
    (
        "boundary: the strictest tier of its resources counts",
        [
            group("one", service="clinic", role="primary", tier="2"),
            database(service="clinic", tier="1"),
        ],
        ["one: service clinic has no secondary POD"],
    ),
    (
        "absent: a service without compute",
        [database(service="clinic")],
        ["db: service clinic has neither a primary nor a secondary POD"],
    ),
    (
        "unknown: a role",
        [PRIMARY, group("two", service="clinic", role=UNKNOWN)],
        [UNSURE],
    ),
    (
        "unknown: a service",
        [PRIMARY, group("two", service=UNKNOWN, role="secondary")],
        [UNSURE],
    ),
    (
        "not applicable: a weaker tier",
        [group("one", service="blog", role="primary", tier="2")],
        ["n/a: service blog is of tier 2"],
    ),
    (
        "not applicable: a weaker tier of the plan",
        [plan(blog=2)],
        ["n/a: service blog is of tier 2"],
    ),
    (
        "not applicable: no service",
        [group("one")],
        ["n/a: no resource carries the tag pods:service: nothing was checked"],
    ),
]


@pytest.mark.requirement("A8")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_service_without_both_pods_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A service of tier 1 has compute in both roles."""
    assert case
    around = [one.parent for one in stack if one.parent is not None and one.parent is not PAIR]
    assert judge(RULE, *stack, *around) == expected


SECOND = (
    'add an aws.autoscaling.Group with the tags "pods:service": "clinic" and "pods:role": '
    '"secondary", or name'
)
CHANGES: list[tuple[str, list[Declared], str]] = [
    (
        "one group without a role becomes the primary",
        [group("one", service="clinic")],
        f'Change: put the tag "pods:role": "primary" on aws.autoscaling.Group "one" and {SECOND}',
    ),
    (
        "of nothing both are added",
        [database(service="clinic")],
        f'"pods:role": "primary" and {SECOND}',
    ),
    (
        "of two groups nobody knows which is which",
        [group("one", service="clinic"), group("two", service="clinic")],
        f'"pods:role": "primary" and {SECOND}',
    ),
]


@pytest.mark.parametrize(("case", "stack", "asked"), CHANGES, ids=[one[0] for one in CHANGES])
def test_both_pods_are_asked_for_where_both_are_missing(
    case: str, stack: list[Declared], asked: str
) -> None:
    """Who makes the change is not sent back for the other one."""
    assert case
    [found] = judged(stack, rules=[BOTH_PODS]).violations
    assert asked in found.message


def test_a_declared_service_is_looked_for(judge: Callable[..., list[str]]) -> None:
    """A service that only the configuration names is missing altogether."""
    assert judge(RULE, config={"services": {"clinic": 1}}) == [
        "clinic: service clinic has neither a primary nor a secondary POD"
    ]


PEER = {"stack": "clinic-recovery", "region": "us-west-2"}


def test_the_other_pod_may_be_in_a_declared_stack(judge: Callable[..., list[str]]) -> None:
    """A peer stands for the role that it has, and for no other."""
    assert judge(RULE, PRIMARY, config={"peers": {"clinic": PEER}}) == []
    assert judge(RULE, SECONDARY, config={"peers": {"clinic": PEER}}) == [
        "two: service clinic has no primary POD"
    ]
    primary = {**PEER, "role": "primary"}
    assert judge(RULE, SECONDARY, config={"peers": {"clinic": primary}}) == []
    assert judge(RULE, PRIMARY, config={"peers": {"shop": PEER}})[0] == (
        "one: service clinic has no secondary POD"
    )


@pytest.mark.parametrize(
    "peer",
    [{"region": "us-west-2"}, {"stack": "s", "role": "third"}, {"stack": "s", "zone": "a"}],
    ids=["no stack", "no such role", "no such key"],
)
def test_a_peer_that_says_too_little_is_refused(
    judge: Callable[..., list[str]], peer: dict[str, str]
) -> None:
    """A slip in the configuration does not count as a POD."""
    (said,) = judge(RULE, PRIMARY, config={"peers": {"clinic": peer}})
    assert said.startswith("the configuration of this rule cannot be used: peers")
