"""What could go wrong, and what is done about it."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from pods.continuity.disruptions import Disruption
from pods.continuity.vocabulary import Id, Part, Text

__all__ = ["Risk", "RiskArea", "RiskState", "Treatment"]


class RiskArea(StrEnum):
    """Where a risk lies."""

    FACILITIES = "facilities"
    TECHNOLOGY = "technology"
    APPLICATIONS = "applications"
    DATA = "data"
    PROCESS = "process"
    THIRD_PARTY = "third_party"
    PEOPLE = "people"


class Treatment(StrEnum):
    """What is done about a risk."""

    AVOID = "avoid"
    REDUCE = "reduce"
    TRANSFER = "transfer"
    ACCEPT = "accept"


class RiskState(StrEnum):
    """How far its mitigation is."""

    OPEN = "open"
    MITIGATING = "mitigating"
    MITIGATED = "mitigated"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Risk(Part):
    """Something that could go wrong, followed until it is mitigated."""

    area: RiskArea
    description: Text
    likelihood: int = Field(ge=1, le=5)
    """From 1 (rare) to 5 (expected)."""
    impact: int = Field(ge=1, le=5)
    """From 1 (hardly felt) to 5 (intolerable)."""
    treatment: Treatment
    mitigation: Text
    """What is done, or why it is accepted."""
    owner: Id
    """A role."""
    state: RiskState
    due: date | None = None
    """When the mitigation stands."""
    reviewed: date | None = None
    disruptions: list[Disruption] = Field(default=[])
    """The disruptions that it can turn into."""

    @property
    def rating(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact
