"""EC2: network ACLs."""

from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.types.vpc import ec2_arn, ec2_tags

__all__ = ["TYPES"]

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/networkAcl:NetworkAcl",
        service="ec2",
        create=Call("CreateNetworkAcl", result="NetworkAcl"),
        id="NetworkAclId",
        read=Call("DescribeNetworkAcls", {"NetworkAclIds": ["{id}"]}, "NetworkAcls[0]"),
        delete=Call("DeleteNetworkAcl", {"NetworkAclId": "{id}"}, translate=False),
        observe={"subnetIds": "Associations[].SubnetId"},
        tags=ec2_tags("network-acl"),
        outputs={"arn": ec2_arn("network-acl"), "ownerId": "{account}"},
        replace=frozenset({"vpcId"}),
        refused={
            "egress": "Leave it out: the ACL then denies everything, and rules are not simulated.",
            "ingress": "Leave it out: the ACL then denies everything, and rules are not simulated.",
            "subnetIds": "Leave the subnets with the ACL that they have.",
        },
        created=True,
        note="Without rules it denies everything; subnets are associated by whoever isolates them.",
    ),
)
