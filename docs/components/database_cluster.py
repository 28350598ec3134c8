"""A Multi-AZ cluster over three zones."""

import pulumi
import pulumi_aws as aws

from pods import DatabaseCluster

ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]

vpc = aws.ec2.Vpc("clinic", cidr_block="10.20.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"clinic-{zone}", vpc_id=vpc.id, cidr_block=f"10.20.{third}.0/24", availability_zone=zone
    )
    for third, zone in enumerate(ZONES)
]
application = aws.ec2.SecurityGroup("application", vpc_id=vpc.id, description="Application")

database = DatabaseCluster(
    "clinic-cluster",
    {
        "vpc_id": vpc.id,
        "subnet_ids": pulumi.Output.all(*(subnet.id for subnet in subnets)),
        "availability_zones": ZONES,
        "client_security_group_ids": [application.id],
    },
)

pulumi.export("endpoint", database.endpoint)
pulumi.export("reader_endpoint", database.reader_endpoint)
