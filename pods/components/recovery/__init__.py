"""What serves when the home Region is gone, and what it shares with the home until then."""

from pods.components.recovery.args import (
    RecoveryDatabaseArgs,
    RecoveryRegionArgs,
    RecoverySettings,
    RecoveryTrafficSettings,
)
from pods.components.recovery.region import RecoveryRegion
from pods.components.recovery.regional_failover import (
    AliasTargetArgs,
    PageTargetArgs,
    RegionalFailover,
    RegionalFailoverArgs,
)
from pods.components.recovery.shared_secrets import (
    SharedSecretArgs,
    SharedSecrets,
    SharedSecretsArgs,
)
from pods.components.recovery.static_page import StaticPage, StaticPageArgs

__all__ = [
    "AliasTargetArgs",
    "PageTargetArgs",
    "RecoveryDatabaseArgs",
    "RecoveryRegion",
    "RecoveryRegionArgs",
    "RecoverySettings",
    "RecoveryTrafficSettings",
    "RegionalFailover",
    "RegionalFailoverArgs",
    "SharedSecretArgs",
    "SharedSecrets",
    "SharedSecretsArgs",
    "StaticPage",
    "StaticPageArgs",
]
