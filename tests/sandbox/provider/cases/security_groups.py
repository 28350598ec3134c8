"""EC2: security groups and their rules."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import security_group, vpc
from tests.sandbox.provider.round_trip import Case, World

_HTTPS = {
    "protocol": "tcp",
    "fromPort": 443,
    "toPort": 443,
    "cidrBlocks": ["10.0.0.0/16"],
    "description": "HTTPS from the VPC",
}
_OWN = {"protocol": "-1", "fromPort": 0, "toPort": 0, "self": True}
_OUT = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]}


def _close(world: World, resource_id: str) -> dict[str, object]:
    group = world.client("ec2").describe_security_groups(GroupIds=[resource_id])
    world.client("ec2").revoke_security_group_egress(
        GroupId=resource_id, IpPermissions=group["SecurityGroups"][0]["IpPermissionsEgress"]
    )
    return {"egress": []}


def _ingress(world: World) -> Mapping[str, Any]:
    return {
        "securityGroupId": security_group(world),
        "description": "HTTPS from the VPC",
        "cidrIpv4": "10.0.0.0/16",
        "ipProtocol": "tcp",
        "fromPort": 443,
        "toPort": 443,
    }


def _from_group(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "securityGroupId": security_group(world, vpc_id),
        "referencedSecurityGroupId": security_group(world, vpc_id, "front"),
        "ipProtocol": "tcp",
        "fromPort": 8080,
        "toPort": 8080,
    }


CASES = (
    Case(
        token="aws:ec2/securityGroup:SecurityGroup",
        inputs=lambda world: {
            "name": "web",
            "description": "Web servers",
            "vpcId": vpc(world),
            "ingress": [_HTTPS, _OWN],
            "egress": [_OUT],
            "tags": {"Name": "web"},
        },
        update={"ingress": [{**_HTTPS, "cidrBlocks": ["10.1.0.0/16"]}], "tags": {"Name": "app"}},
        replaces={"description": "Servers"},
        drift=_close,
    ),
    Case(
        token="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        inputs=lambda world: {"vpcId": vpc(world), "tags": {"Name": "unused"}},
        outputs={"name": "default", "ingress": [], "egress": []},
        update={"tags": {"Name": "closed"}},
        replaces={"vpcId": "vpc-0"},
    ),
    Case(
        token="aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        inputs=_ingress,
        update={"toPort": 444, "description": "TLS"},
        replaces={"securityGroupId": "sg-0"},
    ),
    Case(
        token="aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        inputs=_from_group,
        replaces={"securityGroupId": "sg-0"},
    ),
    Case(
        token="aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        inputs=lambda world: {
            "securityGroupId": security_group(world),
            "cidrIpv4": "0.0.0.0/0",
            "ipProtocol": "-1",
            "tags": {"Name": "out"},
        },
        update={"tags": {"Name": "away"}},
        replaces={"securityGroupId": "sg-0"},
    ),
    Case(
        token="aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        inputs=lambda world: {
            "securityGroupId": security_group(world),
            "description": "The application",
            "cidrIpv4": "10.0.0.0/16",
            "ipProtocol": "tcp",
            "fromPort": 8080,
            "toPort": 8080,
        },
        update={"toPort": 8081, "description": "Two of them"},
        replaces={"securityGroupId": "sg-0"},
    ),
    Case(
        token="aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        inputs=lambda world: {
            "securityGroupId": security_group(world),
            "referencedSecurityGroupId": security_group(world, name="database"),
            "ipProtocol": "tcp",
            "fromPort": 5432,
            "toPort": 5432,
        },
        replaces={"securityGroupId": "sg-0"},
    ),
)
