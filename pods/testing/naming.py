"""Names for what a program leaves unnamed: the provider chooses them before the preview."""

import hashlib
import inspect
from collections.abc import Container
from functools import cache
from importlib import import_module
from typing import Final

__all__ = ["chosen_name"]

# The provider names most types by their input `name`, and these, in small letters, by another.
_BY_ANOTHER: Final = {
    "aws:rds/cluster:Cluster": "clusterIdentifier",
    "aws:rds/clusterInstance:ClusterInstance": "identifier",
    "aws:rds/instance:Instance": "identifier",
    "aws:s3/bucket:Bucket": "bucket",
}
_ALIAS: Final = "aws:kms/alias:Alias"
_SUFFIX_LENGTH: Final = 7


def chosen_name(token: str, name: str, urn: str, given: Container[str]) -> dict[str, str]:
    """Return the input that the provider adds to these, and its value; empty where it adds none."""
    naming = _naming_input(token)
    # With a prefix it is AWS that chooses, so nothing is known before the update.
    if naming is None or naming in given or f"{naming}Prefix" in given:
        return {}
    stem = name.lower() if token in _BY_ANOTHER else name
    suffix = hashlib.sha256(urn.encode()).hexdigest()[:_SUFFIX_LENGTH]
    return {naming: f"{'alias/' if token == _ALIAS else ''}{stem}-{suffix}"}


@cache
def _naming_input(token: str) -> str | None:
    """Return the input that names a type; of the SDK's optional inputs, `name` always does."""
    package, _, path = token.partition(":")
    if package != "aws" or token in _BY_ANOTHER:
        return _BY_ANOTHER.get(token)
    module = path.partition("/")[0]
    # The SDK's own way with a word of Python's.
    service = import_module(f"pulumi_aws.{'lambda_' if module == 'lambda' else module}")
    inputs = getattr(service, f"{path.rpartition(':')[2]}Args", None)
    named = inspect.signature(inputs).parameters.get("name") if inputs else None
    return None if named is None or named.default is inspect.Parameter.empty else "name"
