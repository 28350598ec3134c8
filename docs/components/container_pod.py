"""A POD of containers in one zone."""

import pulumi
import pulumi_aws as aws

from pods import ContainerPod

vpc = aws.ec2.Vpc("clinic", cidr_block="10.20.0.0/16")
subnet = aws.ec2.Subnet(
    "clinic", vpc_id=vpc.id, cidr_block="10.20.0.0/20", availability_zone="us-east-1a"
)
group = aws.ec2.SecurityGroup("clinic", vpc_id=vpc.id, description="Tasks of the clinic")
targets = aws.lb.TargetGroup("clinic", vpc_id=vpc.id, port=8080, protocol="HTTP", target_type="ip")

pod = ContainerPod(
    "clinic-primary",
    {
        "role": "primary",
        "availability_zone": "us-east-1a",
        "subnet_id": subnet.id,
        "security_group_ids": [group.id],
        "target_group_arns": [targets.arn],
        "image": "public.ecr.aws/nginx/nginx:1.29.4",
        "environment": {"LOG_LEVEL": "info"},
        "writable_paths": ["/tmp", "/var/cache/nginx"],  # noqa: S108 - in the container
        "running": 2,
        "maximum": 4,
    },
)

pulumi.export("service", pod.service_name)
