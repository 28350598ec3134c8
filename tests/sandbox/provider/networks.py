"""What the cases of other types stand on: a network, made through the provider."""

from typing import Any

from tests.sandbox.provider.round_trip import World

__all__ = ["security_group", "subnet", "vpc"]


def vpc(world: World) -> str:
    """Make a VPC; returns its id."""
    return str(world.make("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"})["id"])


def subnet(world: World, vpc_id: str = "", zone: str = "a") -> str:
    """Make a subnet in a zone of us-east-1; returns its id."""
    third = "abcdef".index(zone)
    inputs: dict[str, Any] = {
        "vpcId": vpc_id or vpc(world),
        "cidrBlock": f"10.0.{third}.0/24",
        "availabilityZone": f"us-east-1{zone}",
    }
    return str(world.make("aws:ec2/subnet:Subnet", inputs)["id"])


def security_group(world: World, vpc_id: str = "", name: str = "clinic") -> str:
    """Make a security group without rules; returns its id."""
    inputs = {"name": name, "description": "Clinic", "vpcId": vpc_id or vpc(world)}
    return str(world.make("aws:ec2/securityGroup:SecurityGroup", inputs)["id"])
