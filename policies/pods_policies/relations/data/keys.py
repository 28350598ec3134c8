"""Which resources keep their data under which key, also before a key's ARN is known."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["ALIAS", "KEY", "KEYS", "REPLICA_KEY", "users_of_keys"]

KEY: Final = "aws:kms/key:Key"
REPLICA_KEY: Final = "aws:kms/replicaKey:ReplicaKey"
ALIAS: Final = "aws:kms/alias:Alias"
KEYS: Final = (
    KEY,
    REPLICA_KEY,
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)

# Where resources name the key that they encrypt with; policies and environments name keys, too,
# and encrypt nothing.
_NAMES_A_KEY: Final = re.compile(
    r"(?i)kms|cmk|encrypt|^(replicas|rules?|destination|policyDetails|replicationConfiguration"
    r"|rootBlockDevice|ebsBlockDevices|blockDeviceMappings)$"
)


def users_of_keys(stack: Stack) -> Mapping[str, list[Resource]]:
    """Return the resources that encrypt with each key of the stack, by the key's URN.

    A key that only grants, aliases or policies name has no user.
    """
    users: dict[str, list[Resource]] = {key.urn: [] for key in stack.of_type(*KEYS)}
    if not users:
        return users
    for one in stack:
        if not one.type.startswith("aws:") or one.type.startswith("aws:kms/"):
            continue
        for key in dict.fromkeys(_keys_of(stack, one)):
            users[key].append(one)
    return users


def _keys_of(stack: Stack, one: Resource) -> Iterator[str]:
    properties = one.outputs if one.inputs is None else one.inputs
    for prop, value in properties.items():
        if _NAMES_A_KEY.search(prop) is None:
            continue
        named = [key for text in _texts(value) for key in stack.named(text, *KEYS, ALIAS)]
        for found in (*named, *stack.sources(one, prop, *KEYS, ALIAS)):
            yield from _behind(stack, found)


def _behind(stack: Stack, found: Resource) -> Iterator[str]:
    if found.type != ALIAS:
        yield found.urn
        return
    for key in resolve(stack, found, ("targetKeyId",), *KEYS).everything:
        yield key.urn


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
