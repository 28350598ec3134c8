"""The most that a workload may do, and a role under it."""

import json

import pulumi
import pulumi_aws as aws

from pods import WorkloadBoundary

boundary = WorkloadBoundary("clinic", {"denied_actions": ["ses:*"]})

lambdas = {"Effect": "Allow", "Action": "sts:AssumeRole"}
role = aws.iam.Role(
    "reports",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{**lambdas, "Principal": {"Service": "lambda.amazonaws.com"}}],
        }
    ),
    permissions_boundary=boundary.policy_arn,
)

pulumi.export("boundary_arn", boundary.policy_arn)
pulumi.export("role_arn", role.arn)
