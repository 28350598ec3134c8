"""Who spoke to whom in a VPC, kept for whoever has to find out."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.identity import account_of, allow, document, trust
from pods.components.protection import is_protected

__all__ = ["flow_log"]


def flow_log(
    name: str,
    vpc_id: pulumi.Output[str],
    retention_days: int,
    tags: Mapping[str, str],
    parent: pulumi.Resource,
) -> aws.ec2.FlowLog:
    """Make the VPC's flow log, with the group it writes to and the role it writes with."""
    of_parent = pulumi.ResourceOptions(parent=parent)
    named = {**tags, "Name": f"{name}-flow"}
    group = aws.cloudwatch.LogGroup(
        f"{name}-flow",
        retention_in_days=retention_days,
        deletion_protection_enabled=is_protected(),
        tags=named,
        opts=of_parent,
    )
    role = aws.iam.Role(
        f"{name}-flow",
        description="Writes the flow logs of a VPC",
        # https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
        assume_role_policy=account_of(group.arn).apply(
            lambda account: trust("vpc-flow-logs.amazonaws.com", account)
        ),
        tags=named,
        opts=of_parent,
    )
    permission = aws.iam.RolePolicy(
        f"{name}-flow",
        role=role.id,
        policy=group.arn.apply(
            lambda arn: document(
                allow(
                    ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                    [arn, f"{arn}:*"],
                )
            )
        ),
        opts=of_parent,
    )
    return aws.ec2.FlowLog(
        f"{name}-flow",
        vpc_id=vpc_id,
        traffic_type="ALL",
        log_destination_type="cloud-watch-logs",
        log_destination=group.arn,
        iam_role_arn=role.arn,
        max_aggregation_interval=60,
        tags=named,
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[permission]),
    )
