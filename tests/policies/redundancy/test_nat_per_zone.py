"""Cases of BC-HA-004."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-004"
TABLE = "aws:ec2/routeTable:RouteTable"
MAIN = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"
DEFAULT = "aws:ec2/defaultRouteTable:DefaultRouteTable"
UNDECIDED = "undecided: table: the zones of its subnets or of its NAT gateway are not known"

VPC = Declared("aws:ec2/vpc:Vpc", "vpc", {})


def made(kind: str, name: str, **of: Any) -> Declared:
    """Return a resource whose properties come from others, or are given."""
    uses = {prop: [one] for prop, one in of.items() if isinstance(one, Declared)}
    given = {prop: UNKNOWN if prop in uses else one for prop, one in of.items()}
    return Declared(kind, name, given, uses=uses)


def subnet(name: str, zone: Any) -> Declared:
    """Return a subnet of the VPC, with the id that it has after the update."""
    return Declared(
        "aws:ec2/subnet:Subnet",
        name,
        {"availabilityZone": zone, "vpcId": UNKNOWN},
        uses={"vpcId": [VPC]},
        outputs={"id": f"subnet-{name}"},
    )


def nat(name: str, of: Any, **properties: Any) -> Declared:
    """Return a NAT gateway in a subnet."""
    return made("aws:ec2/natGateway:NatGateway", name, subnetId=of, **properties)


def route(table: Any, gateway: Any, name: str = "way-out") -> Declared:
    """Return a route out of a table."""
    return made("aws:ec2/route:Route", name, routeTableId=table, natGatewayId=gateway)


def used(table: Any, of: Any, name: str) -> Declared:
    """Return what gives a subnet its table."""
    kind = "aws:ec2/routeTableAssociation:RouteTableAssociation"
    return made(kind, name, routeTableId=table, subnetId=of)


PUBLIC_A, PUBLIC_B = subnet("public-a", "us-east-1a"), subnet("public-b", "us-east-1b")
A, B = subnet("private-a", "us-east-1a"), subnet("private-b", "us-east-1b")
OPEN = subnet("open", UNKNOWN)
NAT_A, NAT_B = nat("nat-a", PUBLIC_A), nat("nat-b", PUBLIC_B)
REGIONAL = Declared(
    "aws:ec2/natGateway:NatGateway", "regional", {"availabilityMode": "regional", "vpcId": UNKNOWN}
)
IT, DECOY = made(TABLE, "table", vpcId=VPC), made(TABLE, "decoy", vpcId=VPC)
GROUND = [VPC, PUBLIC_A, PUBLIC_B, A, B, OPEN, NAT_A, NAT_B, REGIONAL, IT, DECOY]
MADE = Declared(TABLE, "table", {}, outputs={"id": "rtb-1"})
MADE_NAT = Declared(
    "aws:ec2/natGateway:NatGateway",
    "nat",
    {"subnetId": "subnet-public-a"},
    outputs={"id": "nat-1"},
)
CROSSED = "table: its subnets in us-east-1b leave by a NAT gateway in us-east-1a"
UNUSED = ["n/a: no subnet of this stack uses it"]

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: its own zone", [*GROUND, route(IT, NAT_A), used(IT, A, "a")], []),
    (
        "pass: each zone has its own",
        [
            *GROUND,
            route(IT, NAT_A),
            used(IT, A, "a"),
            route(DECOY, NAT_B, "other"),
            used(DECOY, B, "b"),
        ],
        [],
    ),
    (
        "pass: a regional NAT gateway",
        [*GROUND, route(IT, REGIONAL), used(IT, A, "a"), used(IT, B, "b")],
        [],
    ),
    (
        "pass: by id",
        [
            PUBLIC_A,
            A,
            MADE,
            MADE_NAT,
            route("rtb-1", "nat-1"),
            used("rtb-1", "subnet-private-a", "a"),
        ],
        [],
    ),
    ("fail: another zone", [*GROUND, route(IT, NAT_A), used(IT, B, "b")], [CROSSED]),
    (
        "fail: one for both zones",
        [*GROUND, route(IT, NAT_A), used(IT, A, "a"), used(IT, B, "b")],
        [CROSSED],
    ),
    (
        "fail: by id",
        [
            *(PUBLIC_A, A, B, MADE, MADE_NAT, route("rtb-1", "nat-1")),
            used("rtb-1", "subnet-private-b", "b"),
        ],
        [CROSSED],
    ),
    (
        "fail: a route inside the table",
        [
            *GROUND[:-2],
            table := Declared(
                TABLE,
                "table",
                {"routes": [{"cidrBlock": "0.0.0.0/0", "natGatewayId": UNKNOWN}]},
                uses={"routes": [NAT_A]},
            ),
            used(table, B, "b"),
        ],
        [CROSSED],
    ),
    (
        "fail: the main table of subnets that have no other",
        [
            *GROUND,
            route(IT, NAT_A),
            made(MAIN, "main", vpcId=VPC, routeTableId=IT),
            used(DECOY, OPEN, "open"),
            *(used(DECOY, one, one.name) for one in (PUBLIC_A, PUBLIC_B, A)),
        ],
        [CROSSED],
    ),
    (
        "fail: the default table of subnets that have no other",
        [
            *(VPC, PUBLIC_A, B, NAT_A, DECOY),
            table := made(DEFAULT, "table", defaultRouteTableId=VPC),
            route(table, NAT_A),
            used(DECOY, PUBLIC_A, "a"),
        ],
        [CROSSED],
    ),
    (
        "boundary: two routes, one of them crosses",
        [*GROUND, route(IT, NAT_A), route(IT, NAT_B, "second"), used(IT, B, "b")],
        [CROSSED],
    ),
    ("absent: no subnet uses it", [*GROUND, route(IT, NAT_A)], UNUSED),
    ("unknown: a subnet's zone", [*GROUND, route(IT, NAT_A), used(IT, OPEN, "a")], [UNDECIDED]),
    (
        "unknown: which NAT gateway",
        [*GROUND, route(IT, UNKNOWN), used(IT, A, "a")],
        [UNDECIDED],
    ),
    (
        "unknown: a NAT gateway made elsewhere",
        [*GROUND, route(IT, "nat-9"), used(IT, A, "a")],
        [UNDECIDED],
    ),
    (
        "unknown: which subnets",
        [*GROUND, route(IT, NAT_A), used(IT, A, "a"), used(UNKNOWN, B, "b")],
        [UNDECIDED],
    ),
    (
        "not applicable: no NAT gateway",
        [IT],
        ["n/a: no route table of this stack leads through a NAT gateway"],
    ),
    (
        "not applicable: a weaker tier",
        [
            *GROUND[:-2],
            weak := made(TABLE, "table", tags={"pods:tier": "3"}),
            route(weak, NAT_A),
            used(weak, B, "b"),
        ],
        ["n/a: tier 3 may lose its way out with a zone"],
    ),
]


@pytest.mark.requirement("A4", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_way_out_through_another_zone_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each subnet leaves by its own zone, or by a gateway that spans the zones."""
    assert case
    assert judge(RULE, *stack) == expected


def test_the_zone_of_a_gateway_made_elsewhere_may_be_declared(
    judge: Callable[..., list[str]],
) -> None:
    """The configuration says where it is, or that it spans the zones."""
    stack = [*GROUND, route(IT, "nat-9"), used(IT, B, "b")]
    assert judge(RULE, *stack, config={"natZones": {"nat-9": "us-east-1b"}}) == []
    assert judge(RULE, *stack, config={"natZones": {"nat-9": "regional"}}) == []
    assert judge(RULE, *stack, config={"natZones": {"nat-9": "us-east-1a"}}) == [CROSSED]
