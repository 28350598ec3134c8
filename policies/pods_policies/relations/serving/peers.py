"""Settings of rules about pairs, whose other POD may be in another stack."""

from pydantic import Field

from pods_policies.relations.serving.other_stacks import Peer
from pods_policies.settings import TieredSettings

__all__ = ["PairSettings", "Peer"]


class PairSettings(TieredSettings):
    """A rule about pairs holds for tier 1, unless a team asks for more."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )
