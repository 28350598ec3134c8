"""Every id that one part of a plan gives must be defined by another."""

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain

from pods.continuity.checks.context import Context, Path
from pods.continuity.findings import Finding
from pods.continuity.plan import Plan

__all__ = ["unknown_references"]

_Reference = tuple[Path, str, str]
"""Where an id stands, the id, and the section (or sections) that must define it."""

_NOUNS = {
    "audiences": "an audience",
    "capabilities": "a capability",
    "channels": "a channel",
    "contacts": "a contact",
    "degradation_modes": "a degradation mode",
    "dependencies": "a dependency",
    "needs": "a service or dependency",
    "roles": "a role",
    "scales": "a scale",
    "services": "a service",
    "severities": "a severity",
    "teams": "a team",
}
_PLACES = {
    "channels": "communications.channels",
    "audiences": "communications.audiences",
    "severities": "incidents.severities",
    "needs": "services or dependencies",
}
# Looking for a similar name reads every name; a plan with more mistakes than these has one cause.
_MOST_SUGGESTIONS = 50
_MOST_NAMES = 8


def unknown_references(context: Context) -> Iterator[Finding]:
    """Find every id that points nowhere, and the name that may have been meant."""
    defined = _defined(context.plan)
    suggestions = 0
    for path, name, section in chain.from_iterable(walk(context.plan) for walk in _WALKS):
        if name in defined[section]:
            continue
        suggestions += 1
        similar = suggestions <= _MOST_SUGGESTIONS
        yield _unknown(path, name, section, list(defined[section]), similar=similar)
    for key, capability in context.plan.capabilities.items():
        if capability.tier is not None:
            yield from _unknown_tier(
                context.plan, ("capabilities", key, "tier", "is"), capability.tier.is_
            )
    for tier in context.plan.releases:
        yield from _unknown_tier(context.plan, ("releases", str(tier)), tier)


def _unknown(
    path: Path, name: str, section: str, names: Sequence[str], *, similar: bool
) -> Finding:
    noun, place = _NOUNS[section], _PLACES.get(section, section)
    close = get_close_matches(name, names, n=1) if similar else []
    if close:
        remedy = f"Did you mean {close[0]}?"
    elif 0 < len(names) <= _MOST_NAMES:
        remedy = f"Define it under {place}, or name one of {', '.join(names)}."
    else:
        remedy = f"Define it under {place}, or name one that is."
    return Finding(
        "unknown-reference",
        path,
        f"{name} is not defined",
        f"{noun} of the plan is required",
        remedy,
    )


def _unknown_tier(plan: Plan, path: Path, tier: int) -> Iterator[Finding]:
    if tier not in plan.tiers:
        yield Finding(
            "unknown-tier",
            path,
            f"tier {tier} is not defined",
            f"one of the tiers {', '.join(map(str, sorted(plan.tiers)))} is required",
            "Choose one of these, or define it under tiers.",
        )


def _defined(plan: Plan) -> dict[str, dict[str, None]]:
    return {
        "capabilities": dict.fromkeys(plan.capabilities),
        "channels": dict.fromkeys(plan.communications.channels),
        "contacts": dict.fromkeys(plan.contacts),
        "degradation_modes": dict.fromkeys(plan.degradation_modes),
        "dependencies": dict.fromkeys(plan.dependencies),
        "roles": dict.fromkeys(plan.roles),
        "scales": dict.fromkeys(plan.scales),
        "services": dict.fromkeys(plan.services),
        "severities": dict.fromkeys(plan.incidents.severities),
        "teams": dict.fromkeys(plan.teams),
        "audiences": dict.fromkeys(plan.communications.audiences),
        "needs": dict.fromkeys((*plan.services, *plan.dependencies)),
    }


def _list(path: Path, names: Sequence[str], section: str) -> Iterator[_Reference]:
    return (((*path, position), name, section) for position, name in enumerate(names))


def _of_governance(plan: Plan) -> Iterator[_Reference]:
    yield ("governance", "owner"), plan.governance.owner, "roles"
    yield ("governance", "approver"), plan.governance.approver, "roles"
    for key, risk in plan.risks.items():
        yield ("risks", key, "owner"), risk.owner, "roles"
    for tier, rules in plan.releases.items():
        if rules.approval is not None:
            yield ("releases", str(tier), "approval"), rules.approval, "roles"


