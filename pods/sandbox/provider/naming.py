"""Names for resources that a program leaves unnamed, as Pulumi's providers choose them."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pods.sandbox.provider.changes import CHOSEN
from pods.sandbox.provider.resource_type import AutoName
from pods.sandbox.provider.values import Properties

__all__ = ["named"]

_SUFFIX_LENGTH = 7


def named(
    rule: AutoName, resource_name: str, seed: bytes, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Properties:
    """Return the inputs with a name: the program's, else the old one, else one from the seed.

    The names that were chosen here are listed under `__defaults`.
    """
    if rule.property in new or f"{rule.property}Prefix" in new:
        return dict(new)
    if rule.property in old and rule.property in old.get(CHOSEN, ()):
        name = old[rule.property]
    else:
        suffix = hashlib.sha256(seed).hexdigest()[:_SUFFIX_LENGTH]
        stem = resource_name.lower() if rule.lower else resource_name
        name = f"{stem[: rule.longest - _SUFFIX_LENGTH - 1]}-{suffix}"
    return {**new, rule.property: name, CHOSEN: [rule.property]}
