"""EC2: route tables, routes and endpoints."""

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType
from pods.sandbox.provider.types.vpc import ec2_arn, ec2_tags

__all__ = ["TYPES"]

# Properties that say where a route leads, and the member of the API that holds each.
_TARGETS = {
    "carrierGatewayId": "CarrierGatewayId",
    "coreNetworkArn": "CoreNetworkArn",
    "egressOnlyGatewayId": "EgressOnlyInternetGatewayId",
    "gatewayId": "GatewayId",
    "localGatewayId": "LocalGatewayId",
    "natGatewayId": "NatGatewayId",
    "networkInterfaceId": "NetworkInterfaceId",
    "odbNetworkArn": "OdbNetworkArn",
    "transitGatewayId": "TransitGatewayId",
    "vpcEndpointId": "VpcEndpointId",
    "vpcPeeringConnectionId": "VpcPeeringConnectionId",
}
# The same for where it applies: of a table's inline routes, and of a route of its own.
_INLINE_DESTINATIONS = {
    "cidrBlock": "DestinationCidrBlock",
    "ipv6CidrBlock": "DestinationIpv6CidrBlock",
    "destinationPrefixListId": "DestinationPrefixListId",
}
_DESTINATIONS = {
    "destinationCidrBlock": "DestinationCidrBlock",
    "destinationIpv6CidrBlock": "DestinationIpv6CidrBlock",
    "destinationPrefixListId": "DestinationPrefixListId",
}
_BY_ID = [{"Name": "association.route-table-association-id", "Values": ["{id}"]}]


def _members(names: dict[str, str], prefix: str = "") -> dict[str, str]:
    return {member: f"{{{prefix}{name}}}" for name, member in names.items()}


def _inline_routes() -> str:
    """Return the expression for the routes of a table that somebody made."""
    shape = ", ".join(
        f"{name}: {member}" for name, member in {**_INLINE_DESTINATIONS, **_TARGETS}.items()
    )
    made = "Routes[?Origin == 'CreateRoute' && !DestinationPrefixListId]"
    return f"{made}.present({{{shape}}})"


def _route() -> str:
    """Return the expression that finds a route by its one destination."""
    found = "RouteTables[0].Routes"
    for name, member in _DESTINATIONS.items():
        found = f"where({found}, '{member}', state.{name})"
    return f"merge({found}[0], RouteTables[0].{{RouteTableId: RouteTableId}})"


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/routeTable:RouteTable",
        service="ec2",
        create=Call("CreateRouteTable", result="RouteTable"),
        id="RouteTableId",
        read=Call("DescribeRouteTables", {"RouteTableIds": ["{id}"]}, "RouteTables[0]"),
        delete=Call("DeleteRouteTable", {"RouteTableId": "{id}"}),
        aspects=(
            Aspect(
                ("routes",),
                clear=Call(
                    "DeleteRoute",
                    {"RouteTableId": "{id}", **_members(_INLINE_DESTINATIONS, "item.")},
                    each="minus(old.routes, routes)",
                    translate=False,
                ),
                put=Call(
                    "CreateRoute",
                    {
                        "RouteTableId": "{id}",
                        **_members({**_INLINE_DESTINATIONS, **_TARGETS}, "item."),
                    },
                    each="minus(routes, old.routes)",
                    translate=False,
                ),
            ),
        ),
        observe={
            "routes": _inline_routes(),
            "propagatingVgws": "PropagatingVgws[].GatewayId",
        },
        tags=ec2_tags("route-table"),
        outputs={"arn": ec2_arn("route-table"), "ownerId": "{account}"},
        created=True,
    ),
    ResourceType(
        token="aws:ec2/route:Route",
        service="ec2",
        create=Call("CreateRoute"),
        id=(
            "r-{routeTableId}{crc32(destinationCidrBlock || destinationIpv6CidrBlock"
            " || destinationPrefixListId)}"
        ),
        read=Call(
            "DescribeRouteTables",
            {"RouteTableIds": ["{routeTableId}"]},
            _route(),
            translate=False,
        ),
        update=Call(
            "ReplaceRoute",
            {"RouteTableId": "{routeTableId}", **_members(_DESTINATIONS), **_members(_TARGETS)},
            translate=False,
        ),
        delete=Call(
            "DeleteRoute",
            {"RouteTableId": "{routeTableId}", **_members(_DESTINATIONS)},
            translate=False,
        ),
        replace=frozenset({"routeTableId", *_DESTINATIONS}),
        names={"egressOnlyGatewayId": "EgressOnlyInternetGatewayId"},
    ),
    ResourceType(
        token="aws:ec2/routeTableAssociation:RouteTableAssociation",
        service="ec2",
        create=Call("AssociateRouteTable"),
        id="AssociationId",
        read=Call(
            "DescribeRouteTables",
            {"Filters": _BY_ID},
            "where(RouteTables[].Associations[], 'RouteTableAssociationId', state.id)[0]",
            translate=False,
        ),
        delete=Call("DisassociateRouteTable", {"AssociationId": "{id}"}),
        delete_first=True,
        created=True,
    ),
    ResourceType(
        token="aws:ec2/vpcEndpoint:VpcEndpoint",
        service="ec2",
        lookups={
            "prefix_list": Call(
                "DescribePrefixLists",
                {"Filters": [{"Name": "prefix-list-name", "Values": ["{serviceName}"]}]},
                "PrefixLists[0]",
                when="vpcEndpointType != 'Interface'",
            )
        },
        create=Call("CreateVpcEndpoint", result="VpcEndpoint"),
        id="VpcEndpointId",
        read=Call("DescribeVpcEndpoints", {"VpcEndpointIds": ["{id}"]}, "VpcEndpoints[0]"),
        update=Call(
            "ModifyVpcEndpoint",
            {
                "VpcEndpointId": "{id}",
                "AddRouteTableIds": "{minus(routeTableIds, old.routeTableIds)}",
                "RemoveRouteTableIds": "{minus(old.routeTableIds, routeTableIds)}",
                "AddSubnetIds": "{minus(subnetIds, old.subnetIds)}",
                "RemoveSubnetIds": "{minus(old.subnetIds, subnetIds)}",
                "AddSecurityGroupIds": "{minus(securityGroupIds, old.securityGroupIds)}",
                "RemoveSecurityGroupIds": "{minus(old.securityGroupIds, securityGroupIds)}",
            },
        ),
        delete=Call("DeleteVpcEndpoints", {"VpcEndpointIds": ["{id}"]}),
        gone="State == 'deleted'",
        names={"policy": "PolicyDocument"},
        json=frozenset({"policy"}),
        inert=frozenset({"autoAccept"}),
        defaults={"vpcEndpointType": "Gateway"},
        observe={"securityGroupIds": "Groups[].GroupId"},
        tags=ec2_tags("vpc-endpoint"),
        outputs={
            "arn": ec2_arn("vpc-endpoint"),
            "ownerId": "{account}",
            "prefixListId": "{prefix_list.PrefixListId}",
            "cidrBlocks": "{prefix_list.Cidrs}",
        },
        created=True,
    ),
)
