"""EC2: a network's gateways, and public addresses."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import instance, subnet, vpc
from tests.sandbox.provider.round_trip import Case, World

_ADDRESS = "aws:ec2/eip:Eip"


def _retag(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").create_tags(
        Resources=[resource_id], Tags=[{"Key": "Name", "Value": "renamed"}]
    )
    return {"tags": {"Name": "renamed"}}


def _nat_gateway(world: World) -> Mapping[str, Any]:
    address = world.make(_ADDRESS, {"domain": "vpc"})["id"]
    return {"allocationId": address, "subnetId": subnet(world), "tags": {"Name": "a"}}


CASES = (
    Case(
        token="aws:ec2/internetGateway:InternetGateway",
        inputs=lambda world: {"vpcId": vpc(world), "tags": {"Name": "internet"}},
        update={"tags": {"Name": "way-out"}},
        drift=_retag,
    ),
    Case(
        token=_ADDRESS,
        inputs=lambda _: {"domain": "vpc", "tags": {"Name": "nat-a"}},
        update={"tags": {"Name": "nat"}},
        replaces={"domain": "standard"},
        drift=_retag,
    ),
    Case(
        token=_ADDRESS,
        inputs=lambda world: {"domain": "vpc", "instance": instance(world)},
        outputs={"privateIp": "10.0.0.4"},
    ),
    Case(
        token="aws:ec2/natGateway:NatGateway",
        inputs=_nat_gateway,
        update={"tags": {"Name": "b"}},
        replaces={"subnetId": "subnet-0"},
        drift=_retag,
    ),
)
