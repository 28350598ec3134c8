"""What follows from a plan: each capability's MTPD, tier and objectives, and where each is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from pods.continuity.capabilities import Capability, Objective
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


def derive(plan: Plan) -> dict[str, CapabilityTargets]:
    """Return the targets of every capability, in the plan's order."""
    return {name: derive_capability(plan, name) for name in plan.capabilities}


def derive_capability(plan: Plan, name: str) -> CapabilityTargets:
    """Return the targets of one capability; raises KeyError where the plan has none of the name."""
    capability = plan.capabilities[name]
    outage = intolerable_after(capability.impact.outage, plan.scales)
    loss = intolerable_after(capability.impact.data_loss, plan.scales)
    mtpd, dimension = outage or (None, None)
    derived = tier_for(mtpd, plan.tiers)
    tier = capability.tier.is_ if capability.tier is not None else derived
    return CapabilityTargets(
        capability=name,
        mtpd=mtpd,
        mtpd_dimension=dimension,
        tolerable_data_loss=loss[0] if loss else None,
        derived_tier=derived,
        tier=tier,
        targets=_targets(
            capability,
            # A tier that the plan does not define is a finding; the strictest stands in for it.
            plan.tiers.get(tier, plan.tiers[min(plan.tiers)]),
            f"tier {tier}",
            mtpd,
            loss[0] if loss else None,
        ),
    )


def _targets(
    capability: Capability,
    tier: Tier,
    tier_name: str,
    mtpd: timedelta | None,
    data_loss: timedelta | None,
) -> dict[Disruption, Target]:
    targets = {}
    for disruption in Disruption:
        usual = tier.objectives[disruption]
        override = capability.objectives.get(disruption)
        rto, rto_source = _figure(usual.rto, tier_name, mtpd, "half of the MTPD")
        rpo, rpo_source = _figure(usual.rpo, tier_name, data_loss, "half of the intolerable loss")
        targets[disruption] = _target(override, rto, rto_source, rpo, rpo_source)
    return targets


def _target(
    override: Objective | None,
    rto: timedelta,
    rto_source: Source,
    rpo: timedelta,
    rpo_source: Source,
) -> Target:
    if override is None:
        return Target(rto, rpo, rto_source, rpo_source)
    given = Source(override.reason, is_override=True)
    return Target(
        rto if override.rto is None else override.rto,
        rpo if override.rpo is None else override.rpo,
        rto_source if override.rto is None else given,
        rpo_source if override.rpo is None else given,
    )


def _figure(
    usual: timedelta, tier_name: str, limit: timedelta | None, limit_name: str
) -> tuple[timedelta, Source]:
    """Return the tier's figure, or a stricter one that the capability's own limit asks for."""
    if limit is not None and limit / _SHARE_OF_LIMIT < usual:
        return limit / _SHARE_OF_LIMIT, Source(limit_name)
    return usual, Source(tier_name)
