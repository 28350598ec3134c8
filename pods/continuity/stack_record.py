"""What a stack carries of its plan: enough to judge the stack by, and nobody's address.

Plain values with spans in whole seconds, so that a reader needs neither the file nor this library.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pods.continuity.derivation import CapabilityTargets, derive
from pods.continuity.plan import Plan
from pods.continuity.releases import Blackout, ReleaseRules
from pods.continuity.services import Placement, Service

__all__ = ["RECORD_VERSION", "digest", "document", "stack_record"]

RECORD_VERSION = 1


def document(plan: Plan) -> dict[str, Any]:
    """Return the whole plan as plain values, from which an equal plan can be read again."""
    return plan.model_dump(mode="json", by_alias=True, exclude_none=True)


def digest(plan: Plan) -> str:
    """Return the SHA-256 of the plan's values, which does not depend on how it is written."""
    text = json.dumps(document(plan), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def stack_record(plan: Plan) -> dict[str, Any]:
    """Return what travels in the stack.

    Capabilities with their targets, services, dependencies, and when nothing may change.
    """
    governance = plan.governance
    return {
        "recordVersion": RECORD_VERSION,
        "name": plan.name,
        "title": plan.title,
        "digest": digest(plan),
        "approved": governance.approved.isoformat(),
        "lastReview": governance.last_review.isoformat(),
        "lastAnalysis": plan.analysis.last.isoformat(),
        "capabilities": {
            name: _capability(plan, targets) for name, targets in derive(plan).items()
        },
        "services": {name: _service(service) for name, service in plan.services.items()},
        "dependencies": {
            name: {
                "kind": each.kind.value,
                "criticality": each.criticality.value,
                "fallback": each.fallback.kind.value if each.fallback else "none",
            }
            for name, each in plan.dependencies.items()
        },
        "degradationModes": {
            name: {"kind": each.kind.value, "capabilities": list(each.capabilities)}
            for name, each in plan.degradation_modes.items()
        },
        **({"placement": _placement(plan.placement)} if plan.placement is not None else {}),
        **({"releases": closed} if (closed := _releases(plan.releases)) else {}),
    }


def _capability(plan: Plan, targets: CapabilityTargets) -> dict[str, Any]:
    capability = plan.capabilities[targets.capability]
    return {
        "name": capability.name,
        "owner": capability.owner,
        "tier": targets.tier,
        "services": list(capability.services),
        **({} if targets.mtpd is None else {"mtpdSeconds": _seconds(targets.mtpd)}),
        **(
            {"minimumPercent": capability.minimum.percent} if capability.minimum is not None else {}
        ),
        "objectives": {
            disruption.value: {
                "rtoSeconds": _seconds(target.rto),
                "rpoSeconds": _seconds(target.rpo),
            }
            for disruption, target in targets.targets.items()
        },
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "name": service.name,
        "owner": service.owner,
        "dependsOn": list(service.depends_on),
        "stores": {
            name: {
                "kind": store.kind.value,
                "classification": store.classification.value,
                "sizeBytes": int(store.size),
                **({"derivedFrom": store.derived_from} if store.derived_from is not None else {}),
            }
            for name, store in service.stores.items()
        },
    }


def _placement(placement: Placement) -> dict[str, Any]:
    recovery = placement.recovery_region
    return {
        "region": placement.region,
        "availabilityZones": list(placement.availability_zones),
        **({"recoveryRegion": recovery} if recovery is not None else {}),
    }


def _releases(releases: Mapping[int, ReleaseRules]) -> dict[str, Any]:
    """Return the blackouts of each tier that has any; why they are is nobody's business here."""
    return {
        str(tier): {"blackouts": {name: _blackout(one) for name, one in rules.blackouts.items()}}
        for tier, rules in releases.items()
        if rules.blackouts
    }


def _blackout(blackout: Blackout) -> dict[str, Any]:
    told = {
        "start": None if blackout.start is None else blackout.start.isoformat(),
        "end": None if blackout.end is None else blackout.end.isoformat(),
        "recurs": blackout.recurs,
        "lastsSeconds": None if blackout.lasts is None else _seconds(blackout.lasts),
        "zone": blackout.zone,
    }
    return {key: value for key, value in told.items() if value is not None}


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
