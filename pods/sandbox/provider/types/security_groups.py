"""EC2: security groups and their rules."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags
from pods.sandbox.provider.types.vpc import ec2_arn, ec2_tags

__all__ = ["TYPES"]

_TO_EVERYWHERE = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]


def _permissions(rules: str) -> str:
    """Return the template of inline rules as EC2 takes them."""
    return (
        f"{{stamp({rules}, {{group: id}})[].present({{"
        "IpProtocol: protocol,"
        "FromPort: protocol != '-1' && fromPort || null,"
        "ToPort: protocol != '-1' && toPort || null,"
        "IpRanges: present(stamp(cidrBlocks[].{CidrIp: @}, {Description: description})),"
        "Ipv6Ranges: present(stamp(ipv6CidrBlocks[].{CidrIpv6: @}, {Description: description})),"
        "PrefixListIds: present(stamp(prefixListIds[].{PrefixListId: @},"
        " {Description: description})),"
        "UserIdGroupPairs: present(stamp([securityGroups[].{GroupId: @} || `[]`,"
        " self && [{GroupId: group}] || `[]`][], {Description: description}))"
        "})}"
    )


def _rules(permissions: str) -> str:
    """Return the expression for inline rules as EC2 shows them."""
    return (
        f"stamp({permissions}, {{group: GroupId}})[].{{"
        "protocol: IpProtocol, fromPort: FromPort || `0`, toPort: ToPort || `0`,"
        "cidrBlocks: IpRanges[].CidrIp, ipv6CidrBlocks: Ipv6Ranges[].CidrIpv6,"
        "prefixListIds: PrefixListIds[].PrefixListId,"
        "securityGroups: minus(UserIdGroupPairs[].GroupId, [group]),"
        "self: contains(UserIdGroupPairs[].GroupId || `[]`, group),"
        "description: [IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs][][].Description"
        " | [0]}"
    )


def _inline(name: str, direction: str) -> Aspect:
    return Aspect(
        (name,),
        clear=Call(
            f"RevokeSecurityGroup{direction}",
            {"GroupId": "{id}", "IpPermissions": _permissions(f"old.{name}")},
            when=f"old.{name}",
            translate=False,
        ),
        put=Call(
            f"AuthorizeSecurityGroup{direction}",
            {"GroupId": "{id}", "IpPermissions": _permissions(name)},
            when=name,
            translate=False,
        ),
    )


_INLINE_RULES = (_inline("ingress", "Ingress"), _inline("egress", "Egress"))
_SHOWN_RULES = {
    "ingress": _rules("IpPermissions"),
    "egress": _rules("IpPermissionsEgress"),
}
_ONE_RULE = (
    "{present({IpProtocol: ipProtocol, FromPort: fromPort, ToPort: toPort,"
    " IpRanges: cidrIpv4 && [{CidrIp: cidrIpv4, Description: description}] || null,"
    " Ipv6Ranges: cidrIpv6 && [{CidrIpv6: cidrIpv6, Description: description}] || null,"
    " PrefixListIds: prefixListId && [{PrefixListId: prefixListId, Description: description}]"
    " || null,"
    " UserIdGroupPairs: referencedSecurityGroupId &&"
    " [{GroupId: referencedSecurityGroupId, Description: description}] || null})}"
)


def _rule(token: str, direction: str) -> ResourceType:
    return ResourceType(
        token=token,
        service="ec2",
        create=Call(
            f"AuthorizeSecurityGroup{direction}",
            {"GroupId": "{securityGroupId}", "IpPermissions": [_ONE_RULE]},
            "SecurityGroupRules[0]",
            translate=False,
        ),
        id="SecurityGroupRuleId",
        read=Call(
            "DescribeSecurityGroupRules",
            {"SecurityGroupRuleIds": ["{id}"]},
            "SecurityGroupRules[0]",
        ),
        update=Call(
            "ModifySecurityGroupRules",
            {
                "GroupId": "{securityGroupId}",
                "SecurityGroupRules": [
                    {
                        "SecurityGroupRuleId": "{id}",
                        "SecurityGroupRule": {
                            "IpProtocol": "{ipProtocol}",
                            "FromPort": "{fromPort || `-1`}",
                            "ToPort": "{toPort || `-1`}",
                            "CidrIpv4": "{cidrIpv4}",
                            "CidrIpv6": "{cidrIpv6}",
                            "PrefixListId": "{prefixListId}",
                            "ReferencedGroupId": "{referencedSecurityGroupId}",
                            "Description": "{description}",
                        },
                    }
                ],
            },
            translate=False,
        ),
        delete=Call(
            f"RevokeSecurityGroup{direction}",
            {"GroupId": "{securityGroupId}", "SecurityGroupRuleIds": ["{id}"]},
            translate=False,
        ),
        names={"securityGroupId": "GroupId"},
        observe={
            "fromPort": "IpProtocol != '-1' && FromPort || null",
            "toPort": "IpProtocol != '-1' && ToPort || null",
            "referencedSecurityGroupId": "ReferencedGroupInfo.GroupId",
        },
        replace=frozenset({"securityGroupId"}),
        tags=ec2_tags("security-group-rule"),
        outputs={"arn": ec2_arn("security-group-rule"), "securityGroupRuleId": "{id}"},
        created=True,
    )


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/securityGroup:SecurityGroup",
        service="ec2",
        create=Call("CreateSecurityGroup"),
        id="GroupId",
        # EC2 lets a new group reach everything; the official provider takes that away.
        after_create=(
            Call(
                "RevokeSecurityGroupEgress",
                {"GroupId": "{id}", "IpPermissions": _TO_EVERYWHERE},
                translate=False,
            ),
        ),
        read=Call("DescribeSecurityGroups", {"GroupIds": ["{id}"]}, "SecurityGroups[0]"),
        delete=Call("DeleteSecurityGroup", {"GroupId": "{id}"}, translate=False),
        auto_name=AutoName(),
        names={"name": "GroupName"},
        defaults={"description": "Managed by Pulumi", "revokeRulesOnDelete": False},
        inert=frozenset({"revokeRulesOnDelete"}),
        aspects=_INLINE_RULES,
        observe=_SHOWN_RULES,
        tags=ec2_tags("security-group"),
        outputs={"arn": ec2_arn("security-group"), "ownerId": "{account}"},
    ),
    ResourceType(
        token="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        service="ec2",
        # AWS made the group with its VPC: it is found, emptied, and left when the resource goes.
        create=Call(
            "DescribeSecurityGroups",
            {
                "Filters": [
                    {"Name": "group-name", "Values": ["default"]},
                    {"Name": "vpc-id", "Values": ["{vpcId}"]},
                ]
            },
            "SecurityGroups[0]",
            translate=False,
        ),
        id="GroupId",
        after_create=(
            Call(
                "RevokeSecurityGroupIngress",
                {"GroupId": "{id}", "IpPermissions": "{result.IpPermissions}"},
                when="result.IpPermissions",
                translate=False,
            ),
            Call(
                "RevokeSecurityGroupEgress",
                {"GroupId": "{id}", "IpPermissions": "{result.IpPermissionsEgress}"},
                when="result.IpPermissionsEgress",
                translate=False,
            ),
        ),
        read=Call("DescribeSecurityGroups", {"GroupIds": ["{id}"]}, "SecurityGroups[0]"),
        delete=None,
        names={"name": "GroupName"},
        replace=frozenset({"vpcId"}),
        inert=frozenset({"revokeRulesOnDelete"}),
        aspects=_INLINE_RULES,
        observe=_SHOWN_RULES,
        tags=Tags(add=ec2_tags("security-group").add, remove=ec2_tags("security-group").remove),
        outputs={"arn": ec2_arn("security-group")},
        note="vpcId is needed: the account's default VPC is not looked up.",
    ),
    _rule("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "Ingress"),
    _rule("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "Egress"),
)
