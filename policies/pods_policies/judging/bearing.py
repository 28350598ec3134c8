"""For whom a finding matters: the tier, the service, its capabilities, and who may waive it."""

from dataclasses import dataclass
from typing import Final

from pods_policies.reading import Missing
from pods_policies.relations.resource import Resource
from pods_policies.relations.tags import SERVICE, tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.settings import Settings

__all__ = ["NOTHING", "Bearing", "bearing_of"]

_OWNER = "pods:owner"


@dataclass(frozen=True, slots=True)
class Bearing:
    """What depends on a resource."""

    tier: int | None = None
    service: str = ""
    capabilities: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    """Who answers for the risk: owners of the capabilities, else of the resource."""

    @property
    def told(self) -> str:
        """Render as `tier 1, service clinic (Book an appointment, Bill it)`."""
        parts = [] if self.tier is None else [f"tier {self.tier}"]
        if self.service:
            served = f" ({', '.join(self.capabilities)})" if self.capabilities else ""
            parts.append(f"service {self.service}{served}")
        return ", ".join(parts)

    @property
    def who_may_waive(self) -> str:
        """Say who can accept the risk, in a waiver that another person owns."""
        return " or ".join(self.owners) if self.owners else "whoever answers for the service"


NOTHING: Final = Bearing()
"""Of what belongs to no resource."""


def bearing_of(subject: Resource | None, settings: Settings) -> Bearing:
    """Return what depends on a resource, as far as its tags and the plans tell.

    Args:
        subject: the resource; None for the stack as a whole.
        settings: of the rule that judges it, for the plans of its stack.
    """
    if subject is None:
        return NOTHING
    try:
        tags = tags_of(subject)
        service, owner = tags.get(SERVICE), tags.get(_OWNER)
        tier = tier_of(subject, settings)
    except (AttributeError, TypeError, ValueError):  # tags of a shape that no provider takes
        return NOTHING
    served = [] if isinstance(service, Missing) else settings.plans.serving(service)
    named = () if isinstance(owner, Missing) or not owner else (owner,)
    return Bearing(
        tier=tier,
        service="" if isinstance(service, Missing) else service,
        capabilities=tuple(one.name for one in served),
        owners=tuple(dict.fromkeys(one.owner for one in served)) or named,
    )
