"""Cases of BC-HA-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-003"
GROUP = "aws:autoscaling/group:Group"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
FUNCTION = "aws:lambda/function:Function"
CONTAINERS = "aws:ecs/service:Service"


def subnet(name: str, zone: Any, **outputs: Any) -> Declared:
    """Return a subnet."""
    return Declared("aws:ec2/subnet:Subnet", name, {"availabilityZone": zone}, outputs=outputs)


A, B, A2 = subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), subnet("a2", "us-east-1a")
MADE_A, MADE_B = subnet("a", "us-east-1a", id="subnet-a"), subnet("b", "us-east-1b", id="subnet-b")
MADE_A2 = subnet("a2", "us-east-1a", id="subnet-a2")
OPEN = subnet("open", UNKNOWN)


def one(kind: str, prop: str, value: Any, *of: Declared, **more: Any) -> Declared:
    """Return a resource in subnets, by a property that may lie deeper."""
    first, *rest = prop.split(".")
    for step in reversed(rest):
        value = {step: value}
    return Declared(kind, "it", {first: value, **more}, uses={first: of} if of else {})


def group(value: Any, *of: Declared, **more: Any) -> Declared:
    """Return an Auto Scaling group."""
    return one(GROUP, "vpcZoneIdentifiers", value, *of, **more)


def pod(role: str, of: Declared, **outputs: Any) -> Declared:
    """Return a POD, which stands in one subnet."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    return Declared(
        GROUP,
        role,
        {"tags": tags, "vpcZoneIdentifiers": [UNKNOWN]},
        uses={"vpcZoneIdentifiers": [of]},
        outputs=outputs,
    )


OF_PRIMARY = {"pods:service": "clinic", "pods:role": "primary"}
ALONE = "it: it stands in us-east-1a alone"
LONE = "it: it stands in one subnet alone"
OPEN_ZONES = "undecided: it: the zones of its subnets are not known"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [A, B, group([UNKNOWN, UNKNOWN], A, B)], []),
    ("pass: by id", [MADE_A, MADE_B, group(["subnet-a", "subnet-b"])], []),
    ("pass: by name", [Declared(GROUP, "it", {"availabilityZones": ["x-1a", "x-1b"]})], []),
    ("pass: a list not known as a whole", [A, B, one(BALANCER, "subnets", UNKNOWN, A, B)], []),
    (
        "pass: a load balancer's mappings",
        [A, B, one(BALANCER, "subnetMappings", [{"subnetId": UNKNOWN}] * 2, A, B)],
        [],
    ),
    (
        "pass: subnets made elsewhere, of which AWS takes one in each zone",
        [one(BALANCER, "subnets", ["subnet-8", "subnet-9"])],
        [],
    ),
    (
        "pass: a database's subnets made elsewhere, which AWS refuses in one zone",
        [one("aws:rds/subnetGroup:SubnetGroup", "subnetIds", ["subnet-8", "subnet-9"])],
        [],
    ),
    (
        "pass: an interface endpoint",
        [one(ENDPOINT, "subnetIds", [UNKNOWN] * 2, A, B, vpcEndpointType="Interface")],
        [],
    ),
    (
        "pass: a function",
        [A, B, one(FUNCTION, "vpcConfig.subnetIds", [UNKNOWN] * 2, A, B)],
        [],
    ),
    (
        "pass: tasks",
        [A, B, one(CONTAINERS, "networkConfiguration.subnets", [UNKNOWN] * 2, A, B)],
        [],
    ),
    ("pass: the PODs of a service", [A, B, pod("primary", A), pod("secondary", B)], []),
    (
        "pass: what else belongs to one POD of two",
        [
            *(A, B, pod("primary", A), pod("secondary", B)),
            one(FUNCTION, "vpcConfig.subnetIds", [UNKNOWN], A, tags=OF_PRIMARY),
        ],
        [],
    ),
    (
        "fail: what belongs to no POD",
        [
            *(A, B, pod("primary", A), pod("secondary", B)),
            one(FUNCTION, "vpcConfig.subnetIds", [UNKNOWN], A, tags={"pods:service": "clinic"}),
        ],
        [ALONE],
    ),
    ("fail: by dependency", [A, B, group([UNKNOWN], A)], [ALONE]),
    ("fail: by id", [MADE_A, MADE_B, group(["subnet-a"])], [ALONE]),
    (
        "fail: a subnet group",
        [MADE_A, MADE_A2, one("aws:rds/subnetGroup:SubnetGroup", "subnetIds", ["subnet-a"])],
        [ALONE],
    ),
    (
        "fail: a function",
        [A, one(FUNCTION, "vpcConfig.subnetIds", [UNKNOWN], A)],
        [ALONE],
    ),
    (
        "fail: an endpoint",
        [A, one(ENDPOINT, "subnetIds", [UNKNOWN], A, vpcEndpointType="Interface")],
        [ALONE],
    ),
    (
        "fail: both PODs in one zone",
        [A, A2, pod("primary", A), pod("secondary", A2)],
        [
            "primary: all PODs of service clinic are in us-east-1a",
            "secondary: all PODs of service clinic are in us-east-1a",
        ],
    ),
    (
        "fail: a POD without its twin",
        [A, pod("primary", A)],
        ["primary: it stands in us-east-1a alone"],
    ),
    ("fail: an empty list", [one(BALANCER, "subnets", [])], ["it: subnets is empty"]),
    ("boundary: one subnet, whichever", [A, B, group([UNKNOWN], A, B)], [LONE]),
    ("boundary: one subnet, whose zone AWS chooses", [group([UNKNOWN], OPEN)], [LONE]),
    (
        "boundary: tasks in one subnet made elsewhere",
        [one(CONTAINERS, "networkConfiguration.subnets", ["subnet-8"])],
        [LONE],
    ),
    ("boundary: two subnets of one zone", [A, A2, group([UNKNOWN] * 2, A, A2)], [ALONE]),
    (
        "boundary: two ids of one zone",
        [MADE_A, MADE_A2, group(["subnet-a", "subnet-a2"])],
        [ALONE],
    ),
    (
        "absent: no subnets",
        [Declared(GROUP, "it", {})],
        ["undecided: it: nothing says in which zones it stands"],
    ),
    ("unknown: two of three subnets", [A, B, A2, group([UNKNOWN] * 2, A, B, A2)], [OPEN_ZONES]),
    ("unknown: a subnet's zone", [A, OPEN, group([UNKNOWN] * 2, A, OPEN)], [OPEN_ZONES]),
    ("unknown: subnets made elsewhere", [A, group(["subnet-8", "subnet-9"])], [OPEN_ZONES]),
    (
        "unknown: a cache's subnets made elsewhere",
        [one("aws:elasticache/subnetGroup:SubnetGroup", "subnetIds", ["subnet-8", "subnet-9"])],
        [OPEN_ZONES],
    ),
    ("unknown: everything", [group(UNKNOWN)], [OPEN_ZONES]),
    (
        "unknown: the zone of a POD",
        [A, OPEN, pod("primary", A), pod("secondary", OPEN)],
        [
            "undecided: primary: the zones of the PODs of service clinic are not known",
            "undecided: secondary: the zones of the PODs of service clinic are not known",
        ],
    ),
    (
        "unknown: nothing says where a POD stands",
        [
            A,
            pod("primary", A),
            Declared(GROUP, "secondary", {"tags": pod("secondary", A).properties["tags"]}),
        ],
        [
            "undecided: primary: the zones of the PODs of service clinic are not known",
            "undecided: secondary: the zones of the PODs of service clinic are not known",
        ],
    ),
    (
        "not applicable: nothing in subnets",
        [],
        ["n/a: nothing in this stack stands in subnets"],
    ),
    (
        "not applicable: a weaker tier",
        [A, group([UNKNOWN], A, tags=[{"key": "pods:tier", "value": "3"}])],
        ["n/a: tier 3 may stand in one zone"],
    ),
    (
        "not applicable: a gateway endpoint",
        [Declared(ENDPOINT, "it", {"vpcEndpointType": "Gateway"})],
        ["n/a: a gateway endpoint stands in no subnet"],
    ),
    (
        "not applicable: an endpoint of a gateway load balancer",
        [A, one(ENDPOINT, "subnetIds", [UNKNOWN], A, vpcEndpointType="GatewayLoadBalancer")],
        ["n/a: AWS gives each zone an endpoint of its own to such a service"],
    ),
    (
        "not applicable: a function outside of a VPC",
        [Declared(FUNCTION, "it", {"runtime": "python3.13"})],
        ["n/a: outside of a VPC AWS runs it in several zones"],
    ),
    (
        "not applicable: tasks in the network of their instance",
        [Declared(CONTAINERS, "it", {"launchType": "EC2"})],
        ["n/a: its tasks stand where its container instances do"],
    ),
]


