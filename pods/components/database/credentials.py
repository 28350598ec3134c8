"""The master user's password: AWS's own, or the product's in a secret of its own."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.database.ground import Ground
from pods.components.ordering import once
from pods.topology import DatabasePlan

__all__ = ["USER", "Credentials"]

USER = "pods"


class Credentials:
    """What a database is given for its password, and the secret that holds it."""

    managed: bool | None
    """Whether AWS makes the password and rotates it; None where the product gives it."""
    password: pulumi.Output[str] | None
    key_id: pulumi.Output[str] | None
    """Key of the secret that AWS makes."""

    def __init__(self, ground: Ground, plan: DatabasePlan, args: Mapping[str, Any]) -> None:
        """Make a secret, copied to the replica's Region, for a password of the product's own."""
        self.managed, self.key_id = True, ground.key.key_id
        self.password, self._secret = None, None
        if plan.own_password:
            self.managed, self.key_id = None, None
            self.password = pulumi.Output.secret(args["password"])
            self._secret = _secret(ground, plan, self.password)

    def secret_arn(self, made_by_aws: pulumi.Output[Any]) -> pulumi.Output[str]:
        """Return the secret with user and password; `made_by_aws` are the database's own."""
        if self._secret is not None:
            return self._secret
        return made_by_aws.apply(lambda secrets: str(secrets[0].secret_arn))


def _secret(ground: Ground, plan: DatabasePlan, password: pulumi.Output[str]) -> pulumi.Output[str]:
    secret = aws.secretsmanager.Secret(
        f"{ground.name}-password",
        description="Master user of the database",
        kms_key_id=ground.key.arn,
        replicas=[{"region": plan.replica.region}] if plan.replica else None,
        tags=ground.tags,
        opts=ground.of_this,
    )
    version = aws.secretsmanager.SecretVersion(
        f"{ground.name}-password",
        secret_id=secret.id,
        secret_string=password.apply(lambda text: json.dumps({"username": USER, "password": text})),
        opts=ground.of_this,
    )
    return once(secret.arn, version.version_id)
