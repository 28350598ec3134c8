"""What serves when the home Region is gone, and what it shares with the home until then."""

from pods.components.recovery.recovery_args import (
    RecoveryDatabaseArgs,
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
    "RecoveryDatabaseArgs",
    "RecoveryRegion",
    "RecoveryRegionArgs",
    "RecoverySettings",
    "RecoveryTrafficSettings",
    "SharedSecretArgs",
    "SharedSecrets",
    "SharedSecretsArgs",
]
