"""How the plan is tried."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from pods.continuity.disruptions import Disruption
from pods.continuity.schedules import Recurrence
from pods.continuity.vocabulary import Id, Part, Text

__all__ = ["Exercise", "ExerciseKind"]


class ExerciseKind(StrEnum):
    """How close to the real thing it is."""

    TABLETOP = "tabletop"
    """It is talked through."""
    WALKTHROUGH = "walkthrough"
    """Every step is looked up, none is taken."""
    SIMULATION = "simulation"
    """Steps are taken beside the live system."""
    TECHNICAL = "technical"
    """The fault is made, and recovered from."""


class Exercise(Part):
    """A trial of the plan that comes again."""

    kind: ExerciseKind
    scenario: Text
    """What is supposed to have happened."""
    disruption: Disruption
    capabilities: list[Id] = Field(min_length=1)
    modes: list[Id] = Field(default=[])
    """Degradation modes that it tries."""
    owner: Id
    """A role."""
    repeats: Recurrence
    last: date | None = None
    next: date | None = None
    """Default: counted from the last one."""
    success: list[Text] = Field(min_length=1)
    """What must be seen for it to have passed."""
