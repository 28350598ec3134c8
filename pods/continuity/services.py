"""What runs a capability, and the data that it keeps."""

from datetime import time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, WithJsonSchema

from pods.continuity.durations import Duration
from pods.continuity.malformed_values import malformed
from pods.continuity.vocabulary import Id, Part, Percent, Size, Text

__all__ = [
    "Classification",
    "DailyWindow",
    "Load",
    "Lock",
    "Placement",
    "Protection",
    "Retention",
    "Service",
    "Store",
    "StoreKind",
    "TimeZone",
]


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # an unknown zone is a KeyError
        raise malformed(
            "iana_time_zone",
            value,
            "a time zone of the IANA database is required. Write it like America/New_York or UTC.",
        ) from None
    return value


TimeZone = Annotated[
    str,
    AfterValidator(_zone),
    WithJsonSchema(
        {
            "type": "string",
            "description": "An IANA time zone.",
            "examples": ["America/New_York", "UTC"],
        }
    ),
]


class StoreKind(StrEnum):
    """What keeps the data."""

    POSTGRESQL = "postgresql"
    """The pair's database."""
    VOLUME = "volume"
    """Volumes of the PODs."""
    OBJECTS = "objects"
    """The pair's object store."""


class Classification(StrEnum):
    """Who may see the data."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


class Lock(StrEnum):
    """How firmly copies are kept from being deleted."""

    NONE = "none"
    GOVERNANCE = "governance"
    """Nobody but a break-glass role may delete them."""
    COMPLIANCE = "compliance"
    """Nobody may, not even AWS."""


class DailyWindow(Part):
    """A span of every day, on the clock of a time zone."""

    start: time
    end: time
    zone: TimeZone = "UTC"


class Retention(Part):
    """How long data must, and may, be kept."""

    at_least: Duration | None = None
    """Copies must reach back this far."""
    at_most: Duration | None = None
    """Nothing may be kept for longer."""
    duty: Text
    """The law, contract or need behind it."""


class Protection(Part):
    """A schedule that is chosen in the plan. Default of each: the planner's."""

    every: Duration | None = None
    """Time between copies."""
    keep: Duration | None = None
    """How long copies are kept."""
    window: DailyWindow | None = None
    """When the daily copy is taken."""
    point_in_time: bool | None = None
    """Whether any moment can be restored."""
    lock: Lock | None = None
    """How firmly copies are kept."""
    reason: Text
    """Why it is not left to the planner."""


class Store(Part):
    """Data that outlives a machine."""

    kind: StoreKind
    classification: Classification
    size: Size
    """What it holds today."""
    growth_per_month: Size | None = None
    retention: Retention | None = None
    protection: Protection | None = None
    derived_from: Id | None = None
    """The store from which it can be made anew: its loss costs time, not data."""


class Load(Part):
    """What a service must carry."""

    instances: int = Field(ge=1, le=1000)
    """Instances that carry the ordinary load."""
    peak_instances: int | None = Field(default=None, ge=1, le=1000)
    """Instances that carry the highest load. Default: those of the ordinary load."""
    instance_type: str | None = Field(default=None, pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")
    """Type of these instances. Default: the component's."""
    start_time: Duration = timedelta(minutes=3)
    """From a launch until an instance serves. Default: 3 min."""


class Service(Part):
    """Software that is deployed as one."""

    name: Text
    owner: Id
    """The team that answers for it."""
    load: Load | None = None
    """What it must carry; none where it runs elsewhere and is only depended upon."""
    stores: dict[Id, Store] = Field(default={})
    """The data that it keeps."""
    depends_on: list[Id] = Field(default=[])
    """Services and dependencies without which it does not work."""


class Placement(Part):
    """Where everything stands."""

    region: str = Field(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")
    """The home Region."""
    availability_zones: list[str] = Field(min_length=2, max_length=2)
    """Two zones of the home Region: the primary POD's, then the secondary's."""
    recovery_region: str | None = Field(default=None, pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")
    """Where copies, and what is rebuilt, go when the home Region is lost."""
    secondary_percent: Percent = 50
    """Share of the ordinary load that runs in the secondary POD at all times. Default: 50."""
