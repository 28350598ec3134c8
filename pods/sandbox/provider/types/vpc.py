"""EC2: networks."""

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType, Tags

__all__ = ["TYPES", "ec2_arn", "ec2_tags"]


def ec2_tags(resource_type: str, read: str = "tags(Tags)") -> Tags:
    """Return how EC2 tags: at creation by a specification, later by id."""
    return Tags(
        create={"TagSpecifications": [{"ResourceType": resource_type, "Tags": "{tag_pairs}"}]},
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


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/vpc:Vpc",
        service="ec2",
        create=Call("CreateVpc", result="Vpc"),
        id="VpcId",
        read=Call("DescribeVpcs", {"VpcIds": ["{id}"]}, "Vpcs[0]"),
        delete=Call("DeleteVpc", {"VpcId": "{id}"}),
        aspects=(
            _vpc_switch("enableDnsSupport", "EnableDnsSupport"),
            _vpc_switch("enableDnsHostnames", "EnableDnsHostnames"),
        ),
        tags=ec2_tags("vpc"),
        outputs={"arn": ec2_arn("vpc")},
        created=True,
    ),
)
