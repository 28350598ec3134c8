"""EC2: launch templates, capacity reservations and instances."""

import base64
from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import security_group, subnet, vpc
from tests.sandbox.provider.round_trip import Case, World

_TEMPLATE = {
    "name": "web",
    "description": "Web servers",
    "imageId": "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    "instanceType": "m7i.large",
    "ebsOptimized": "true",
    "iamInstanceProfile": {"arn": "arn:aws:iam::123456789012:instance-profile/web"},
    "monitoring": {"enabled": True},
    "metadataOptions": {
        "httpEndpoint": "enabled",
        "httpTokens": "required",
        "httpPutResponseHopLimit": 1,
    },
    "blockDeviceMappings": [
        {
            "deviceName": "/dev/xvda",
            "ebs": {
                "volumeSize": 16,
                "volumeType": "gp3",
                "encrypted": "true",
                "deleteOnTermination": "true",
            },
        }
    ],
    "tagSpecifications": [
        {"resourceType": "instance", "tags": {"pods:role": "primary"}},
        {"resourceType": "volume", "tags": {"pods:snapshot": "twice-daily"}},
    ],
    "userData": base64.b64encode(b"#!/bin/sh\n").decode(),
    "updateDefaultVersion": True,
    "tags": {"Name": "web"},
}


def _template(world: World) -> Mapping[str, Any]:
    return {**_TEMPLATE, "vpcSecurityGroupIds": [security_group(world)]}


def _another_version(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").create_launch_template_version(
        LaunchTemplateId=resource_id, LaunchTemplateData={"InstanceType": "m7i.8xlarge"}
    )
    return {"instanceType": "m7i.8xlarge"}


def _instance(world: World) -> Mapping[str, Any]:
    vpc_id = vpc(world)
    return {
        "ami": "ami-12c6146b",
        "instanceType": "t3.micro",
        "subnetId": subnet(world, vpc_id),
        "vpcSecurityGroupIds": [security_group(world, vpc_id)],
        "tags": {"Name": "bastion"},
    }


CASES = (
    Case(
        token="aws:ec2/launchTemplate:LaunchTemplate",
        inputs=_template,
        outputs={"latestVersion": 1, "defaultVersion": 1},
        update={"instanceType": "m7i.xlarge", "description": "Larger", "tags": {"Name": "app"}},
        replaces={"name": "other"},
        drift=_another_version,
        unobserved=frozenset({"updateDefaultVersion"}),
    ),
    Case(
        token="aws:ec2/capacityReservation:CapacityReservation",
        inputs=lambda _: {
            "instanceType": "m7i.large",
            "instancePlatform": "Linux/UNIX",
            "availabilityZone": "us-east-1b",
            "instanceCount": 2,
            "instanceMatchCriteria": "open",
            "ebsOptimized": True,
            "endDateType": "unlimited",
            "tags": {"Name": "reserved"},
        },
        update={"instanceCount": 4, "tags": {"Name": "held"}},
        replaces={"instanceType": "m7i.xlarge"},
    ),
    Case(
        token="aws:ec2/instance:Instance",
        inputs=_instance,
        outputs={"instanceState": "running", "availabilityZone": "us-east-1a"},
        update={"tags": {"Name": "door"}},
        replaces={"ami": "ami-0"},
    ),
)
