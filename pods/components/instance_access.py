"""What the instances of a POD may do, and nothing else."""

from pods.components.identity import Statement, allow

__all__ = ["instance_permissions"]

# What Session Manager needs, and nothing that reads or changes another instance.
_SESSION_ACTIONS = (
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)


def instance_permissions(secret_arn: str | None, bucket_arn: str | None) -> list[Statement]:
    """Return the statements for sessions, and for the secret and the bucket where there are any."""
    statements = [allow(_SESSION_ACTIONS, ["*"])]
    if secret_arn:
        statements.append(allow(["secretsmanager:GetSecretValue"], [secret_arn]))
    if bucket_arn:
        statements.append(allow(["s3:ListBucket"], [bucket_arn]))
        # A delete leaves a marker over the versions; removing a version is not allowed.
        objects = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        statements.append(allow(objects, [f"{bucket_arn}/*"]))
    return statements
