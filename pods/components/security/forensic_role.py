"""What a responder may do in a compromised environment: look, copy, and hand copies over."""

from pods.components.identity import Statement, allow, document

__all__ = ["forensic_permissions", "forensic_trust"]

# None of these can be limited to a resource:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
_LOOKING = (
    "cloudtrail:LookupEvents",
    "ec2:DescribeFlowLogs",
    "ec2:DescribeImages",
    "ec2:DescribeInstances",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroupRules",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSnapshots",
    "ec2:DescribeSubnets",
    "ec2:DescribeVolumes",
    "ec2:DescribeVpcs",
)
_COPYING = ("ec2:CopySnapshot", "ec2:CreateSnapshot", "ec2:CreateSnapshots")
# The volume's key is used on the responder's behalf, by EC2 only.
_KEY_USE = (
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)


def forensic_trust(responders: list[str], *, multi_factor: bool) -> str:
    """Return who may take the role on, and how they must have signed in."""
    return document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": responders},
            "Action": "sts:AssumeRole",
            **(
                {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}
                if multi_factor
                else {}
            ),
        }
    )


def forensic_permissions(
    partition: str, account: str, evidence_account: str | None
) -> list[Statement]:
    """Return what the role may do; nothing in it deletes, and copies go to one account only."""
    snapshots = f"arn:{partition}:ec2:*::snapshot/*"
    own = f"arn:{partition}:ec2:*:{account}"
    databases = f"arn:{partition}:rds:*:{account}"
    statements = [
        allow(_LOOKING, ["*"]),
        allow(["ec2:GetConsoleOutput", "ec2:GetConsoleScreenshot"], [f"{own}:instance/*"]),
        allow(
            ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"],
            [f"arn:{partition}:logs:*:{account}:log-group:*"],
        ),
        allow(_COPYING, [snapshots, f"{own}:instance/*", f"{own}:volume/*"]),
        allow(
            ["ec2:CreateTags"],
            [snapshots],
            condition={
                "StringEquals": {"ec2:CreateAction": [each.partition(":")[2] for each in _COPYING]}
            },
        ),
        allow(
            [
                "rds:CopyDBSnapshot",
                "rds:CreateDBSnapshot",
                "rds:DescribeDBInstances",
                "rds:DescribeDBSnapshots",
            ],
            [f"{databases}:db:*", f"{databases}:snapshot:*"],
        ),
        allow(
            _KEY_USE,
            [f"arn:{partition}:kms:*:{account}:key/*"],
            condition={
                "StringLike": {"kms:ViaService": ["ec2.*.amazonaws.com", "rds.*.amazonaws.com"]}
            },
        ),
    ]
    if evidence_account is not None:
        statements.append(
            allow(
                ["ec2:ModifySnapshotAttribute"],
                [snapshots],
                condition={"StringEquals": {"ec2:Add/userId": evidence_account}},
            )
        )
    return statements
