"""EC2: a network's gateways, and public addresses."""

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType
from pods.sandbox.provider.types.vpc import ec2_arn, ec2_tags

__all__ = ["TYPES"]

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/internetGateway:InternetGateway",
        service="ec2",
        create=Call("CreateInternetGateway", result="InternetGateway"),
        id="InternetGatewayId",
        read=Call(
            "DescribeInternetGateways", {"InternetGatewayIds": ["{id}"]}, "InternetGateways[0]"
        ),
        before_delete=(
            Call(
                "DetachInternetGateway",
                {"InternetGatewayId": "{id}", "VpcId": "{vpcId}"},
                when="vpcId",
            ),
        ),
        delete=Call("DeleteInternetGateway", {"InternetGatewayId": "{id}"}),
        aspects=(
            Aspect(
                ("vpcId",),
                put=Call("AttachInternetGateway", {"InternetGatewayId": "{id}"}),
                clear=Call(
                    "DetachInternetGateway",
                    {"InternetGatewayId": "{id}", "VpcId": "{old.vpcId}"},
                    when="old.vpcId",
                    translate=False,
                ),
            ),
        ),
        observe={"vpcId": "Attachments[0].VpcId"},
        tags=ec2_tags("internet-gateway"),
        outputs={"arn": ec2_arn("internet-gateway"), "ownerId": "{account}"},
        created=True,
    ),
    ResourceType(
        token="aws:ec2/eip:Eip",
        service="ec2",
        create=Call("AllocateAddress", {"Domain": "{domain || 'vpc'}"}),
        id="AllocationId",
        read=Call("DescribeAddresses", {"AllocationIds": ["{id}"]}, "Addresses[0]"),
        before_delete=(
            Call(
                "DisassociateAddress",
                {"AssociationId": "{associationId}"},
                when="(instance || networkInterface) && associationId",
            ),
        ),
        delete=Call("ReleaseAddress", {"AllocationId": "{id}"}),
        aspects=(
            Aspect(
                ("instance", "networkInterface", "associateWithPrivateIp"),
                put=Call("AssociateAddress", {"AllocationId": "{id}"}),
                clear=Call(
                    "DisassociateAddress",
                    {"AssociationId": "{old.associationId}"},
                    when="old.associationId",
                    translate=False,
                ),
            ),
        ),
        names={
            "instance": "InstanceId",
            "networkInterface": "NetworkInterfaceId",
            "associateWithPrivateIp": "PrivateIpAddress",
            "privateIp": "PrivateIpAddress",
        },
        # A wish, not a fact: any address of the instance shows as its private address.
        observe={"associateWithPrivateIp": ""},
        tags=ec2_tags("elastic-ip"),
        outputs={
            "arn": ec2_arn("elastic-ip"),
            "allocationId": "{id}",
            "publicDns": (
                "ec2-{replace(publicIp, '.', '-')}."
                "{region == 'us-east-1' && 'compute-1' || join('.', [region, 'compute'])}"
                ".amazonaws.com"
            ),
        },
    ),
    ResourceType(
        token="aws:ec2/natGateway:NatGateway",
        service="ec2",
        create=Call("CreateNatGateway", result="NatGateway"),
        id="NatGatewayId",
        read=Call("DescribeNatGateways", {"NatGatewayIds": ["{id}"]}, "NatGateways[0]"),
        delete=Call("DeleteNatGateway", {"NatGatewayId": "{id}"}),
        gone="State == 'deleted'",
        names={"privateIp": "PrivateIpAddress"},
        defaults={"connectivityType": "public"},
        observe={
            "allocationId": "NatGatewayAddresses[0].AllocationId",
            "associationId": "NatGatewayAddresses[0].AssociationId",
            "networkInterfaceId": "NatGatewayAddresses[0].NetworkInterfaceId",
            "privateIp": "NatGatewayAddresses[0].PrivateIp",
            "publicIp": "NatGatewayAddresses[0].PublicIp",
        },
        tags=ec2_tags("natgateway"),
        created=True,
    ),
)
