"""EC2: networks, their gateways and addresses."""

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType, Tags

__all__ = ["TYPES", "ec2_arn", "ec2_tags"]


def ec2_tags(resource_type: str, read: str = "tags(Tags)") -> Tags:
    """Return how EC2 tags: at creation by a specification, later by id."""
    return Tags(
        create={
            "TagSpecifications": (
                f"{{tag_pairs && [{{ResourceType: '{resource_type}', Tags: tag_pairs}}] || null}}"
            )
        },
        add=Call("CreateTags", {"Resources": ["{id}"], "Tags": "{tag_pairs}"}, translate=False),
        remove=Call(
            "DeleteTags", {"Resources": ["{id}"], "Tags": "{tag_key_pairs}"}, translate=False
        ),
        read=read,
    )


def ec2_arn(resource_type: str) -> str:
    """Return the template of an EC2 resource's ARN."""
    return f"arn:{{partition}}:ec2:{{region}}:{{account}}:{resource_type}/{{id}}"


def _vpc_switch(name: str, member: str) -> Aspect:
    return Aspect(
        (name,),
        put=Call(
            "ModifyVpcAttribute",
            {"VpcId": "{id}", member: {"Value": f"{{{name}}}"}},
            translate=False,
        ),
        get=Call("DescribeVpcAttribute", {"VpcId": "{id}", "Attribute": name}, translate=False),
        observe={name: f"{member}.Value"},
    )


def _subnet_switch(name: str, member: str) -> Aspect:
    return Aspect(
        (name,),
        put=Call(
            "ModifySubnetAttribute",
            {"SubnetId": "{id}", member: {"Value": f"{{{name}}}"}},
            translate=False,
        ),
    )


def _of_vpc(name: str, values: str) -> list[dict[str, object]]:
    """Return the filters that find a VPC's own resource of some kind."""
    return [{"Name": "vpc-id", "Values": ["{id}"]}, {"Name": name, "Values": [values]}]


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/vpc:Vpc",
        service="ec2",
        create=Call("CreateVpc", result="Vpc"),
        id="VpcId",
        read=Call("DescribeVpcs", {"VpcIds": ["{id}"]}, "Vpcs[0]"),
        also_read=(
            Call(
                "DescribeSecurityGroups",
                {"Filters": _of_vpc("group-name", "default")},
                "{DefaultSecurityGroupId: SecurityGroups[0].GroupId}",
            ),
            Call(
                "DescribeRouteTables",
                {"Filters": _of_vpc("association.main", "true")},
                (
                    "RouteTables[0].{MainRouteTableId: RouteTableId,"
                    " DefaultRouteTableId: RouteTableId}"
                ),
            ),
            Call(
                "DescribeNetworkAcls",
                {"Filters": _of_vpc("default", "true")},
                "{DefaultNetworkAclId: NetworkAcls[0].NetworkAclId}",
            ),
        ),
        delete=Call("DeleteVpc", {"VpcId": "{id}"}),
        defaults={"enableDnsSupport": True, "instanceTenancy": "default"},
        aspects=(
            _vpc_switch("enableDnsSupport", "EnableDnsSupport"),
            _vpc_switch("enableDnsHostnames", "EnableDnsHostnames"),
            _vpc_switch("enableNetworkAddressUsageMetrics", "EnableNetworkAddressUsageMetrics"),
        ),
        names={"assignGeneratedIpv6CidrBlock": "AmazonProvidedIpv6CidrBlock"},
        tags=ec2_tags("vpc"),
        outputs={"arn": ec2_arn("vpc")},
    ),
    ResourceType(
        token="aws:ec2/subnet:Subnet",
        service="ec2",
        create=Call("CreateSubnet", result="Subnet"),
        id="SubnetId",
        read=Call("DescribeSubnets", {"SubnetIds": ["{id}"]}, "Subnets[0]"),
        delete=Call("DeleteSubnet", {"SubnetId": "{id}"}),
        defaults={
            "assignIpv6AddressOnCreation": False,
            "enableDns64": False,
            "enableResourceNameDnsARecordOnLaunch": False,
            "enableResourceNameDnsAaaaRecordOnLaunch": False,
            "mapPublicIpOnLaunch": False,
        },
        aspects=(
            _subnet_switch("mapPublicIpOnLaunch", "MapPublicIpOnLaunch"),
            _subnet_switch("assignIpv6AddressOnCreation", "AssignIpv6AddressOnCreation"),
            _subnet_switch("enableDns64", "EnableDns64"),
            _subnet_switch(
                "enableResourceNameDnsARecordOnLaunch", "EnableResourceNameDnsARecordOnLaunch"
            ),
            _subnet_switch(
                "enableResourceNameDnsAaaaRecordOnLaunch", "EnableResourceNameDnsAAAARecordOnLaunch"
            ),
            Aspect(
                ("privateDnsHostnameTypeOnLaunch",),
                put=Call("ModifySubnetAttribute", {"SubnetId": "{id}"}),
            ),
        ),
        observe={
            "ipv6CidrBlock": "Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock",
            "ipv6CidrBlockAssociationId": "Ipv6CidrBlockAssociationSet[0].AssociationId",
            "privateDnsHostnameTypeOnLaunch": "PrivateDnsNameOptionsOnLaunch.HostnameType",
            "enableResourceNameDnsARecordOnLaunch": (
                "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord"
            ),
            "enableResourceNameDnsAaaaRecordOnLaunch": (
                "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord"
            ),
        },
        tags=ec2_tags("subnet"),
        outputs={"arn": ec2_arn("subnet")},
        created=True,
    ),
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
    ResourceType(
        token="aws:ec2/flowLog:FlowLog",
        service="ec2",
        create=Call(
            "CreateFlowLogs",
            {
                "ResourceIds": [
                    (
                        "{vpcId || subnetId || eniId || transitGatewayId"
                        " || transitGatewayAttachmentId || regionalNatGatewayId}"
                    )
                ],
                "ResourceType": (
                    "{vpcId && 'VPC' || subnetId && 'Subnet' || eniId && 'NetworkInterface'"
                    " || transitGatewayId && 'TransitGateway'"
                    " || transitGatewayAttachmentId && 'TransitGatewayAttachment'"
                    " || 'RegionalNatGateway'}"
                ),
            },
            "FlowLogIds[0]",
        ),
        id="@",
        read=Call("DescribeFlowLogs", {"FlowLogIds": ["{id}"]}, "FlowLogs[0]"),
        delete=Call("DeleteFlowLogs", {"FlowLogIds": ["{id}"]}),
        names={"iamRoleArn": "DeliverLogsPermissionArn"},
        defaults={"logDestinationType": "cloud-watch-logs", "maxAggregationInterval": 600},
        observe={
            "vpcId": "starts_with(ResourceId, 'vpc-') && ResourceId || null",
            "subnetId": "starts_with(ResourceId, 'subnet-') && ResourceId || null",
            "eniId": "starts_with(ResourceId, 'eni-') && ResourceId || null",
            "transitGatewayId": "starts_with(ResourceId, 'tgw-') && ResourceId || null",
        },
        tags=ec2_tags("vpc-flow-log"),
        outputs={"arn": ec2_arn("vpc-flow-log")},
    ),
)
