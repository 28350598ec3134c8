"""What a service must bear: the capabilities that stand on it, directly or through another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pods.continuity import CapabilityTargets, Disruption, Plan, Target
from pods.continuity.dependencies import Criticality

__all__ = ["Need", "needs_of_services"]


@dataclass(frozen=True, slots=True)
class Need:
    """What one capability asks of a service."""

    capability: str
    tier: int
    targets: Mapping[Disruption, Target]
    minimum_percent: float
    """Share of the ordinary load that is kept while a disruption lasts; 0 where none is set."""
    via: str | None
    """The service that passes it on; None where the capability stands on this one directly."""


def needs_of_services(
    plan: Plan, targets: Mapping[str, CapabilityTargets], services: Iterator[str]
) -> Iterator[tuple[str, tuple[Need, ...]]]:
    """Return each service's needs, sorted by capability.

    A service inherits the needs of those that depend on it, however far. A dependency that the
    plan calls minor passes nothing on: hardly anyone would notice its loss.
    """
    carried: dict[str, list[str]] = {}
    for name in sorted(plan.capabilities):
        for service in plan.capabilities[name].services:
            carried.setdefault(service, []).append(name)
    dependents = _dependents(plan)
    for service in services:
        found: dict[str, Need] = {}
        for each in _reach(service, dependents):
            via = each if each != service else None
            for name in carried.get(each, ()):
                if name not in found:
                    found[name] = _need(plan, targets[name], via)
        yield service, tuple(found[name] for name in sorted(found))


def _dependents(plan: Plan) -> dict[str, list[str]]:
    """Return, for each service, those that stop without it, sorted."""
    dependents: dict[str, list[str]] = {}
    for name in sorted(plan.services):
        for needed in plan.services[name].depends_on:
            internal = plan.dependencies.get(needed)
            if needed in plan.services:
                dependents.setdefault(needed, []).append(name)
            elif (
                internal is not None
                and internal.service is not None
                and internal.criticality is not Criticality.MINOR
            ):
                dependents.setdefault(internal.service, []).append(name)
    return dependents


def _reach(service: str, dependents: Mapping[str, list[str]]) -> list[str]:
    """Return the service and all that stand on it, the nearest first."""
    reached = {service: None}
    queue = [service]
    for each in queue:
        for dependent in dependents.get(each, ()):
            if dependent not in reached:
                reached[dependent] = None
                queue.append(dependent)
    return queue


def _need(plan: Plan, targets: CapabilityTargets, via: str | None) -> Need:
    minimum = plan.capabilities[targets.capability].minimum
    return Need(
        capability=targets.capability,
        tier=targets.tier,
        targets=targets.targets,
        minimum_percent=minimum.percent if minimum is not None else 0,
        via=via,
    )
