"""EC2: route tables, routes and endpoints."""

import json
from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import security_group, subnet, vpc
from tests.sandbox.provider.round_trip import Case, World

_GATEWAY = "aws:ec2/internetGateway:InternetGateway"
_TABLE = "aws:ec2/routeTable:RouteTable"
_POLICY: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "*"}],
}

_READING = {**_POLICY, "Statement": [{**_POLICY["Statement"][0], "Action": "s3:GetObject"}]}


def _table(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    gateway = world.make(_GATEWAY, {"vpcId": vpc_id})["id"]
    return {
        "vpcId": vpc_id,
        "routes": [{"cidrBlock": "0.0.0.0/0", "gatewayId": gateway}],
        "tags": {"Name": "public"},
    }


def _lose_routes(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").delete_route(RouteTableId=resource_id, DestinationCidrBlock="0.0.0.0/0")
    return {"routes": []}


def _route(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    gateway = world.make(_GATEWAY, {"vpcId": vpc_id})["id"]
    table = world.make(_TABLE, {"vpcId": vpc_id})["id"]
    return {
        "routeTableId": table,
        "destinationCidrBlock": "0.0.0.0/0",
        "gatewayId": gateway,
    }


def _route_by_nat(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    address = world.make("aws:ec2/eip:Eip", {"domain": "vpc"})["id"]
    nat = {"allocationId": address, "subnetId": subnet(world, vpc_id)}
    return {
        "routeTableId": world.make(_TABLE, {"vpcId": vpc_id})["id"],
        "destinationCidrBlock": "0.0.0.0/0",
        "natGatewayId": world.make("aws:ec2/natGateway:NatGateway", nat)["id"],
    }


def _association(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    table = world.make(_TABLE, {"vpcId": vpc_id})["id"]
    return {"subnetId": subnet(world, vpc_id), "routeTableId": table}


def _gateway_endpoint(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    tables = [world.make(_TABLE, {"vpcId": vpc_id})["id"] for _ in range(2)]
    return {
        "vpcId": vpc_id,
        "serviceName": "com.amazonaws.us-east-1.s3",
        "vpcEndpointType": "Gateway",
        "routeTableIds": tables,
        "policy": json.dumps(_POLICY),
        "tags": {"Name": "s3"},
    }


def _interface_endpoint(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "vpcId": vpc_id,
        "serviceName": "com.amazonaws.us-east-1.ssm",
        "vpcEndpointType": "Interface",
        "privateDnsEnabled": True,
        "subnetIds": [subnet(world, vpc_id, zone) for zone in "ab"],
        "securityGroupIds": [security_group(world, vpc_id)],
        "policy": json.dumps(_POLICY),
        "tags": {"Name": "ssm"},
    }


CASES = (
    Case(
        token=_TABLE,
        inputs=_table,
        update={"tags": {"Name": "private"}},
        replaces={"vpcId": "vpc-0"},
        drift=_lose_routes,
    ),
    Case(
        token="aws:ec2/route:Route",
        inputs=_route,
        outputs={"origin": "CreateRoute", "state": "active"},
        replaces={"destinationCidrBlock": "192.168.0.0/16"},
    ),
    Case(
        token="aws:ec2/route:Route",
        inputs=_route_by_nat,
        replaces={"destinationCidrBlock": "192.168.0.0/16"},
    ),
    Case(
        token="aws:ec2/routeTableAssociation:RouteTableAssociation",
        inputs=_association,
        replaces={"routeTableId": "rtb-0"},
    ),
    Case(
        token="aws:ec2/vpcEndpoint:VpcEndpoint",
        inputs=_gateway_endpoint,
        update={"policy": json.dumps(_READING), "tags": {"Name": "objects"}},
        replaces={"serviceName": "com.amazonaws.us-east-1.dynamodb"},
    ),
    Case(
        token="aws:ec2/vpcEndpoint:VpcEndpoint",
        inputs=_interface_endpoint,
        update={"securityGroupIds": [], "tags": {"Name": "systems-manager"}},
        replaces={"vpcEndpointType": "GatewayLoadBalancer"},
    ),
)
