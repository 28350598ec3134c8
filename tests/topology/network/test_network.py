"""How addresses are shared out, for every block that is allowed."""

from ipaddress import IPv4Network
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology import NetworkPlan, plan_network

ZONES = ("us-east-1a", "us-east-1b")


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Draw any private block that a pair may have."""
    prefix = draw(st.integers(16, 23))
    position = draw(st.integers(0, 2 ** (prefix - 8) - 1))
    return str(
        IPv4Network(
            (int(IPv4Network("10.0.0.0/8").network_address) + (position << (32 - prefix)), prefix)
        )
    )


def parts(plan: NetworkPlan) -> list[IPv4Network]:
    """Return every subnet of the plan, and what stays free."""
    subnets = [text for zone in plan.zones for text in (zone.public, zone.private, zone.data)]
    return [IPv4Network(text) for text in (*subnets, *plan.spare)]


@given(blocks())
def test_no_address_is_given_twice(block: str) -> None:
    """Subnets and spare blocks are disjoint and make up the whole VPC."""
    found = sorted(parts(plan_network(block, ZONES)))
    for left, right in pairwise(found):
        assert not left.overlaps(right)
    assert sum(each.num_addresses for each in found) == IPv4Network(block).num_addresses


@given(blocks())
def test_every_subnet_can_hold_a_load_balancer(block: str) -> None:
    """No subnet is narrower than /27, and private ones are the widest."""
    for zone in plan_network(block, ZONES).zones:
        public, private, data = (
            IPv4Network(text) for text in (zone.public, zone.private, zone.data)
        )
        assert max(public.prefixlen, data.prefixlen) <= 27
        assert private.num_addresses == public.num_addresses + data.num_addresses


def test_the_layout_of_the_default_block() -> None:
    """The default VPC is cut as the documentation says, with half of it spare."""
    plan = plan_network("10.20.0.0/16", ZONES)
    assert plan.region == "us-east-1"
    assert [(zone.letter, zone.private, zone.public, zone.data) for zone in plan.zones] == [
        ("a", "10.20.0.0/19", "10.20.32.0/20", "10.20.48.0/20"),
        ("b", "10.20.64.0/19", "10.20.96.0/20", "10.20.112.0/20"),
    ]
    assert plan.spare == ("10.20.128.0/18", "10.20.192.0/18")


def test_the_other_order_of_zones_moves_no_address() -> None:
    """Only which of them is the primary changes; the blocks stay each with its zone."""
    there, back = (plan_network("10.20.0.0/16", zones) for zones in (ZONES, ZONES[::-1]))
    assert [zone.zone for zone in back.zones] == ["us-east-1b", "us-east-1a"]
    assert back.zones == there.zones[::-1]
    assert back.spare == there.spare


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("10.0.0.0/15", "is a /15"),
        ("10.0.0.0/24", "is a /24"),
        ("10.0.0.1/16", "not an IPv4 network"),
        ("many", "not an IPv4 network"),
        ("8.8.0.0/16", "public internet addresses"),
    ],
)
def test_blocks_that_cannot_be_a_vpc_are_refused(block: str, words: str) -> None:
    """The message says what is wrong with the block."""
    with pytest.raises(TopologyError, match=words):
        plan_network(block, ZONES)


def test_block_and_zones_are_reported_together() -> None:
    """A person mends the network in one go."""
    with pytest.raises(TopologyError) as raised:
        plan_network("8.0.0.0/8", ["us-east-1a"])
    assert [problem.subject for problem in raised.value.problems] == [
        "availability_zones",
        "cidr_block",
        "cidr_block",
    ]


@pytest.mark.parametrize("service", ["com.amazonaws.us-east-1.ssm", "Secrets Manager", ""])
def test_what_is_no_service_has_no_endpoint(service: str) -> None:
    """Such a name would be found out when most of the network is made."""
    with pytest.raises(TopologyError) as raised:
        plan_network("10.0.0.0/16", ZONES, interface_endpoints=["logs", "ecr.api", service])
    assert str(raised.value) == (
        f"network.interface_endpoints: {service!r}; the name of a service is required, without "
        "com.amazonaws and Region. Write it like secretsmanager or ecr.api."
    )


def test_logs_are_kept_for_a_time_that_cloudwatch_has() -> None:
    """Zero, which CloudWatch lacks, is refused, not taken for the default."""
    assert plan_network("10.0.0.0/16", ZONES).flow_log_retention_days == 365
    with pytest.raises(TopologyError, match=r"network[.]flow_log_retention_days: 0; CloudWatch"):
        plan_network("10.0.0.0/16", ZONES, flow_log_retention_days=0)
