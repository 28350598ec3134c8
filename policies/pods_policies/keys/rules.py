"""The rules about keys and secrets that recovery needs, in the order of the catalogue."""

from typing import Final

from pods_policies.keys.keys_of_copies import KEYS_OF_COPIES
from pods_policies.keys.secrets_elsewhere import SECRETS_ELSEWHERE
from pods_policies.keys.sound_keys import SOUND_KEYS
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    SOUND_KEYS,
    KEYS_OF_COPIES,
    SECRETS_ELSEWHERE,
)
