"""The kinds of disruption that objectives are set for."""

from enum import StrEnum

__all__ = ["DATA_LOST", "NARROWER_FIRST", "Disruption"]


class Disruption(StrEnum):
    """What may happen to a capability."""

    INSTANCE = "instance"
    """One machine or task fails."""
    AZ = "az"
    """An Availability Zone is lost."""
    REGION = "region"
    """A Region is lost."""
    DATA_CORRUPTION = "data_corruption"
    """Data is destroyed or falsified by error: a bad query, a bad release, a lost disk."""
    DEPLOYMENT_FAILURE = "deployment_failure"
    """A release does not work."""
    IDENTITY_PROVIDER = "identity_provider"
    """Nobody can sign in."""
    DEPENDENCY = "dependency"
    """Something that the capability uses, of ours or of others, is gone."""
    COMPROMISE = "compromise"
    """An attacker is, or was, inside: ransomware, stolen credentials."""
    ACCOUNT = "account"
    """The cloud account is closed, locked or taken over."""


NARROWER_FIRST = (Disruption.INSTANCE, Disruption.AZ, Disruption.REGION)
"""Each is contained in the next: recovery from the wider one is never the quicker."""

DATA_LOST = (
    Disruption.DATA_CORRUPTION,
    Disruption.REGION,
    Disruption.COMPROMISE,
    Disruption.ACCOUNT,
)
"""Those in which data comes back from a copy, not from a standby."""
