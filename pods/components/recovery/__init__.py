"""What serves when the home Region is gone, and what it shares with the home until then."""

from pods.components.recovery.recovery_args import (
    RecoveryRegionArgs,
    RecoverySettings,
    RecoveryTrafficSettings,
)
from pods.components.recovery.recovery_region import RecoveryRegion
from pods.components.recovery.shared_secrets import (
    SharedSecretArgs,
    SharedSecrets,
    SharedSecretsArgs,
)

__all__ = [
    "RecoveryRegion",
    "RecoveryRegionArgs",
    "RecoverySettings",
    "RecoveryTrafficSettings",
    "SharedSecretArgs",
    "SharedSecrets",
    "SharedSecretsArgs",
]
