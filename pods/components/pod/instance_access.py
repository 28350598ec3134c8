"""What the application of a POD may do, and nothing else."""

from collections.abc import Mapping, Sequence

from pods.components.identity import Statement, allow, statements_of
from pods.errors import Problem

__all__ = ["access_problems", "application_permissions", "instance_permissions"]

# What Session Manager needs, and nothing that reads or changes another instance.
_SESSION_ACTIONS = (
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)


def access_problems(args: object) -> list[Problem]:
    """Return a problem for each document of `access` that is known already and is none."""
    given = args.get("access") if isinstance(args, Mapping) else None
    return [
        Problem(
            f"access[{number}]",
            repr(text[:60]),
            "an IAM policy document with statements is required, as JSON",
            "Hand over the `access` of a component, or what `json.dumps` makes of a document.",
        )
        for number, text in enumerate(given if isinstance(given, list | tuple) else ())
        if isinstance(text, str) and not _is_document(text)
    ]


def _is_document(text: str) -> bool:
    try:
        return bool(statements_of(text))
    except ValueError:
        return False


def instance_permissions(
    secret_arn: str | None,
    secret_key_arn: str | None,
    bucket_arn: str | None,
    access: Sequence[str] = (),
) -> list[Statement]:
    """Return the statements of an instance: sessions, and what the application may do."""
    return [
        allow(_SESSION_ACTIONS, ["*"]),
        *application_permissions(secret_arn, secret_key_arn, bucket_arn, access),
    ]


def application_permissions(
    secret_arn: str | None,
    secret_key_arn: str | None,
    bucket_arn: str | None,
    access: Sequence[str] = (),
) -> list[Statement]:
    """Return the statements for the secret and the bucket, where there are any, and `access`."""
    statements = []
    if secret_arn:
        statements.append(allow(["secretsmanager:GetSecretValue"], [secret_arn]))
    if secret_key_arn:
        statements.append(_decryption(secret_key_arn))
    if bucket_arn:
        statements.append(allow(["s3:ListBucket"], [bucket_arn]))
        # A delete leaves a marker over the versions; removing a version is not allowed.
        objects = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        statements.append(allow(objects, [f"{bucket_arn}/*"]))
    return [*statements, *statements_of(*access)]


def _decryption(key_arn: str) -> Statement:
    """Return what reading a secret needs of a customer's own key: nothing but by that service.

    https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    """
    _, partition, _, region, _ = key_arn.split(":", 4)
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    by_secrets = {"StringEquals": {"kms:ViaService": f"secretsmanager.{region}.{suffix}"}}
    return allow(["kms:Decrypt"], [key_arn], condition=by_secrets)
