"""The continuity plan as the stack carries it: what rules judge by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.alias_generators import to_camel

from pods_policies.relations.resource import Resource

__all__ = [
    "PLAN",
    "Blackout",
    "Capability",
    "Objective",
    "PlanRecord",
    "PlannedService",
    "Plans",
    "plans_in",
]

PLAN: Final = "pods:index:ContinuityPlan"

_AS_RECORDED: Final = ConfigDict(
    alias_generator=to_camel, extra="ignore", frozen=True, populate_by_name=True
)


class Objective(BaseModel):
    """Recovery objectives for one kind of disruption."""

    model_config = _AS_RECORDED
    rto_seconds: int = Field(ge=0)
    rpo_seconds: int = Field(ge=0)


class Capability(BaseModel):
    """What the business must be able to do, and how soon again."""

    model_config = _AS_RECORDED
    name: str
    owner: str
    tier: int = Field(ge=1, le=4)
    services: tuple[str, ...] = ()
    minimum_percent: float | None = None
    objectives: Mapping[str, Objective] = {}
    """By disruption: `az`, `region`, `data_corruption`, `compromise`, …"""


class Store(BaseModel):
    """Data that a service keeps."""

    model_config = _AS_RECORDED
    kind: str
    classification: str
    size_bytes: int = 0
    derived_from: str | None = None


class PlannedService(BaseModel):
    """A service of the plan."""

    model_config = _AS_RECORDED
    name: str
    owner: str
    depends_on: tuple[str, ...] = ()
    stores: Mapping[str, Store] = {}


class Placement(BaseModel):
    """Where the plan puts the PODs."""

    model_config = _AS_RECORDED
    region: str
    availability_zones: tuple[str, ...] = ()
    recovery_region: str | None = None


class Blackout(BaseModel):
    """A time in which nothing is released: once, or again and again."""

    model_config = _AS_RECORDED
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    recurs: str | None = None
    """A word such as `daily`, or a rule of RFC 5545."""
    lasts_seconds: int | None = Field(default=None, ge=0, le=36_525 * 86_400)
    zone: str = "UTC"

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError) as error:
            raise ValueError("the time zone is not known") from error
        return value


class Releases(BaseModel):
    """When nothing of one tier is released."""

    model_config = _AS_RECORDED
    blackouts: Mapping[str, Blackout] = {}


class PlanRecord(BaseModel):
    """One plan."""

    model_config = _AS_RECORDED
    name: str
    capabilities: Mapping[str, Capability] = {}
    services: Mapping[str, PlannedService] = {}
    placement: Placement | None = None
    releases: Mapping[str, Releases] = {}
    """By tier, as text."""


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a stack, read together; mostly one."""

    records: tuple[PlanRecord, ...] = ()
    unreadable: tuple[tuple[Resource, str], ...] = ()
    """Plans that could not be read, and the places that are wrong in them."""

    def serving(self, service: str) -> list[Capability]:
        """Return the capabilities that a service serves."""
        return [
            capability
            for record in self.records
            for capability in record.capabilities.values()
            if service in capability.services
        ]

    def tier(self, service: str) -> int | None:
        """Return the strictest tier of what a service serves; None for a service of no plan."""
        return min((one.tier for one in self.serving(service)), default=None)

    def service(self, name: str) -> PlannedService | None:
        """Return a service by its name in the plan."""
        found = [record.services[name] for record in self.records if name in record.services]
        return found[0] if found else None

    def blackouts(self, service: str | None, tier: int) -> list[tuple[str, Blackout]]:
        """Return when nothing of a service is released; of one of no plan, what any plan says."""
        own = [record for record in self.records if service in record.services]
        return [
            blackout
            for record in own or self.records
            if str(tier) in record.releases
            for blackout in record.releases[str(tier)].blackouts.items()
        ]

    @property
    def has_blackouts(self) -> bool:
        """Whether any plan names a time in which nothing is released."""
        return any(
            releases.blackouts for record in self.records for releases in record.releases.values()
        )

    def recovery_region(self) -> str | None:
        """Return the recovery Region that the plans agree on; None for none or several."""
        named = {
            record.placement.recovery_region
            for record in self.records
            if record.placement is not None and record.placement.recovery_region is not None
        }
        return named.pop() if len(named) == 1 else None


def plans_in(carriers: Iterable[Resource]) -> Plans:
    """Read the plans that these resources carry; what cannot be read is kept with the reason."""
    records: list[PlanRecord] = []
    unreadable: list[tuple[Resource, str]] = []
    for carrier in carriers:
        try:
            records.append(_record(carrier.declared("plan")))
        except ValidationError as error:
            places = sorted({".".join(map(str, each["loc"])) or "plan" for each in error.errors()})
            unreadable.append((carrier, ", ".join(places)))
    return Plans(tuple(records), tuple(unreadable))


def _record(value: Any) -> PlanRecord:
    return PlanRecord.model_validate(value)
