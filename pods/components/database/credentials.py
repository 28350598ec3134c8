"""The master user's password: AWS's own, or one in a secret beside the database."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.database.ground import Ground
from pods.components.ordering import once
from pods.topology import DatabasePlan

__all__ = ["USER", "Credentials"]

USER = "pods"
_PASSWORD_BYTES = 32


class Credentials:
    """What a database is given for its password, and the secret that holds it."""

    managed: bool | None
    """Whether AWS makes the password and rotates it; None where it lies in `password`."""
    password: pulumi.Output[str] | None
    key_id: pulumi.Output[str] | None
    """Key of the secret that AWS makes."""

    def __init__(self, ground: Ground, plan: DatabasePlan, args: Mapping[str, Any]) -> None:
        """Make a secret, copied to the replica's Region, where AWS does not make one."""
        self.managed, self.key_id = True, ground.key.key_id
        self.password, self._secret = None, None
        if plan.own_password:
            self.managed, self.key_id = None, None
            self.password, self._secret = _secret(ground, plan, args.get("password"))

    def secret_arn(self, made_by_aws: pulumi.Output[Any]) -> pulumi.Output[str]:
        """Return the secret with user and password; `made_by_aws` are the database's own."""
        if self._secret is not None:
            return self._secret
        return made_by_aws.apply(lambda secrets: str(secrets[0].secret_arn))


def _secret(
    ground: Ground, plan: DatabasePlan, given: pulumi.Input[str] | None
) -> tuple[pulumi.Output[str], pulumi.Output[str]]:
    """Return the password, and the secret that it lies in with the user.

    Without one from the product it is made up once: what the secret holds is never changed by a
    deployment, and the database is given what the secret holds.
    """
    secret = aws.secretsmanager.Secret(
        f"{ground.name}-password",
        description="Master user of the database",
        kms_key_id=ground.key.arn,
        replicas=[{"region": plan.replica.region}] if plan.replica else None,
        tags=ground.tags,
        opts=ground.of_this,
    )
    chosen = secrets.token_urlsafe(_PASSWORD_BYTES) if given is None else given
    version = aws.secretsmanager.SecretVersion(
        f"{ground.name}-password",
        secret_id=secret.id,
        secret_string=pulumi.Output.secret(chosen).apply(
            lambda text: json.dumps({"username": USER, "password": text})
        ),
        opts=ground.of_this
        if given is not None
        else pulumi.ResourceOptions.merge(
            ground.of_this, pulumi.ResourceOptions(ignore_changes=["secretString"])
        ),
    )
    password = version.secret_string.apply(lambda text: str(json.loads(text or "{}")["password"]))
    return pulumi.Output.secret(password), once(secret.arn, version.version_id)
