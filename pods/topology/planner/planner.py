"""From a plan to the topology of each of its services."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pods.continuity import CapabilityTargets, Disruption, Finding, Plan, derive
from pods.errors import Problem, TopologyError
from pods.topology.planner.context import Context
from pods.topology.planner.databases import databases
from pods.topology.planner.decisions import Decision
from pods.topology.planner.entries import entries
from pods.topology.planner.needs import Need, needs_of_services
from pods.topology.planner.objects import objects
from pods.topology.planner.ownership import alerts, identity, zones
from pods.topology.planner.recovery import recovery
from pods.topology.planner.service_topology import ServiceTopology
from pods.topology.planner.sizes import sizes
from pods.topology.planner.strategies import strategy_for
from pods.topology.planner.volumes import volumes

__all__ = ["plan_all", "plan_topology"]

_PARTS: tuple[Callable[[Context], Iterator[Decision | Finding]], ...] = (
    identity,
    zones,
    sizes,
    entries,
    databases,
    volumes,
    objects,
    alerts,
    recovery,
)


def plan_topology(plan: Plan, service: str) -> ServiceTopology:
    """Return what the plan asks of one service; the same plan gives the same answer.

    Raises `TopologyError` where the plan has no service of the name.
    """
    if service not in plan.services:
        raise TopologyError(_unknown(plan, service))
    return next(_topologies(plan, derive(plan), iter([service])))


def plan_all(plan: Plan) -> dict[str, ServiceTopology]:
    """Return what the plan asks of every service, by name."""
    found = _topologies(plan, derive(plan), iter(sorted(plan.services)))
    return {topology.service: topology for topology in found}


def _topologies(
    plan: Plan, targets: Mapping[str, CapabilityTargets], services: Iterator[str]
) -> Iterator[ServiceTopology]:
    for service, needs in needs_of_services(plan, targets, services):
        yield _topology(plan, service, needs)


def _topology(plan: Plan, service: str, needs: tuple[Need, ...]) -> ServiceTopology:
    context = Context(plan, service, plan.services[service], needs)
    decisions: list[Decision] = []
    unmet: list[Finding] = []
    for part in _PARTS:
        for found in part(context):
            if isinstance(found, Decision):
                decisions.append(found)
            else:
                unmet.append(found)
    return ServiceTopology(
        service=service,
        tier=context.values["tier"],
        owner=plan.services[service].owner,
        figures=MappingProxyType({each.figure.name: each.figure for each in decisions}),
        decisions=tuple(decisions),
        strategies=MappingProxyType(
            {
                (need.capability, disruption): strategy_for(need.targets[disruption], disruption)
                for need in needs
                for disruption in Disruption
            }
        ),
        unmet=tuple(unmet),
    )


def _unknown(plan: Plan, service: str) -> Problem:
    close = difflib.get_close_matches(service, sorted(plan.services), n=1)
    known = ", ".join(sorted(plan.services))
    return Problem(
        "service",
        f"{service!r} is not in the plan",
        f"it has {known}",
        f"Did you mean {close[0]}?" if close else "Name one of these.",
    )
