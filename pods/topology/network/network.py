"""How a VPC's addresses are shared out over two Availability Zones."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from pods.errors import Problem, TopologyError
from pods.topology.network.endpoints import account_problems, service_problems
from pods.topology.regions.zones import PAIR_ZONES, region_of, zone_problems

__all__ = ["NetworkPlan", "ZonePlan", "plan_network"]

# AWS allows a VPC between /16 and /28. A load balancer refuses a subnet narrower than /27, and the
# narrowest subnet here is four bits longer than the VPC's prefix.
_WIDEST, _NARROWEST = 16, 23
_BLOCKS = 4
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
_LOG_RETENTIONS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """The three subnets of one zone."""

    zone: str
    letter: str
    """Last letter of the zone's name; subnets carry it in theirs."""
    public: str
    private: str
    data: str


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """A VPC, its zones, and the addresses that stay free."""

    region: str
    cidr_block: str
    zones: tuple[ZonePlan, ...]
    spare: tuple[str, ...]
    """Blocks kept for further zones, so that adding one moves no subnet."""
    flow_log_retention_days: int


def plan_network(
    cidr_block: str,
    availability_zones: Sequence[str],
    *,
    region: str | None = None,
    flow_log_retention_days: float = 365,
    trusted_accounts: Sequence[str] = (),
    interface_endpoints: Sequence[str] | None = None,
) -> NetworkPlan:
    """Share a VPC's addresses out over two zones.

    Each zone takes a quarter of the addresses: half of it private, a quarter public, a quarter for
    data. Two quarters stay free. The zones take theirs in the order of their names, so that none
    moves when the secondary becomes the primary. Zones outside `region`, where one is given, are
    refused. Raises `TopologyError` with every problem found.
    """
    problems = zone_problems(availability_zones, region)
    block = _block(cidr_block, problems)
    retention = int(flow_log_retention_days)
    if retention not in _LOG_RETENTIONS:
        problems.append(
            Problem(
                "network.flow_log_retention_days",
                f"{retention}",
                f"CloudWatch keeps logs for one of {', '.join(map(str, _LOG_RETENTIONS))} days",
                "Use one of these; 365 is a year.",
            )
        )
    problems += account_problems(trusted_accounts, "network.trusted_accounts")
    problems += service_problems(interface_endpoints, "network.interface_endpoints")
    TopologyError.refuse(problems)
    quarters = list(block.subnets(prefixlen_diff=_BLOCKS.bit_length() - 1))
    blocks = dict(zip(sorted(availability_zones), quarters, strict=False))
    return NetworkPlan(
        region=region_of(availability_zones[0]),
        cidr_block=str(block),
        zones=tuple(_zone(zone, blocks[zone]) for zone in availability_zones),
        spare=tuple(str(quarter) for quarter in quarters[PAIR_ZONES:]),
        flow_log_retention_days=retention,
    )


def _zone(zone: str, quarter: IPv4Network) -> ZonePlan:
    private, rest = quarter.subnets(prefixlen_diff=1)
    public, data = rest.subnets(prefixlen_diff=1)
    return ZonePlan(zone, zone[-1], public=str(public), private=str(private), data=str(data))


def _block(cidr_block: str, problems: list[Problem]) -> IPv4Network:
    """Read the block; adds what is wrong with it to `problems`."""
    try:
        block = IPv4Network(cidr_block)
    except ValueError as error:
        problems.append(
            Problem(
                "cidr_block",
                f"{cidr_block!r} is not an IPv4 network ({error})",
                "a network address and a prefix length are required",
                "Write it like 10.20.0.0/16.",
            )
        )
        return IPv4Network("10.0.0.0/16")
    if not _WIDEST <= block.prefixlen <= _NARROWEST:
        problems.append(
            Problem(
                "cidr_block",
                f"{cidr_block} is a /{block.prefixlen}",
                f"a VPC of a pair needs a prefix from /{_WIDEST} to /{_NARROWEST}: "
                "AWS makes no wider VPC, and load balancers take no subnet narrower than /27",
                "Choose a block in that range, such as 10.20.0.0/16.",
            )
        )
    if block.is_global:
        problems.append(
            Problem(
                "cidr_block",
                f"{cidr_block} holds public internet addresses",
                "a VPC needs a private block, or it cannot reach the owners of those addresses",
                "Choose a block inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
            )
        )
    return block