def _of_capabilities(plan: Plan) -> Iterator[_Reference]:
    for key, journey in plan.journeys.items():
        yield from _list(("journeys", key, "capabilities"), journey.capabilities, "capabilities")
    for key, capability in plan.capabilities.items():
        path: Path = ("capabilities", key)
        yield (*path, "owner"), capability.owner, "teams"
        yield from _list((*path, "services"), capability.services, "services")
        for name in capability.impact.outage:
            yield (*path, "impact", "outage", name), name, "scales"
        for name in capability.impact.data_loss:
            yield (*path, "impact", "data_loss", name), name, "scales"
    for key, promise in plan.commitments.items():
        path = ("commitments", key, "capabilities")
        yield from _list(path, promise.capabilities, "capabilities")


def _of_services(plan: Plan) -> Iterator[_Reference]:
    for key, service in plan.services.items():
        yield ("services", key, "owner"), service.owner, "teams"
        yield from _list(("services", key, "depends_on"), service.depends_on, "needs")
    for key, dependency in plan.dependencies.items():
        yield ("dependencies", key, "owner"), dependency.owner, "teams"
        if dependency.service is not None:
            yield ("dependencies", key, "service"), dependency.service, "services"
        if dependency.fallback is not None and dependency.fallback.to is not None:
            yield ("dependencies", key, "fallback", "to"), dependency.fallback.to, "dependencies"
    for key, mode in plan.degradation_modes.items():
        path: Path = ("degradation_modes", key)
        yield from _list((*path, "capabilities"), mode.capabilities, "capabilities")
        if mode.switch.role is not None:
            yield (*path, "switch", "role"), mode.switch.role, "roles"


def _of_people(plan: Plan) -> Iterator[_Reference]:
    for key, team in plan.teams.items():
        yield from _list(("teams", key, "members"), team.members, "contacts")
        if team.on_call is not None:
            yield ("teams", key, "on_call"), team.on_call, "contacts"
    for key, role in plan.roles.items():
        yield ("roles", key, "holder"), role.holder, "contacts"
        yield ("roles", key, "deputy"), role.deputy, "contacts"


def _of_incidents(plan: Plan) -> Iterator[_Reference]:
    incidents = plan.incidents
    for key, severity in incidents.severities.items():
        for position, step in enumerate(severity.escalation):
            path: Path = ("incidents", "severities", key, "escalation", position, "to")
            yield path, step.to, "roles"
    for key, priority in incidents.priorities.items():
        path = ("incidents", "priorities", key, "severities")
        yield from _list(path, priority.severities, "severities")
    for key, decision in incidents.decisions.items():
        yield ("incidents", "decisions", key, "role"), decision.role, "roles"
    for key, role in incidents.command:
        yield ("incidents", "command", key), role, "roles"
    if incidents.crisis is not None:
        path = ("incidents", "crisis")
        yield from _list((*path, "team"), incidents.crisis.team, "roles")
        yield (*path, "channel"), incidents.crisis.channel, "channels"
        yield (*path, "alternate_channel"), incidents.crisis.alternate_channel, "channels"


def _of_communications(plan: Plan) -> Iterator[_Reference]:
    said = plan.communications
    for key, channel in said.channels.items():
        path: Path = ("communications", "channels", key, "depends_on")
        yield from _list(path, channel.depends_on, "needs")
    for key, audience in said.audiences.items():
        path = ("communications", "audiences", key)
        yield (*path, "primary"), audience.primary, "channels"
        yield (*path, "alternate"), audience.alternate, "channels"
        for severity in audience.cadence:
            yield (*path, "cadence", severity), severity, "severities"
    for key, template in said.templates.items():
        path = ("communications", "templates", key)
        yield (*path, "audience"), template.audience, "audiences"
        yield (*path, "approval"), template.approval, "roles"


def _of_exercises(plan: Plan) -> Iterator[_Reference]:
    for key, exercise in plan.exercises.items():
        path: Path = ("exercises", key)
        yield from _list((*path, "capabilities"), exercise.capabilities, "capabilities")
        yield from _list((*path, "modes"), exercise.modes, "degradation_modes")
        yield (*path, "owner"), exercise.owner, "roles"


_WALKS: tuple[Callable[[Plan], Iterator[_Reference]], ...] = (
    _of_governance,
    _of_capabilities,
    _of_services,
    _of_people,
    _of_incidents,
    _of_communications,
    _of_exercises,
)
