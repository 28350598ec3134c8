"""What copies and restores do with keys: only through the services that hold the data."""

from collections.abc import Sequence

from pods.components.identity import Statement, allow

__all__ = ["key_statements"]

_SERVICES = ("backup", "ec2", "rds", "s3")


def key_statements(
    partition: str, account: str, services: Sequence[str] = _SERVICES
) -> list[Statement]:
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
                "StringLike": {"kms:ViaService": [f"{each}.*.amazonaws.com" for each in services]}
            },
        ),
    ]
