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
    if rule.property in new:
        return dict(new)
    if rule.property in old and rule.property in old.get(CHOSEN, ()):
        name = old[rule.property]
    else:
        suffix = hashlib.sha256(seed).hexdigest()[:_SUFFIX_LENGTH]
        longest = rule.longest - _SUFFIX_LENGTH
        # The resource's name is cut to fit, with the dash kept; a program's own prefix stands.
        stem = f"{f'{rule.prefix}{resource_name}'[: longest - 1]}-"
        begin = str(new.get(f"{rule.property}Prefix", stem))[:longest]
        name = f"{begin.lower() if rule.lower else begin}{suffix}"
    return {**new, rule.property: name, CHOSEN: [rule.property]}
