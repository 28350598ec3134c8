"""Which zones a resource stands in, whatever property it names its subnets by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, Missing, read
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.places.zones import Zones, zones_among
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.services import CONTAINERS, GROUP, INSTANCE, NODES
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings

__all__ = [
    "CLASSIC_BALANCER",
    "ENDPOINT",
    "FUNCTION",
    "KAFKA",
    "KUBERNETES",
    "LOAD_BALANCER",
    "OLD_LOAD_BALANCER",
    "OLD_TARGET_GROUP",
    "PLACED_TYPES",
    "SUBNET_GROUPS",
    "TARGET_GROUP",
    "Placement",
    "placement_of",
]

LOAD_BALANCER: Final = "aws:lb/loadBalancer:LoadBalancer"
OLD_LOAD_BALANCER: Final = "aws:alb/loadBalancer:LoadBalancer"
TARGET_GROUP: Final = "aws:lb/targetGroup:TargetGroup"
OLD_TARGET_GROUP: Final = "aws:alb/targetGroup:TargetGroup"
CLASSIC_BALANCER: Final = "aws:elb/loadBalancer:LoadBalancer"
KUBERNETES: Final = "aws:eks/cluster:Cluster"
FUNCTION: Final = "aws:lambda/function:Function"
ENDPOINT: Final = "aws:ec2/vpcEndpoint:VpcEndpoint"
ENDPOINT_SUBNET: Final = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation"
DATABASE_SUBNET_GROUPS: Final = (
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:docdb/subnetGroup:SubnetGroup",
    "aws:neptune/subnetGroup:SubnetGroup",
)
SUBNET_GROUPS: Final = (
    *DATABASE_SUBNET_GROUPS,
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:memorydb/subnetGroup:SubnetGroup",
    "aws:redshift/subnetGroup:SubnetGroup",
    "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup",
    "aws:dax/subnetGroup:SubnetGroup",
)
KAFKA: Final = "aws:msk/cluster:Cluster"
PROXY: Final = "aws:rds/proxy:Proxy"

_Path = tuple[str, ...]

_SUBNETS: Final[Mapping[str, tuple[_Path, ...]]] = {
    GROUP: (("vpcZoneIdentifiers",),),
    INSTANCE: (("subnetId",),),
    LOAD_BALANCER: (("subnets",), ("subnetMappings", "*", "subnetId")),
    OLD_LOAD_BALANCER: (("subnets",), ("subnetMappings", "*", "subnetId")),
    CLASSIC_BALANCER: (("subnets",),),
    CONTAINERS: (("networkConfiguration", "subnets"),),
    KUBERNETES: (("vpcConfig", "subnetIds"),),
    NODES: (("subnetIds",),),
    FUNCTION: (("vpcConfig", "subnetIds"),),
    ENDPOINT: (("subnetIds",), ("subnetConfigurations", "*", "subnetId")),
    PROXY: (("vpcSubnetIds",),),
    KAFKA: (("brokerNodeGroupInfo", "clientSubnets"),),
    **dict.fromkeys(SUBNET_GROUPS, (("subnetIds",),)),
}
_ZONES: Final[Mapping[str, str]] = {
    GROUP: "availabilityZones",
    INSTANCE: "availabilityZone",
    CLASSIC_BALANCER: "availabilityZones",
}
_ONE_A_ZONE: Final = (LOAD_BALANCER, OLD_LOAD_BALANCER, CLASSIC_BALANCER, ENDPOINT, KAFKA)
"""AWS takes one subnet of each zone here: as many subnets, as many zones."""
_LEAST: Final = 2

_ASSOCIATIONS: "Final[WeakKeyDictionary[Stack, Attachments]]" = WeakKeyDictionary()

PLACED_TYPES: Final = tuple(_SUBNETS)
"""The types whose zones can be read."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a resource stands, and by which property it says so."""

    zones: Zones
    prop: str | None
    """The property in Pulumi's spelling; None where nothing says where it stands."""


def placement_of(stack: Stack, resource: Resource, settings: Settings) -> Placement:
    """Return the zones of a resource of `PLACED_TYPES`.

    A list that is not known as a whole before the update is taken to hold every subnet that it
    comes from; after the update the ids themselves tell.
    """
    zones, prop = Zones(), None
    for path in _SUBNETS[resource.type]:
        value = _value(resource, path)
        if value is not ABSENT:
            prop = ".".join(path).replace(".*.", "[].")
            zones |= _zones(stack, resource, path, value, settings)
    for one in _associated(stack, resource):
        prop = prop or "subnetIds"
        path, outside = ("subnetId",), settings.subnet_zones
        zones |= zones_among(stack, one, path, one.declared(*path), outside)
    if prop is not None:
        return Placement(zones, prop)
    named = _ZONES.get(resource.type)
    if named is not None and resource.declared(named) is not ABSENT:
        return Placement(_named(resource.declared(named)), named)
    # AWS, or a network interface, says where an instance stands; after the update it is known.
    return Placement(_named(resource.computed(_ZONES[INSTANCE])), None)


def _value(resource: Resource, path: _Path) -> Any:
    if "*" not in path:
        return resource.declared(*path)
    rows = resource.declared(path[0])
    return [read(row, path[-1]) for row in rows] if isinstance(rows, list) else rows


def _zones(stack: Stack, of: Resource, path: _Path, value: Any, settings: Settings) -> Zones:
    outside = settings.subnet_zones
    is_apart = of.type in _ONE_A_ZONE and isinstance(value, list)
    if is_apart:
        outside = {**{one: f"the zone of {one}" for one in _texts(value)}, **outside}
    zones = zones_among(stack, of, path, value, outside, takes_all=True)
    if zones.complete and not zones.perhaps:
        return zones
    if is_apart:
        return _by_count(zones, len(value))
    return _by_count(zones, _LEAST) if _needs_two(of) else zones


def _needs_two(of: Resource) -> bool:
    """Answer whether AWS itself refuses a resource in one zone."""
    if of.type in (LOAD_BALANCER, OLD_LOAD_BALANCER):
        return of.declared("loadBalancerType") in (ABSENT, "application")
    return of.type in (*DATABASE_SUBNET_GROUPS, KUBERNETES)


def _by_count(zones: Zones, count: int) -> Zones:
    """Give each subnet a zone of its own, as far as zones are not known."""
    missing = count - len(zones.sure)
    if missing <= 0:
        return zones
    stand_ins = {f"the zone of subnet {index + 1}" for index in range(missing)}
    return Zones(zones.sure | stand_ins)


def _texts(values: list[Any]) -> Iterator[str]:
    return (one for one in values if isinstance(one, str))


def _named(value: Any) -> Zones:
    names = value if isinstance(value, list) else [value]
    sure = frozenset(_texts(names))
    return Zones(sure, complete=not any(isinstance(one, Missing) for one in names))


def _associated(stack: Stack, endpoint: Resource) -> list[Resource]:
    """Return the associations that put further subnets to an endpoint."""
    if endpoint.type != ENDPOINT:
        return []
    known = _ASSOCIATIONS.get(stack)
    if known is None:
        known = attachments(stack, [ENDPOINT_SUBNET], ("vpcEndpointId",), ENDPOINT)
        _ASSOCIATIONS[stack] = known
    return known.of(endpoint)
