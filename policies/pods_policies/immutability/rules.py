"""The rules about backups that nobody can alter, in the order of the catalogue."""

from typing import Final

from pods_policies.immutability.customer_keys import CUSTOMER_KEYS
from pods_policies.immutability.retention_within_lock import RETENTION_WITHIN_LOCK
from pods_policies.immutability.separation import SEPARATION
from pods_policies.immutability.vault_lock import VAULT_LOCK
from pods_policies.immutability.vault_policy import VAULT_POLICY
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    VAULT_LOCK,
    RETENTION_WITHIN_LOCK,
    VAULT_POLICY,
    SEPARATION,
    CUSTOMER_KEYS,
)
