"""What `pods plan show` tells of a plan, as plain values that a table and a program read alike."""

from datetime import timedelta
from typing import Any

from pods.continuity import CapabilityTargets, Plan, derive
from pods.continuity.durations import as_text
from pods.topology.planner.strategies import strategy_for

__all__ = ["overview"]


def overview(plan: Plan) -> dict[str, Any]:
    """Return the capabilities from the most critical tier on, with objectives and strategies."""
    targets = sorted(derive(plan).values(), key=lambda each: (each.tier, each.capability))
    return {
        "name": plan.name,
        "title": plan.title,
        "capabilities": [_capability(plan, each) for each in targets],
        "objectives": [row for each in targets for row in _objectives(each)],
    }


def _capability(plan: Plan, targets: CapabilityTargets) -> dict[str, Any]:
    capability = plan.capabilities[targets.capability]
    minimum = capability.minimum
    return {
        "capability": targets.capability,
        "name": capability.name,
        "tier": targets.tier,
        "tier_name": plan.tiers[targets.tier].name,
        "derived_tier": targets.derived_tier,
        "tier_reason": capability.tier.reason if capability.tier is not None else None,
        "mtpd": _span(targets.mtpd),
        "mtpd_dimension": targets.mtpd_dimension,
        "tolerable_data_loss": _span(targets.tolerable_data_loss),
        "owner": capability.owner,
        "services": list(capability.services),
        "minimum": minimum.model_dump() if minimum is not None else None,
    }


def _objectives(targets: CapabilityTargets) -> list[dict[str, Any]]:
    rows = []
    for disruption, target in targets.targets.items():
        choice = strategy_for(target, disruption)
        rows.append(
            {
                "capability": targets.capability,
                "disruption": disruption.value,
                "rto": as_text(target.rto),
                "rto_seconds": target.rto.total_seconds(),
                "rto_from": target.rto_source.text,
                "rto_is_override": target.rto_source.is_override,
                "rpo": as_text(target.rpo),
                "rpo_seconds": target.rpo.total_seconds(),
                "rpo_from": target.rpo_source.text,
                "rpo_is_override": target.rpo_source.is_override,
                "strategy": choice.strategy.value,
                "because": choice.because,
            }
        )
    return rows


def _span(span: timedelta | None) -> str | None:
    return as_text(span) if span is not None else None
