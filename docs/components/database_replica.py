"""An instance, and one that follows it from another Region."""

import pulumi
import pulumi_aws as aws

from pods import Database, DatabaseReplica


def network(region: str) -> tuple[aws.ec2.Vpc, pulumi.Output[list[str]]]:
    """Make a VPC with a subnet in each of two zones."""
    vpc = aws.ec2.Vpc(f"clinic-{region}", region=region, cidr_block="10.20.0.0/16")
    subnets = [
        aws.ec2.Subnet(
            f"clinic-{region}{letter}",
            region=region,
            vpc_id=vpc.id,
            cidr_block=f"10.20.{third}.0/24",
            availability_zone=f"{region}{letter}",
        )
        for third, letter in enumerate("ab")
    ]
    return vpc, pulumi.Output.all(*(subnet.id for subnet in subnets))


home_vpc, home_subnets = network("us-east-1")
away_vpc, away_subnets = network("us-west-2")

database = Database(
    "clinic-rows",
    {
        "vpc_id": home_vpc.id,
        "subnet_ids": home_subnets,
        "client_security_group_ids": [],
        "replica_region": "us-west-2",
        "replica_kind": "read_replica",
        "password": pulumi.Config().get_secret("password") or "set-it-as-a-secret",
    },
)
away = DatabaseReplica(
    "clinic-rows-away",
    {
        "region": "us-west-2",
        "source_arn": database.arn,
        "source_secret_arn": database.secret_arn,
        "vpc_id": away_vpc.id,
        "subnet_ids": away_subnets,
        "client_security_group_ids": [],
    },
)

pulumi.export("endpoint", database.endpoint)
pulumi.export("away", away.endpoint)
