"""What backups and restores do with keys: only through the services that hold the data."""

from pods.components.identity import Statement, allow

__all__ = ["key_statements"]


def key_statements(partition: str, account: str) -> list[Statement]:
    """Return what copying under another key, and restoring, needs of an account's keys."""
    keys = [f"arn:{partition}:kms:*:{account}:key/*"]
    return [
        allow(["kms:DescribeKey"], keys),
        allow(
            ["kms:CreateGrant"],
            keys,
            condition={"Bool": {"kms:GrantIsForAWSResource": "true"}},
        ),
        allow(
            [
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
            ],
            keys,
            condition={
                "StringLike": {
                    "kms:ViaService": [
                        "backup.*.amazonaws.com",
                        "ec2.*.amazonaws.com",
                        "rds.*.amazonaws.com",
                        "s3.*.amazonaws.com",
                    ]
                }
            },
        ),
    ]
