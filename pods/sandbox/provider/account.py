"""What a configured provider works with: the tables, the SDK's schemas and one account."""

import json
import os
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pods.errors import ConfigurationError, Problem
from pods.sandbox.provider.aws_calls import Aws
from pods.sandbox.provider.journal import Journal
from pods.sandbox.provider.lifecycle import Lifecycle
from pods.sandbox.provider.presence import refuse_other_account
from pods.sandbox.provider.property_schema import SchemaStore
from pods.sandbox.provider.regions import regions, unknown_region
from pods.sandbox.provider.types import TYPES

__all__ = ["INSTANCE_VARIABLE", "Account", "schema_store", "sdk_version"]

INSTANCE_VARIABLE = "PODS_SANDBOX_INSTANCE"
"""The environment variable that names the simulated account that a shell was led to."""

_DEFAULT_REGION = "us-east-1"


def sdk_version() -> str:
    """Return the version of `pulumi_aws`, which is the provider's version as well."""
    return version("pulumi-aws")


def schema_store(folder: Path | None) -> SchemaStore:
    """Return the schemas kept in a sandbox's folder, or read afresh where there is none."""
    path = None if folder is None else folder / "schemas.json"
    return SchemaStore(path, sdk_version())


class Account:
    """One provider instance: a Region, default tags, and a life cycle for each type."""

    def __init__(self, settings: Mapping[str, Any], folder: Path | None) -> None:
        """Take the provider's configuration; `folder` keeps schemas and the journal."""
        region = settings.get("region") or os.environ.get("AWS_REGION") or _DEFAULT_REGION
        instance = os.environ.get(INSTANCE_VARIABLE, "")
        self.aws = Aws(str(region))
        self.journal = Journal(None if folder is None else folder / "creations" / instance)
        self._default_tags = _default_tags(settings.get("defaultTags"))
        self._folder = folder
        self._lifecycles: dict[str, Lifecycle] = {}

    @cached_property
    def _schemas(self) -> SchemaStore:
        # Read when a type is first asked for: a provider is made, and then configured anew.
        return schema_store(self._folder)

    def refuse_unusable(self) -> None:
        """Raise unless the Region is one of AWS's, and this shell's simulated account answers."""
        if self.aws.region not in regions():
            raise ConfigurationError(
                Problem("aws:region", *unknown_region(self.aws.region), "Correct the Region.")
            )
        endpoint = os.environ.get("AWS_ENDPOINT_URL")
        instance = os.environ.get(INSTANCE_VARIABLE)
        if endpoint and instance:
            refuse_other_account(endpoint, instance)

    def lifecycle(self, token: str) -> Lifecycle:
        """Return the operations of a type; raises ConfigurationError for one not in the tables."""
        if token not in self._lifecycles:
            kind = TYPES.get(token)
            if kind is None:
                raise ConfigurationError(
                    Problem(
                        subject=token,
                        observed="the sandbox does not have this resource type",
                        required="a simulated or recorded type",
                        remedy="`pods sandbox coverage` lists them; a real account has them all.",
                    )
                )
            schema = self._schemas.resource(token)
            self._lifecycles[token] = Lifecycle(kind, schema, self.aws, self._default_tags)
        return self._lifecycles[token]


def _default_tags(setting: Any) -> dict[str, str]:
    """Return the provider's default tags; the engine passes nested settings as JSON text."""
    plain = json.loads(setting) if isinstance(setting, str) and setting else setting
    return dict(plain.get("tags", {})) if isinstance(plain, Mapping) else {}
