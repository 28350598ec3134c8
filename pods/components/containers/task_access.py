"""What starts a task may fetch and write, and what the application in it may do."""

import re
from collections.abc import Sequence

from pods.components.identity import Statement, allow
from pods.components.pod.instance_access import application_permissions

__all__ = ["repository_of", "starting_permissions", "task_permissions"]

# account.dkr.ecr.region.amazonaws.com/name, and a tag or a digest
_PRIVATE_IMAGE = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?P<china>\.cn)?"
    r"/(?P<name>[^:@]+)"
)
_SHELL_ACTIONS = (
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)
_PULL_ACTIONS = (
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
)


def repository_of(image: str) -> str | None:
    """Return the ARN of the private repository that an image lies in; None for any other image."""
    match = _PRIVATE_IMAGE.match(image)
    if match is None:
        return None
    region = match["region"]
    partition = "aws-cn" if match["china"] else "aws"
    partition = "aws-us-gov" if region.startswith("us-gov-") else partition
    return f"arn:{partition}:ecr:{region}:{match['account']}:repository/{match['name']}"


def starting_permissions(image: str, log_group_arn: str) -> list[Statement]:
    """Return the statements of the role that ECS starts a task with: the image, and the logs."""
    streams = ["logs:CreateLogStream", "logs:PutLogEvents"]
    statements = [allow(streams, [f"{log_group_arn}:*"])]
    repository = repository_of(image)
    if repository is not None:
        # A registry's token is not bound to a repository; the layers behind it are.
        statements.append(allow(["ecr:GetAuthorizationToken"], ["*"]))
        statements.append(allow(_PULL_ACTIONS, [repository]))
    return statements


def task_permissions(
    secret_arn: str | None,
    secret_key_arn: str | None,
    bucket_arn: str | None,
    access: Sequence[str],
    *,
    shell: bool,
) -> list[Statement]:
    """Return the statements of the application, and of the agent behind a shell where allowed."""
    statements = application_permissions(secret_arn, secret_key_arn, bucket_arn, access)
    return [allow(_SHELL_ACTIONS, ["*"]), *statements] if shell else statements
