"""How a capability goes on with less."""

from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from pods.continuity.durations import Duration
from pods.continuity.vocabulary import Id, Part, Percent, Text

__all__ = ["DegradationKind", "DegradationMode", "Switch", "SwitchKind"]


class DegradationKind(StrEnum):
    """What is given up."""

    READ_ONLY = "read_only"
    """Nothing is changed."""
    QUEUE_DEFERRAL = "queue_deferral"
    """Changes are taken, and made later."""
    CACHED_ANSWERS = "cached_answers"
    """Answers may be old."""
    REDUCED_FEATURES = "reduced_features"
    """A part is switched off."""


class SwitchKind(StrEnum):
    """Who or what turns the mode on."""

    AUTOMATIC = "automatic"
    PARAMETER = "parameter"
    """Somebody sets a parameter that the running service reads."""
    RELEASE = "release"
    """Somebody releases another configuration."""


class Switch(Part):
    """How the mode is turned on and off."""

    kind: SwitchKind
    name: Text
    """The parameter, alarm or configuration by its name."""
    role: Id | None = None
    """The role that turns it, unless it is automatic."""


class DegradationMode(Part):
    """A mode in which some capabilities give less than they promise, on purpose."""

    kind: DegradationKind
    capabilities: list[Id] = Field(min_length=1)
    trigger: Text
    """When it is turned on, as a condition that can be measured."""
    rollback: Text
    """When it is turned off again, as a condition that can be measured."""
    keeps: Text
    """What customers can still do."""
    percent: Percent | None = None
    """Share of the ordinary load that is still served."""
    lasts: Duration | None = None
    """How long it can be borne. Default: without end."""
    switch: Switch
    last_tested: date | None = None
    test_every: Duration = timedelta(days=184)
    """How often it is tried. Default: every six months."""
