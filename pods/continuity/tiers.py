"""Tiers: what follows from how soon impact becomes intolerable."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from pods.continuity.disruptions import Disruption
from pods.continuity.durations import Duration
from pods.continuity.vocabulary import Part, Text

__all__ = ["DEFAULT_TIERS", "Tier", "TierNumber", "TierObjective", "tier_for"]

TierNumber = Annotated[int, Field(ge=1, le=4)]
"""1 is the most critical."""


class TierObjective(Part):
    """What a tier's capabilities aim at for one disruption."""

    rto: Duration
    rpo: Duration


class Tier(Part):
    """A class of capabilities that are protected alike."""

    name: Text
    mtpd_up_to: Duration | None = None
    """Capabilities whose MTPD is at most this. Default: all that no tier above takes."""
    objectives: dict[Disruption, TierObjective] = Field(min_length=len(Disruption))
    """The objectives for every disruption."""


def _tier(name: str, up_to: str | None, **objectives: str) -> Tier:
    """Read `az="15 min/5 min"` as RTO and RPO."""
    return Tier.model_validate(
        {
            "name": name,
            "mtpd_up_to": up_to,
            "objectives": {
                kind: dict(zip(("rto", "rpo"), text.split("/"), strict=True))
                for kind, text in objectives.items()
            },
        }
    )


# The project's own defaults; docs/decisions/0011 says how they were chosen, and any plan may bring
# its own under `tiers`.
DEFAULT_TIERS: dict[TierNumber, Tier] = {
    1: _tier(
        "vital",
        "4 h",
        instance="5 min/5 min",
        az="15 min/5 min",
        region="50 min/15 min",
        data_corruption="1 h/5 min",
        deployment_failure="15 min/5 min",
        identity_provider="30 min/5 min",
        dependency="30 min/5 min",
        compromise="2 h/1 h",
        account="2 h/1 h",
    ),
    2: _tier(
        "important",
        "1 day",
        instance="15 min/15 min",
        az="1 h/15 min",
        region="4 h/1 h",
        data_corruption="4 h/15 min",
        deployment_failure="1 h/15 min",
        identity_provider="2 h/15 min",
        dependency="4 h/15 min",
        compromise="12 h/6 h",
        account="12 h/6 h",
    ),
    3: _tier(
        "deferrable",
        "3 days",
        instance="1 h/1 h",
        az="4 h/1 h",
        region="1 day/1 day",
        data_corruption="1 day/13 h",
        deployment_failure="4 h/1 h",
        identity_provider="8 h/1 h",
        dependency="1 day/1 h",
        compromise="1 day/1 day",
        account="1 day/1 day",
    ),
    4: _tier(
        "supporting",
        None,
        instance="4 h/4 h",
        az="1 day/4 h",
        region="3 days/2 days",
        data_corruption="3 days/1 day",
        deployment_failure="1 day/4 h",
        identity_provider="1 day/4 h",
        dependency="3 days/4 h",
        compromise="3 days/2 days",
        account="3 days/2 days",
    ),
}
"""The tiers of a plan that brings none of its own."""


def tier_for(mtpd: timedelta | None, tiers: Mapping[TierNumber, Tier]) -> TierNumber:
    """Return the most critical tier that takes this MTPD; the lowest where there is none."""
    for number in sorted(tiers):
        bound = tiers[number].mtpd_up_to
        if bound is None or (mtpd is not None and mtpd <= bound):
            return number
    return max(tiers)