@pytest.mark.requirement("A4", "A5")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_what_serves_from_one_zone_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Two zones are certain, or the PODs of the service together have two."""
    assert case
    assert judge(RULE, *stack) == expected


def test_the_zones_of_subnets_made_elsewhere_may_be_declared(
    judge: Callable[..., list[str]],
) -> None:
    """The configuration gives the zone of a subnet that this stack does not make."""
    stack = group(["subnet-8", "subnet-9"])
    two = {"subnet-8": "us-east-1a", "subnet-9": "us-east-1b"}
    assert judge(RULE, stack, config={"subnetZones": two}) == []
    assert judge(RULE, stack, config={"subnetZones": {**two, "subnet-9": "us-east-1a"}}) == [ALONE]


def test_a_further_subnet_of_an_endpoint_counts(judge: Callable[..., list[str]]) -> None:
    """An association adds a subnet to an endpoint that has one."""
    kind = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation"
    endpoint = one(ENDPOINT, "subnetIds", [UNKNOWN], A, vpcEndpointType="Interface")
    further = Declared(
        kind,
        "further",
        {"vpcEndpointId": UNKNOWN, "subnetId": UNKNOWN},
        uses={"vpcEndpointId": [endpoint], "subnetId": [B]},
    )
    assert judge(RULE, A, B, endpoint, further) == []
    assert judge(RULE, A, B, endpoint) == [ALONE]


@pytest.mark.parametrize("value", [None, "subnet-1", {"a": 1}, [None], [{"x": UNKNOWN}], 7])
@pytest.mark.parametrize("kind", [GROUP, BALANCER, CONTAINERS, FUNCTION, ENDPOINT])
def test_a_value_of_any_shape_is_told_about(
    judge: Callable[..., list[str]], kind: str, value: Any
) -> None:
    """Nothing that a property may hold ends the rule."""
    props = ("vpcZoneIdentifiers", "subnets", "subnetMappings", "networkConfiguration", "vpcConfig")
    given = dict.fromkeys((*props, "subnetIds", "availabilityZones"), value)
    told = judge(RULE, Declared(kind, "it", {**given, "vpcEndpointType": "Interface"}))
    assert all("failed" not in line for line in told)


def test_the_other_pod_may_be_declared_in_another_stack(judge: Callable[..., list[str]]) -> None:
    """A POD whose twin the configuration declares is in one zone by design."""
    peers = {"peers": {"clinic": {"stack": "clinic-b", "zones": "us-east-1b"}}}
    assert judge(RULE, A, pod("primary", A), config=peers) == [
        "n/a: its other POD is declared in stack clinic-b"
    ]
