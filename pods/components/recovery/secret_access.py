"""Who may read a shared secret, in either Region."""

from collections.abc import Mapping, Sequence

from pods.components.identity import Statement, allow, document

__all__ = ["in_other_region", "reading_access", "secret_policy"]


def secret_policy(account: str, readers: Sequence[str]) -> str:
    """Return a secret's own policy: nobody of another account, and of this one only readers.

    It only denies: who is not denied still needs leave by IAM. AWS replicates it with the secret
    (https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html).
    """
    strangers = {
        "StringNotEquals": {"aws:PrincipalAccount": account},
        # A service that acts by itself has no account, and would be denied for it.
        "Bool": {"aws:PrincipalIsAWSService": "false"},
    }
    statements = [_deny(["secretsmanager:*"], strangers)]
    if readers:
        others = {"ArnNotLike": {"aws:PrincipalArn": list(readers)}}
        statements.append(_deny(["secretsmanager:GetSecretValue"], others))
    return document(*statements)


def _deny(actions: Sequence[str], condition: Mapping[str, object]) -> Statement:
    return {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": list(actions),
        "Resource": "*",
        "Condition": dict(condition),
    }


def reading_access(secret_arns: Sequence[str], key_arn: str) -> str:
    """Return what a workload needs that reads these secrets, where the key lies."""
    _, partition, _, region, _ = key_arn.split(":", 4)
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    by_secrets = {"StringEquals": {"kms:ViaService": f"secretsmanager.{region}.{suffix}"}}
    return document(
        allow(["secretsmanager:GetSecretValue"], list(secret_arns)),
        allow(["kms:Decrypt"], [key_arn], condition=by_secrets),
    )


def in_other_region(arn: str, region: str) -> str:
    """Return the ARN of a replica: the same but for the Region."""
    parts = arn.split(":")
    return ":".join([*parts[:3], region, *parts[4:]])
