"""EC2: networks, their subnets and flow logs."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import vpc
from tests.sandbox.provider.round_trip import Case, World


def _lose_dns(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").modify_vpc_attribute(VpcId=resource_id, EnableDnsSupport={"Value": False})
    return {"enableDnsSupport": False}


def _open(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").modify_subnet_attribute(
        SubnetId=resource_id, MapPublicIpOnLaunch={"Value": True}
    )
    return {"mapPublicIpOnLaunch": True}


def _retag(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").create_tags(
        Resources=[resource_id], Tags=[{"Key": "Name", "Value": "renamed"}]
    )
    return {"tags": {"Name": "renamed"}}


def _flow_log(world: World) -> Mapping[str, Any]:
    world.client("logs").create_log_group(logGroupName="flow")
    return {
        "vpcId": vpc(world),
        "trafficType": "ALL",
        "logDestinationType": "cloud-watch-logs",
        "logDestination": "arn:aws:logs:us-east-1:123456789012:log-group:flow",
        "iamRoleArn": "arn:aws:iam::123456789012:role/flow",
        "maxAggregationInterval": 60,
        "tags": {"Name": "flow"},
    }


CASES = (
    Case(
        token="aws:ec2/vpc:Vpc",
        inputs=lambda _: {
            "cidrBlock": "10.0.0.0/16",
            "enableDnsHostnames": True,
            "enableDnsSupport": True,
            "instanceTenancy": "default",
            "tags": {"Name": "clinic"},
        },
        update={"enableDnsHostnames": False, "tags": {"Name": "clinic", "pods:tier": "1"}},
        replaces={"cidrBlock": "10.1.0.0/16"},
        drift=_lose_dns,
    ),
    Case(
        token="aws:ec2/subnet:Subnet",
        inputs=lambda world: {
            "vpcId": vpc(world),
            "cidrBlock": "10.0.1.0/24",
            "availabilityZone": "us-east-1b",
            "mapPublicIpOnLaunch": False,
            "tags": {"Name": "public-b"},
        },
        update={"tags": {"Name": "public"}},
        replaces={"availabilityZone": "us-east-1c"},
        drift=_open,
    ),
    Case(
        token="aws:ec2/flowLog:FlowLog",
        inputs=_flow_log,
        update={"tags": {"Name": "traffic"}},
        replaces={"trafficType": "REJECT"},
        drift=_retag,
    ),
)
