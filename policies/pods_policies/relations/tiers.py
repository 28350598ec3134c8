"""How critical a resource is, and which objectives hold for it."""

from functools import cache
from typing import Final

from pods.continuity.disruptions import Disruption
from pods.continuity.tiers import DEFAULT_TIERS
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.plan import Objective
from pods_policies.relations.resource import Resource
from pods_policies.relations.tags import SERVICE, TIER, tags_of
from pods_policies.settings import Settings

__all__ = [
    "default_objective",
    "objective_of",
    "promised_to",
    "recovery_region_of",
    "service_of",
    "tier_of",
]

STRICTEST: Final = 1
_TIERS: Final = {str(tier): tier for tier in DEFAULT_TIERS}


def service_of(resource: Resource) -> str | None:
    """Return the service that a resource says it belongs to; None for none or an unknown one."""
    name = tags_of(resource).get(SERVICE)
    return name if isinstance(name, str) else None


def tier_of(resource: Resource, settings: Settings) -> int:
    """Return the tier of a resource, 1 (most critical) to 4.

    It is the stricter one of its tag and of what the plan gives its service: a tag cannot weaken
    what the plan promises. Without both, the configuration's `services` and `defaultTier` say it.
    A tag that cannot be read counts as the strictest tier.
    """
    tags = tags_of(resource)
    tag, service = tags.get(TIER), tags.get(SERVICE)
    if UNKNOWN in (tag, service) and tag in (ABSENT, UNKNOWN):
        return STRICTEST
    planned = settings.plans.tier(str(service))
    tagged = None if tag is ABSENT else _TIERS.get(str(tag), STRICTEST)
    known = [tier for tier in (planned, tagged) if tier is not None]
    return min(known) if known else settings.services.get(str(service), settings.default_tier)


def objective_of(resource: Resource, settings: Settings, disruption: Disruption) -> Objective:
    """Return the objectives of a resource for a kind of disruption, in seconds.

    They are the strictest among the plan's capabilities that its service serves; for a resource of
    no plan, those that the configuration gives its service, else those of its tier
    (docs/decisions/0011).
    """
    service = service_of(resource)
    promised = promised_to(service, settings, disruption)
    return promised or default_objective(tier_of(resource, settings), disruption)


def promised_to(
    service: str | None, settings: Settings, disruption: Disruption
) -> Objective | None:
    """Return what plans, else the configuration, promise of a service; None for nothing."""
    serving = settings.plans.serving(service) if service else []
    promised = [one.objectives[disruption] for one in serving if disruption in one.objectives]
    if promised:
        return Objective(
            rto_seconds=min(one.rto_seconds for one in promised),
            rpo_seconds=min(one.rpo_seconds for one in promised),
        )
    return settings.objective(service, disruption) if service else None


@cache
def default_objective(tier: int, disruption: Disruption) -> Objective:
    """Return what a tier promises where neither plan nor configuration says more."""
    default = DEFAULT_TIERS[tier].objectives[disruption]
    return Objective(
        rto_seconds=int(default.rto.total_seconds()), rpo_seconds=int(default.rpo.total_seconds())
    )


def recovery_region_of(settings: Settings) -> str | None:
    """Return the declared recovery Region: the plans', else the configuration's, else None."""
    return settings.plans.recovery_region() or settings.recovery_region or None
