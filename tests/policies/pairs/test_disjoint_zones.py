"""Cases of BC-POD-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-002"
UNDECIDED = "undecided: secondary: the zones of the PODs of service clinic are not known"


def shared(zone: str) -> str:
    """Return what the rule observes for a shared zone."""
    return f"secondary: the secondary POD of service clinic is in {zone}, as the primary is"


def subnet(name: str, zone: Any, **outputs: Any) -> Declared:
    """Return a subnet."""
    return Declared("aws:ec2/subnet:Subnet", name, {"availabilityZone": zone}, outputs=outputs)


def group(role: str, *subnets: Declared, ids: Any = None, **properties: Any) -> Declared:
    """Return one POD, in subnets whose ids are not known yet, or as the properties say."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    if subnets or ids is not None:
        properties["vpcZoneIdentifiers"] = [UNKNOWN] * len(subnets) if ids is None else ids
    return Declared(
        "aws:autoscaling/group:Group",
        role,
        {"tags": tags, **properties},
        uses={"vpcZoneIdentifiers": subnets} if subnets else {},
    )


def instance(role: str, of: Declared) -> Declared:
    """Return a POD that is one instance, in a subnet whose id is not known yet."""
    tags = {"pods:service": "clinic", "pods:role": role}
    return Declared(
        "aws:ec2/instance:Instance",
        role,
        {"tags": tags, "subnetId": UNKNOWN},
        uses={"subnetId": [of]},
    )


def tasks(role: str, of: Declared) -> Declared:
    """Return a POD of containers, in a subnet whose id is not known yet."""
    tags = {"pods:service": "clinic", "pods:role": role}
    return Declared(
        "aws:ecs/service:Service",
        role,
        {"tags": tags, "networkConfiguration": {"subnets": [UNKNOWN]}},
        uses={"networkConfiguration": [of]},
    )


def nodes(role: str, of: Declared) -> Declared:
    """Return a POD that is a node group of EKS."""
    tags = {"pods:service": "clinic", "pods:role": role}
    return Declared(
        "aws:eks/nodeGroup:NodeGroup",
        role,
        {"tags": tags, "subnetIds": [UNKNOWN]},
        uses={"subnetIds": [of]},
    )


