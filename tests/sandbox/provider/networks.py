"""What the cases of other types stand on: a network, made through the provider."""

from typing import Any

from tests.sandbox.provider.round_trip import World

__all__ = [
    "instance",
    "launch_template",
    "load_balancer",
    "security_group",
    "subnet",
    "target_group",
    "vpc",
]


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


def launch_template(world: World) -> str:
    """Make a launch template; returns its id."""
    inputs = {"name": "web", "imageId": "ami-12c6146b", "instanceType": "t3.micro"}
    return str(world.make("aws:ec2/launchTemplate:LaunchTemplate", inputs)["id"])


def target_group(world: World, vpc_id: str, name: str = "web") -> str:
    """Make a target group; returns its ARN."""
    inputs = {"name": name, "port": 8080, "protocol": "HTTP", "vpcId": vpc_id}
    return str(world.make("aws:lb/targetGroup:TargetGroup", inputs)["id"])


def load_balancer(world: World, vpc_id: str) -> str:
    """Make a load balancer over two zones; returns its ARN."""
    subnets = [subnet(world, vpc_id, zone) for zone in "ab"]
    inputs = {"name": "entry", "loadBalancerType": "application", "subnets": subnets}
    return str(world.make("aws:lb/loadBalancer:LoadBalancer", inputs)["id"])


def instance(world: World, vpc_id: str = "") -> str:
    """Make an instance in us-east-1a; returns its id."""
    inputs = {"ami": "ami-12c6146b", "instanceType": "t3.micro", "subnetId": subnet(world, vpc_id)}
    return str(world.make("aws:ec2/instance:Instance", inputs)["id"])
