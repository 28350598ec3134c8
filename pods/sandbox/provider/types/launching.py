"""EC2: launch templates, capacity reservations and instances."""

from dataclasses import replace

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType
from pods.sandbox.provider.types.vpc import ec2_arn, ec2_tags

__all__ = ["TYPES"]

_VERSION = {"VersionDescription": "{description}"}


def _instance_switch(name: str, member: str) -> Aspect:
    return Aspect(
        (name,),
        put=Call(
            "ModifyInstanceAttribute",
            {"InstanceId": "{id}", member: {"Value": f"{{{name}}}"}},
            translate=False,
        ),
        get=Call(
            "DescribeInstanceAttribute",
            {"InstanceId": "{id}", "Attribute": f"{member[0].lower()}{member[1:]}"},
            translate=False,
        ),
        observe={name: f"{member}.Value"},
        at_creation=False,
    )


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ec2/launchTemplate:LaunchTemplate",
        service="ec2",
        create=Call(
            "CreateLaunchTemplate",
            {"LaunchTemplateName": "{name}", **_VERSION},
            "LaunchTemplate",
            within="LaunchTemplateData",
        ),
        id="LaunchTemplateId",
        read=Call("DescribeLaunchTemplates", {"LaunchTemplateIds": ["{id}"]}, "LaunchTemplates[0]"),
        also_read=(
            Call(
                "DescribeLaunchTemplateVersions",
                {"LaunchTemplateId": "{id}", "Versions": ["$Latest"]},
                (
                    "LaunchTemplateVersions[0].merge(LaunchTemplateData,"
                    " {VersionDescription: VersionDescription})"
                ),
                translate=False,
            ),
        ),
        update=Call(
            "CreateLaunchTemplateVersion",
            {"LaunchTemplateId": "{id}", **_VERSION},
            "LaunchTemplateVersion",
            within="LaunchTemplateData",
        ),
        update_all=True,
        after_update=(
            Call(
                "ModifyLaunchTemplate",
                {"LaunchTemplateId": "{id}", "DefaultVersion": "{text(result.VersionNumber)}"},
                when="updateDefaultVersion",
                translate=False,
            ),
        ),
        delete=Call("DeleteLaunchTemplate", {"LaunchTemplateId": "{id}"}, translate=False),
        auto_name=AutoName(longest=128),
        names={
            "name": "LaunchTemplateName",
            "description": "VersionDescription",
            "defaultVersion": "DefaultVersionNumber",
            "latestVersion": "LatestVersionNumber",
            "vpcSecurityGroupIds": "SecurityGroupIds",
            "securityGroupNames": "SecurityGroups",
            "networkInterfaces.securityGroups": "Groups",
            "networkInterfaces.ipv4AddressCount": "SecondaryPrivateIpAddressCount",
        },
        aspects=(
            Aspect(
                ("defaultVersion",),
                put=Call(
                    "ModifyLaunchTemplate",
                    {"LaunchTemplateId": "{id}", "DefaultVersion": "{text(defaultVersion)}"},
                    translate=False,
                ),
                at_creation=False,
            ),
        ),
        replace=frozenset({"name"}),
        inert=frozenset({"updateDefaultVersion"}),
        # The local AWS adds the template's own tags to those of what it launches.
        observe={"tagSpecifications": "TagSpecifications[?ResourceType != 'launch-template']"},
        changing=frozenset({"latestVersion", "defaultVersion"}),
        tags=replace(
            ec2_tags("launch-template"),
            # DescribeLaunchTemplates of the local AWS shows the tags of the creation for ever.
            get=Call(
                "DescribeTags",
                {"Filters": [{"Name": "resource-id", "Values": ["{id}"]}]},
                translate=False,
            ),
        ),
        outputs={"arn": ec2_arn("launch-template")},
        created=True,
    ),
    ResourceType(
        token="aws:ec2/capacityReservation:CapacityReservation",
        service="ec2",
        create=Call("CreateCapacityReservation", result="CapacityReservation"),
        id="CapacityReservationId",
        read=Call(
            "DescribeCapacityReservations",
            {"CapacityReservationIds": ["{id}"]},
            "CapacityReservations[0]",
        ),
        update=Call("ModifyCapacityReservation", {"CapacityReservationId": "{id}"}),
        delete=Call("CancelCapacityReservation", {"CapacityReservationId": "{id}"}),
        gone="State == 'cancelled' || State == 'expired'",
        names={"arn": "CapacityReservationArn", "instanceCount": "InstanceCount"},
        observe={"instanceCount": "TotalInstanceCount"},
        # EC2 refuses to change how instances are matched.
        replace=frozenset({"instanceMatchCriteria"}),
        tags=ec2_tags("capacity-reservation"),
        created=True,
    ),
    ResourceType(
        token="aws:ec2/instance:Instance",
        service="ec2",
        create=Call(
            "RunInstances",
            {
                "MinCount": 1,
                "MaxCount": 1,
                "IamInstanceProfile": {"Name": "{iamInstanceProfile}"},
                "Placement": {
                    "AvailabilityZone": "{availabilityZone}",
                    "GroupName": "{placementGroup}",
                    "Tenancy": "{tenancy}",
                },
                "Monitoring": {"Enabled": "{monitoring}"},
                "UserData": "{userData}",
                "LaunchTemplate": {
                    "LaunchTemplateId": "{launchTemplate.id}",
                    "LaunchTemplateName": "{launchTemplate.name}",
                    "Version": "{launchTemplate.version}",
                },
            },
            "Instances[0]",
        ),
        id="InstanceId",
        read=Call("DescribeInstances", {"InstanceIds": ["{id}"]}, "Reservations[0].Instances[0]"),
        delete=Call("TerminateInstances", {"InstanceIds": ["{id}"]}, translate=False),
        gone="State.Name == 'terminated'",
        names={
            "ami": "ImageId",
            "privateIp": "PrivateIpAddress",
            "publicIp": "PublicIpAddress",
            "privateDns": "PrivateDnsName",
            "publicDns": "PublicDnsName",
            "vpcSecurityGroupIds": "SecurityGroupIds",
            "securityGroups": "SecurityGroups",
        },
        aspects=(
            _instance_switch("instanceType", "InstanceType"),
            _instance_switch("disableApiTermination", "DisableApiTermination"),
            Aspect(
                ("vpcSecurityGroupIds",),
                put=Call(
                    "ModifyInstanceAttribute",
                    {"InstanceId": "{id}", "Groups": "{vpcSecurityGroupIds}"},
                    translate=False,
                ),
                at_creation=False,
            ),
        ),
        observe={
            "availabilityZone": "Placement.AvailabilityZone",
            "tenancy": "Placement.Tenancy",
            "instanceState": "State.Name",
            "monitoring": "Monitoring.State == 'enabled'",
            "primaryNetworkInterfaceId": "NetworkInterfaces[0].NetworkInterfaceId",
            "vpcSecurityGroupIds": "SecurityGroups[].GroupId",
            "securityGroups": "SecurityGroups[].GroupName",
            "iamInstanceProfile": "split(IamInstanceProfile.Arn, '/')[-1]",
            "launchTemplate": "",
        },
        inert=frozenset({"userDataReplaceOnChange", "forceDestroy", "getPasswordData"}),
        tags=ec2_tags("instance"),
        outputs={"arn": ec2_arn("instance")},
        note="Block devices and network interfaces of an instance's own inputs are not made.",
    ),
)
