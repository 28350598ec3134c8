"""Through which NAT gateways the subnets of a route table leave, and in which zones they are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pods_policies.reading import ABSENT, UNKNOWN, read
from pods_policies.relations.attachments import attachments
from pods_policies.relations.places.zones import SUBNETS, Zones, zone_of, zones_among
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings

__all__ = ["ASSOCIATION", "MAIN", "NAT", "ROUTE", "TABLES", "WayOut", "ways_out"]

NAT: Final = "aws:ec2/natGateway:NatGateway"
ROUTE: Final = "aws:ec2/route:Route"
DEFAULT_TABLE: Final = "aws:ec2/defaultRouteTable:DefaultRouteTable"
TABLES: Final = ("aws:ec2/routeTable:RouteTable", DEFAULT_TABLE)
ASSOCIATION: Final = "aws:ec2/routeTableAssociation:RouteTableAssociation"
MAIN: Final = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"
VPCS: Final = ("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc")


@dataclass(slots=True)
class WayOut:
    """A route table that leads through NAT gateways."""

    table: Resource
    gateways: list[References] = field(default_factory=list)
    """What each of its routes through a NAT gateway refers to."""
    zones: Zones = field(default_factory=Zones)
    """Zones of the subnets that use the table."""


def ways_out(stack: Stack, settings: Settings) -> list[WayOut]:
    """Return the route tables of the stack that lead through a NAT gateway, with their subnets."""
    routes = attachments(stack, [ROUTE], ("routeTableId",), *TABLES)
    found: list[WayOut] = []
    for table in stack.of_type(*TABLES):
        gateways = [*_inline(stack, table), *_beside(stack, routes.of(table))]
        if gateways:
            found.append(WayOut(table, gateways))
    used = attachments(stack, [ASSOCIATION], ("routeTableId",), *TABLES)
    for way in found:
        for one in used.of(way.table):
            path, outside = ("subnetId",), settings.subnet_zones
            if one.declared(*path) is not ABSENT:
                way.zones |= zones_among(stack, one, path, one.declared(*path), outside)
        if used.perhaps_of(way.table):
            way.zones |= Zones(complete=False)
    _add_implicit(stack, found)
    return found


def _add_implicit(stack: Stack, ways: list[WayOut]) -> None:
    """Add the zones of subnets without an association to the main tables of their VPCs."""
    main = attachments(stack, [MAIN], ("routeTableId",), *TABLES)
    tables = [way for way in ways if way.table.type == DEFAULT_TABLE or main.of(way.table)]
    zones = _without_table(stack) if tables else {}
    for way in tables:
        for vpc in _vpcs(stack, way.table):
            way.zones |= zones.get(vpc.urn, Zones())


def _inline(stack: Stack, table: Resource) -> Iterator[References]:
    rows = table.declared("routes")
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if read(row, "natGatewayId") not in (ABSENT, ""):
            yield resolve(stack, table, ("routes", index, "natGatewayId"), NAT)
    if rows is UNKNOWN and stack.sources(table, "routes", NAT):
        yield resolve(stack, table, ("routes",), NAT)


def _beside(stack: Stack, routes: list[Resource]) -> Iterator[References]:
    for route in routes:
        if route.declared("natGatewayId") not in (ABSENT, ""):
            yield resolve(stack, route, ("natGatewayId",), NAT)


def _vpcs(stack: Stack, table: Resource) -> tuple[Resource, ...]:
    named = stack.named(table.computed("vpcId"), *VPCS)
    if named:
        return tuple(named)
    prop = "defaultRouteTableId" if table.type == DEFAULT_TABLE else "vpcId"
    return resolve(stack, table, (prop,), *VPCS).certain


def _without_table(stack: Stack) -> dict[str, Zones]:
    """Return the zones of subnets that no association gives a table, by VPC: they use the main."""
    served = attachments(stack, [ASSOCIATION], ("subnetId",), *SUBNETS)
    found: dict[str, list[Resource]] = defaultdict(list)
    for subnet in stack.of_type(*SUBNETS):
        if served.has(subnet) is False:
            for vpc in resolve(stack, subnet, ("vpcId",), *VPCS).certain:
                found[vpc.urn].append(subnet)
    return {urn: _zones(subnets) for urn, subnets in found.items()}


def _zones(subnets: list[Resource]) -> Zones:
    names = [zone_of(one) for one in subnets]
    sure = frozenset(one for one in names if isinstance(one, str))
    return Zones(sure, complete=all(isinstance(one, str) for one in names))