def regional(name: str, role: str, region: str, zone: str) -> Declared:
    """Return one POD of a named Region."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    return Declared(
        "aws:autoscaling/group:Group",
        name,
        {"tags": tags, "region": region, "availabilityZones": [zone]},
    )


A, B, C = subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), subnet("c", "us-east-1c")
A2 = subnet("a2", "us-east-1a")
MADE_A, MADE_B = subnet("a", "us-east-1a", id="subnet-a"), subnet("b", "us-east-1b", id="subnet-b")
BY_ID = Declared("aws:ec2/subnet:Subnet", "z", {"availabilityZoneId": "use1-az1"})
TOLD = Declared(
    "aws:ec2/subnet:Subnet",
    "told",
    {"availabilityZoneId": "use1-az1"},
    outputs={"availabilityZone": "us-east-1a"},
)
OPEN = subnet("open", UNKNOWN)
WEAK = {"pods:service": "blog", "pods:role": "primary", "pods:tier": "2"}

CASES: list[tuple[str, list[Declared], list[str]]] = [
    (
        "pass: by dependency, before the subnets exist",
        [A, B, group("primary", A), group("secondary", B)],
        [],
    ),
    (
        "pass: by id",
        [MADE_A, MADE_B, group("primary", ids=["subnet-a"]), group("secondary", ids=["subnet-b"])],
        [],
    ),
    (
        "pass: by dependency, under a provider that keeps ids out of the properties",
        [A, B, group("primary", A, ids=["subnet-1"]), group("secondary", B, ids=["subnet-2"])],
        [],
    ),
    (
        "fail: by dependency, under a provider that keeps ids out of the properties",
        [A, A2, group("primary", A, ids=["subnet-1"]), group("secondary", A2, ids=["subnet-2"])],
        [shared("us-east-1a")],
    ),
    (
        "pass: by name",
        [
            group("primary", availabilityZones=["us-east-1a"]),
            group("secondary", availabilityZones=["us-east-1b"]),
        ],
        [],
    ),
    ("pass: an instance", [A, B, group("primary", A), instance("secondary", B)], []),
    ("pass: containers", [A, B, tasks("primary", A), tasks("secondary", B)], []),
    ("pass: nodes", [A, B, nodes("primary", A), nodes("secondary", B)], []),
    (
        "pass: two Regions, whatever the zones",
        [
            group("primary", region="us-east-1"),
            group("secondary", region="us-west-2"),
        ],
        [],
    ),
    (
        "pass: a pair in each of two Regions",
        [
            regional("one", "primary", "us-east-1", "us-east-1a"),
            regional("two", "secondary", "us-east-1", "us-east-1b"),
            regional("three", "primary", "us-west-2", "us-west-2a"),
            regional("four", "secondary", "us-west-2", "us-west-2b"),
        ],
        [],
    ),
    (
        "fail: the pair of one Region of two",
        [
            regional("one", "primary", "us-east-1", "us-east-1a"),
            regional("two", "secondary", "us-east-1", "us-east-1b"),
            regional("three", "primary", "us-west-2", "us-west-2a"),
            regional("four", "secondary", "us-west-2", "us-west-2a"),
        ],
        ["four: the secondary POD of service clinic is in us-west-2a, as the primary is"],
    ),
    (
        "fail: containers",
        [A, A2, tasks("primary", A), tasks("secondary", A2)],
        [shared("us-east-1a")],
    ),
    ("fail: nodes", [A, nodes("primary", A), nodes("secondary", A)], [shared("us-east-1a")]),
    (
        "pass: two Regions",
        [
            group("primary", availabilityZones=["us-east-1a"]),
            group("secondary", availabilityZones=["eu-west-1a"]),
        ],
        [],
    ),
    (
        "pass: computed from more subnets than it holds, none of them shared",
        [A, B, C, group("primary", A), group("secondary", B, C, ids=UNKNOWN)],
        [],
    ),
    (
        "fail: the same subnet",
        [A, group("primary", A), group("secondary", A)],
        [shared("us-east-1a")],
    ),
    (
        "fail: another subnet of the same zone",
        [A, A2, group("primary", A), group("secondary", A2)],
        [shared("us-east-1a")],
    ),
    (
        "fail: the same zone by name",
        [
            group("primary", availabilityZones=["us-east-1a"]),
            group("secondary", availabilityZones=["us-east-1a"]),
        ],
        [shared("us-east-1a")],
    ),
    (
        "fail: zones by id whose names AWS has told",
        [A, TOLD, group("primary", A), group("secondary", TOLD)],
        [shared("us-east-1a")],
    ),
    (
        "boundary: one shared zone of two",
        [A, B, C, group("primary", A, B), group("secondary", B, C)],
        [shared("us-east-1b")],
    ),
    ("absent: nothing says where", [group("primary"), group("secondary")], [UNDECIDED]),
    ("unknown: a zone", [A, OPEN, group("primary", A), group("secondary", OPEN)], [UNDECIDED]),
    (
        "unknown: chosen from subnets of which one is shared",
        [A, B, group("primary", A), group("secondary", A, B, ids=UNKNOWN)],
        [UNDECIDED],
    ),
    (
        "unknown: an id that comes from no subnet of this stack",
        [A, group("primary", A), group("secondary", ids=[UNKNOWN])],
        [UNDECIDED],
    ),
    (
        "unknown: subnets made elsewhere",
        [A, group("primary", A), group("secondary", ids=["subnet-9"])],
        [UNDECIDED],
    ),
    (
        "unknown: a zone's name and a zone's id",
        [A, BY_ID, group("primary", A), group("secondary", BY_ID)],
        [UNDECIDED],
    ),
    (
        "not applicable: a weaker tier",
        [Declared("aws:ec2/instance:Instance", "one", {"tags": WEAK})],
        ["n/a: service blog is of tier 2"],
    ),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
    (
        "not applicable: one POD",
        [A, group("primary", A)],
        ["n/a: service clinic has not both PODs in this stack: see BC-POD-001"],
    ),
]


@pytest.mark.requirement("A8", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_pods_that_share_a_zone_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """The zones of both PODs are certainly known, and have none in common."""
    assert case
    assert judge(RULE, *stack) == expected


def test_the_zones_of_subnets_made_elsewhere_may_be_declared(
    judge: Callable[..., list[str]],
) -> None:
    """The configuration gives the zone of a subnet that this stack does not make."""
    stack = [A, group("primary", A), group("secondary", ids=["subnet-9"])]
    assert judge(RULE, *stack, config={"subnetZones": {"subnet-9": "us-east-1f"}}) == []
    assert judge(RULE, *stack, config={"subnetZones": {"subnet-9": "us-east-1a"}}) == [
        shared("us-east-1a")
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"region": "us-west-2"}, []),
        ({"zones": "us-east-1b, us-east-1c"}, []),
        (
            {"zones": "us-east-1a"},
            ["primary: service clinic is in us-east-1a, as its secondary POD in clinic-recovery"],
        ),
        (
            {},
            ["undecided: primary: where the secondary POD of service clinic stands is not known"],
        ),
        (
            {"region": "us-east-1"},
            ["undecided: primary: where the secondary POD of service clinic stands is not known"],
        ),
    ],
    ids=["another Region", "other zones", "the same zone", "nothing", "the same Region"],
)
def test_a_pod_in_another_stack_is_compared_by_what_is_declared(
    judge: Callable[..., list[str]], told: dict[str, str], expected: list[str]
) -> None:
    """The configuration says where the peer stands; without it nobody can tell."""
    stack = [A, group("primary", A, region="us-east-1")]
    config = {"peers": {"clinic": {"stack": "clinic-recovery", **told}}}
    assert judge(RULE, *stack, config=config) == expected
