"""EC2: networks, their subnets and flow logs."""

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
