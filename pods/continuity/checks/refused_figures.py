"""A plan without the figures that are findings by themselves, for what is compared with them."""

from collections.abc import Mapping
from datetime import timedelta

from pods.continuity.capabilities import Capability, Objective, TierChoice
from pods.continuity.derivation import CapabilityTargets
from pods.continuity.plan import Plan

__all__ = ["without_refused"]

_ZERO = timedelta(0)


def _is_refused(span: timedelta | None, limit: timedelta | None) -> bool:
    """Say whether a capability's own figure is 0, or at the limit that its impact sets."""
    if span is None:
        return False
    return span == _ZERO or (limit is not None and span >= limit > _ZERO)


def without_refused(plan: Plan, asked: Mapping[str, CapabilityTargets]) -> Plan:
    """Return the plan with what is derived in the stead of every refused figure.

    So one mistake is one finding: nothing else is measured by it.
    """
    changed = {key: _mended(each, asked[key]) for key, each in plan.capabilities.items()}
    if all(changed[key] is each for key, each in plan.capabilities.items()):
        return plan
    return plan.model_copy(update={"capabilities": changed})


def _mended(capability: Capability, asked: CapabilityTargets) -> Capability:
    update: dict[str, object] = {}
    objectives = {kind: _kept(own, asked) for kind, own in capability.objectives.items()}
    if any(objectives[kind] is not own for kind, own in capability.objectives.items()):
        update["objectives"] = objectives
    impact: dict[str, object] = {}
    if asked.mtpd == _ZERO:
        # The tier stays what it is; only its own figures, and not half of nothing, are measured by.
        impact["outage"] = {}
        update["tier"] = TierChoice.model_validate({"is": asked.tier, "reason": "its impact"})
    if asked.tolerable_data_loss == _ZERO:
        impact["data_loss"] = {}
    if impact:
        update["impact"] = capability.impact.model_copy(update=impact)
    return capability.model_copy(update=update) if update else capability


def _kept(own: Objective, asked: CapabilityTargets) -> Objective:
    refused = {
        figure: None
        for figure, limit in (("rto", asked.mtpd), ("rpo", asked.tolerable_data_loss))
        if _is_refused(getattr(own, figure), limit)
    }
    return own.model_copy(update=refused) if refused else own
