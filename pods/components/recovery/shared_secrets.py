"""Secrets that two Regions have, each under a key of its own Region."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import account_of
from pods.components.protection import is_protected
from pods.components.recovery.secret_access import in_other_region, reading_access, secret_policy
from pods.components.regions.stack import region_of_stack
from pods.topology import plan_shared_secrets

__all__ = ["SharedSecretArgs", "SharedSecrets", "SharedSecretsArgs"]

_WINDOW_DAYS = 30


class SharedSecretArgs(TypedDict):
    """One secret, without its value."""

    description: NotRequired[str]
    """What it opens. Default: its name."""
    readers: NotRequired[list[pulumi.Input[str]]]
    """ARNs of roles, or patterns of them, that alone may read it: among them the one that deploys,
    where the program sets the value. Default: whom IAM allows to."""


class SharedSecretsArgs(TypedDict):
    """Inputs of `SharedSecrets`."""

    secrets: dict[str, SharedSecretArgs]
    """The secrets, by name. Their values are set by the program, or by a rotation."""
    replica_region: str
    """Region that has a replica of each: the recovery Region."""
    protect: NotRequired[bool]
    """Refuse to delete keys and secrets. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of keys and secrets."""


@refuses_plainly
class SharedSecrets(pulumi.ComponentResource):
    """A multi-Region key, and secrets under it that are replicated as they are written."""

    secret_arns: pulumi.Output[dict[str, str]]
    """Secrets of this Region, by name."""
    replica_secret_arns: pulumi.Output[dict[str, str]]
    """Their replicas in the other Region, by name."""
    key_arn: pulumi.Output[str]
    """Key of this Region."""
    replica_key_arn: pulumi.Output[str]
    """Its replica in the other Region."""
    access: pulumi.Output[str]
    """IAM policy document of a workload that reads the secrets in this Region."""
    replica_access: pulumi.Output[str]
    """IAM policy document of a workload that reads the replicas in the other Region."""

    def __init__(
        self, name: str, args: SharedSecretsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, SharedSecretsArgs)
        asked = {
            "names": args["secrets"],
            "replica_region": args["replica_region"],
            "home_region": region_of_stack(opts),
        }
        self.plan = planned(name, plan_shared_secrets, asked)
        super().__init__("pods:index:SharedSecrets", name, {}, opts)
        self._stem = name
        self._tags: Mapping[str, str] = args.get("tags") or {}
        guarded = is_protected(args.get("protect"))
        self._kept = pulumi.ResourceOptions(parent=self, protect=guarded or None)
        there = self.plan.replica_region
        key, replica = self._keys(there)
        arns = {
            each: self._secret(each, args["secrets"][each], key, replica)
            for each in self.plan.names
        }
        self.key_arn, self.replica_key_arn = key.arn, replica.arn
        self.secret_arns = pulumi.Output.all(**arns)
        self.replica_secret_arns = self.secret_arns.apply(
            lambda known: {each: in_other_region(arn, there) for each, arn in known.items()}
        )
        self.access = _access(self.secret_arns, key.arn)
        self.replica_access = _access(self.replica_secret_arns, replica.arn)
        self.register_outputs(
            {
                "secret_arns": self.secret_arns,
                "replica_secret_arns": self.replica_secret_arns,
                "key_arn": self.key_arn,
                "replica_key_arn": self.replica_key_arn,
                "access": self.access,
                "replica_access": self.replica_access,
            }
        )

    def _keys(self, there: str) -> tuple[aws.kms.Key, aws.kms.ReplicaKey]:
        """Make a key and its replica, which works on when the key's Region does not."""
        key = aws.kms.Key(
            f"{self._stem}-key",
            description="Secrets that two Regions share",
            multi_region=True,
            enable_key_rotation=True,
            deletion_window_in_days=_WINDOW_DAYS,
            tags={**self._tags, "Name": self._stem},
            opts=self._kept,
        )
        replica = aws.kms.ReplicaKey(
            f"{self._stem}-replica-key",
            primary_key_arn=key.arn,
            description="Secrets that two Regions share, in the recovery Region",
            deletion_window_in_days=_WINDOW_DAYS,
            region=there,
            tags={**self._tags, "Name": self._stem},
            opts=self._kept,
        )
        return key, replica

    def _secret(
        self,
        name: str,
        asked: SharedSecretArgs,
        key: aws.kms.Key,
        replica: aws.kms.ReplicaKey,
    ) -> pulumi.Output[str]:
        readers = pulumi.Output.all(*(asked.get("readers") or []))
        return aws.secretsmanager.Secret(
            f"{self._stem}-{name}",
            description=asked.get("description") or name,
            kms_key_id=key.arn,
            replicas=[{"region": self.plan.replica_region, "kms_key_id": replica.arn}],
            policy=pulumi.Output.all(account_of(key.arn), readers).apply(
                lambda known: secret_policy(*known)
            ),
            recovery_window_in_days=_WINDOW_DAYS,
            tags={**self._tags, "Name": f"{self._stem}-{name}"},
            opts=self._kept,
        ).arn


def _access(
    secret_arns: pulumi.Output[dict[str, str]], key_arn: pulumi.Output[str]
) -> pulumi.Output[str]:
    return pulumi.Output.all(secret_arns, key_arn).apply(
        lambda known: reading_access([*known[0].values()], known[1])
    )
