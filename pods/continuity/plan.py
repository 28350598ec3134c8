"""The continuity plan of one product, as a whole."""

from typing import Literal

from pydantic import Field

from pods.continuity.capabilities import Capability, Commitment, Journey
from pods.continuity.communications import Communications
from pods.continuity.degradation import DegradationMode
from pods.continuity.dependencies import Dependency
from pods.continuity.exercises import Exercise
from pods.continuity.governance import Governance
from pods.continuity.impact import Analysis, Scale
from pods.continuity.people import Contact, Incidents, Role, Team
from pods.continuity.releases import ReleaseRules
from pods.continuity.risks import Risk
from pods.continuity.services import Placement, Service
from pods.continuity.tiers import DEFAULT_TIERS, Tier, TierNumber
from pods.continuity.vocabulary import Id, Part, Text

__all__ = ["Plan"]


class Plan(Part):
    """What a business needs to survive: what it does, what that stands on, who acts."""

    version: Literal[1]
    """The version of this format."""
    name: Id
    """The product, in tags and names."""
    title: Text
    include: list[str] = Field(default=[], max_length=100)
    """Further files, seen from this one, whose parts are added to the plan."""
    governance: Governance
    analysis: Analysis
    scales: dict[Id, Scale] = Field(min_length=1)
    """The dimensions of impact."""
    tiers: dict[TierNumber, Tier] = Field(default=DEFAULT_TIERS, min_length=1)
    """Default: the library's."""
    journeys: dict[Id, Journey] = Field(min_length=1)
    capabilities: dict[Id, Capability] = Field(min_length=1)
    commitments: dict[Id, Commitment] = Field(default={})
    """Service levels that customers were promised."""
    services: dict[Id, Service] = Field(min_length=1)
    placement: Placement | None = None
    """Where the services stand; without it nothing can be deployed from the plan."""
    dependencies: dict[Id, Dependency] = Field(default={})
    degradation_modes: dict[Id, DegradationMode] = Field(default={})
    contacts: dict[Id, Contact] = Field(min_length=1)
    teams: dict[Id, Team] = Field(min_length=1)
    roles: dict[Id, Role] = Field(min_length=1)
    incidents: Incidents
    communications: Communications
    risks: dict[Id, Risk] = Field(default={})
    releases: dict[TierNumber, ReleaseRules] = Field(default={})
    """For each tier: how its capabilities are released."""
    exercises: dict[Id, Exercise] = Field(default={})
