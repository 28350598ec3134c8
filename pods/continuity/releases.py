"""How a release reaches customers, and when none may."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from pods.continuity.durations import Duration
from pods.continuity.schedules import Recurrence
from pods.continuity.services import TimeZone
from pods.continuity.vocabulary import Id, Part, Percent, Text

__all__ = ["Blackout", "Canary", "GuardMetric", "ReleaseRules", "Stage"]


class Stage(Part):
    """A share of the load that gets the release, and how long it is watched there."""

    percent: Percent
    watch: Duration


class Canary(Stage):
    """The first share of the load."""


class GuardMetric(Part):
    """A measurement that stops a release."""

    metric: Text
    threshold: Text
    """The condition on which the release is rolled back."""


class Blackout(Part):
    """A time in which nothing is released: once, or again and again."""

    reason: Text
    start: AwareDatetime | None = None
    """Once: from here."""
    end: AwareDatetime | None = None
    """Once: to here."""
    recurs: Recurrence | None = None
    """Again and again: when each begins."""
    lasts: Duration | None = None
    """Again and again: how long each is."""
    zone: TimeZone = "UTC"

    def is_over(self, now: datetime) -> bool:
        """Say whether it can never come again."""
        return self.end is not None and self.recurs is None and self.end < now


class ReleaseRules(Part):
    """How capabilities of one tier are released."""

    stages: list[Stage] = Field(min_length=1)
    """From the first to the whole."""
    canary: Canary | None = None
    guard_metrics: list[GuardMetric] = Field(default=[])
    rollback: Text
    """How a release is taken back."""
    rollback_within: Duration
    approval: Id | None = None
    """The role that lets it go on."""
    blackouts: dict[Id, Blackout] = Field(default={})
