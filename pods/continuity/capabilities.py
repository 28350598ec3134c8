"""What the business does for its customers, and how long it may be without it."""

from datetime import timedelta

from pydantic import Field

from pods.continuity.disruptions import Disruption
from pods.continuity.durations import Duration
from pods.continuity.impact import Impact
from pods.continuity.tiers import TierNumber
from pods.continuity.vocabulary import Amount, Id, Part, Percent, Text

__all__ = [
    "Capability",
    "Commitment",
    "Journey",
    "MinimumObjective",
    "Objective",
    "TierChoice",
]


class Journey(Part):
    """What a customer sets out to do, across capabilities."""

    name: Text
    capabilities: list[Id] = Field(min_length=1)
    """The capabilities that it needs, in order."""


class Objective(Part):
    """How long, and how much data, one kind of disruption may cost."""

    rto: Duration | None = None
    """Recovery time objective. Default: derived from the tier and the MTPD."""
    rpo: Duration | None = None
    """Recovery point objective. Default: derived from the tier and the data-loss impact."""
    reason: Text
    """Why it is not the derived one."""


class TierChoice(Part):
    """A tier that is not the derived one."""

    is_: TierNumber = Field(alias="is")
    """The tier, 1 (most critical) to 4."""
    reason: Text
    """Why it is not the derived one."""


class MinimumObjective(Part):
    """The minimum business continuity objective: what is kept while a disruption lasts."""

    percent: Percent
    """Share of the ordinary load that is served."""
    keeps: Text
    """What that is, in the customer's words."""


class Commitment(Part):
    """A service level that customers were promised."""

    audience: Text
    """Whom it was promised to."""
    capabilities: list[Id] = Field(min_length=1)
    """The capabilities that it covers."""
    availability: Percent | None = None
    """Share of the period in which it works, in percent."""
    period: Duration = timedelta(days=30)
    """What the share is measured over. Default: 30 days."""
    rto: Duration | None = None
    """Promised time to recover."""
    rpo: Duration | None = None
    """Promised limit of lost data."""
    penalty: Amount | None = None
    """What a breach costs."""


class Capability(Part):
    """Something that the business does for its customers."""

    name: Text
    owner: Id
    """The team that answers for it."""
    impact: Impact
    """What losing it does."""
    services: list[Id] = Field(min_length=1)
    """The services that carry it."""
    tier: TierChoice | None = None
    """Its tier. Default: derived from the impact."""
    objectives: dict[Disruption, Objective] = Field(default={})
    """Objectives that are not the derived ones."""
    minimum: MinimumObjective | None = None
    """What is kept of it while a disruption lasts (MBCO)."""
