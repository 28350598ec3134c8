"""What follows from a plan: each capability's MTPD, tier and objectives, and where each is from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from pods.continuity.capabilities import Capability
from pods.continuity.disruptions import Disruption
from pods.continuity.impact import intolerable_after
from pods.continuity.plan import Plan
from pods.continuity.tiers import Tier, TierNumber, tier_for

__all__ = ["CapabilityTargets", "Source", "Target", "derive", "derive_capability"]

# A recovery that takes as long as the business can bear leaves nothing for what goes wrong.
_SHARE_OF_LIMIT = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from."""

    text: str
    """In words: `tier 1`, `half of the MTPD`, or the reason of an override."""
    is_override: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The objectives of one capability for one disruption."""

    rto: timedelta
    rpo: timedelta
    rto_source: Source
    rpo_source: Source


@dataclass(frozen=True, slots=True)
class CapabilityTargets:
    """What a capability's impact asks for."""

    capability: str
    mtpd: timedelta | None
    """Maximum tolerable period of disruption; None where no analysed outage is intolerable."""
    mtpd_dimension: str | None
    """The dimension in which it is reached first."""
    tolerable_data_loss: timedelta | None
    """The first span of lost data that is intolerable."""
    derived_tier: TierNumber
    tier: TierNumber
    """The derived one, unless the plan overrides it."""
    targets: Mapping[Disruption, Target]


Targets = Mapping[Disruption, Target]
_Limits = tuple[TierNumber, timedelta | None, timedelta | None]
"""A tier, an MTPD and a tolerable loss: what capabilities without overrides differ in."""


def derive(plan: Plan) -> dict[str, CapabilityTargets]:
    """Return the targets of every capability, in the plan's order."""
    alike: dict[_Limits, Targets] = {}
    return {name: _derived(plan, name, alike) for name in plan.capabilities}


def derive_capability(plan: Plan, name: str) -> CapabilityTargets:
    """Return the targets of one capability; raises KeyError where the plan has none of the name."""
    return _derived(plan, name, {})


def _derived(plan: Plan, name: str, alike: dict[_Limits, Targets]) -> CapabilityTargets:
    """Return a capability's targets, sharing what other capabilities have derived already."""
    capability = plan.capabilities[name]
    outage = intolerable_after(capability.impact.outage, plan.scales)
    loss = intolerable_after(capability.impact.data_loss, plan.scales)
    mtpd, dimension = outage or (None, None)
    derived = tier_for(mtpd, plan.tiers)
    tier = capability.tier.is_ if capability.tier is not None else derived
    limits = (tier, mtpd, loss[0] if loss else None)
    if limits not in alike:
        # A tier that the plan does not define is a finding; the strictest stands in for it.
        alike[limits] = _targets(plan.tiers.get(tier, plan.tiers[min(plan.tiers)]), limits)
    return CapabilityTargets(
        capability=name,
        mtpd=mtpd,
        mtpd_dimension=dimension,
        tolerable_data_loss=limits[2],
        derived_tier=derived,
        tier=tier,
        targets=_overridden(capability, alike[limits]),
    )


def _targets(tier: Tier, limits: _Limits) -> Targets:
    number, mtpd, data_loss = limits
    targets = {}
    for disruption in Disruption:
        usual = tier.objectives[disruption]
        rto, rto_source = _figure(usual.rto, number, mtpd, "half of the MTPD")
        rpo, rpo_source = _figure(usual.rpo, number, data_loss, "half of the intolerable loss")
        targets[disruption] = Target(rto, rpo, rto_source, rpo_source)
    return targets


def _overridden(capability: Capability, targets: Targets) -> Targets:
    """Return the targets with the capability's own objectives over them."""
    if not capability.objectives:
        return targets
    changed = dict(targets)
    for disruption, override in capability.objectives.items():
        given = Source(override.reason, is_override=True)
        target = changed[disruption]
        if override.rto is not None:
            target = replace(target, rto=override.rto, rto_source=given)
        if override.rpo is not None:
            target = replace(target, rpo=override.rpo, rpo_source=given)
        changed[disruption] = target
    return changed


def _figure(
    usual: timedelta, tier: TierNumber, limit: timedelta | None, limit_name: str
) -> tuple[timedelta, Source]:
    """Return the tier's figure, or a stricter one that the capability's own limit asks for."""
    if limit is not None and limit / _SHARE_OF_LIMIT < usual:
        return limit / _SHARE_OF_LIMIT, Source(limit_name)
    return usual, Source(f"tier {tier}")
