"""Whose the service is, how critical, where it stands, and who is told when it fails."""

from collections.abc import Iterator

from pods.continuity import Disruption, Finding, Severity
from pods.continuity.durations import as_text
from pods.topology.planner.context import Context
from pods.topology.planner.decisions import Ask, Decision

__all__ = ["alerts", "identity", "zones"]

_FEWEST_PROTOCOLS = 2


def identity(context: Context) -> Iterator[Decision | Finding]:
    """Decide name, owner and tier; a service that no capability needs gets the lowest tier."""
    yield context.decide("service", context.name, "the service's id in the plan")
    yield context.decide(
        "owner", context.service.owner, "the team that the plan names for the service"
    )
    if context.needs:
        yield context.decide_strongest(
            "tier",
            [Ask(need.tier, need.capability, None) for need in context.needs],
            lambda ask: f"{ask.capability} is of tier {ask.value}{_by_way(context, ask)}",
        )
        return
    lowest = max(context.plan.tiers)
    yield context.decide("tier", lowest, "no capability needs the service: the lowest tier")
    yield Finding(
        "service-without-capability",
        ("services", context.name),
        "no capability needs it",
        "its objectives come from the capabilities that stand on it",
        "Name it in a capability's services, or in another service's depends_on.",
        Severity.WARNING,
    )


def _by_way(context: Context, ask: Ask) -> str:
    need = context.need_of(ask)
    return f", and stands on it by way of {need.via}" if need and need.via else ""


def zones(context: Context) -> Iterator[Decision | Finding]:
    """Decide where the PODs stand; a service with a load and no place for it is a finding."""
    if context.service.load is None:
        return
    placement = context.plan.placement
    if placement is None:
        yield Finding(
            "no-placement",
            ("services", context.name, "load"),
            "there is no placement",
            "a service that is deployed stands in two Availability Zones",
            "Add placement with a Region and two of its zones.",
        )
        return
    need = context.strictest(Disruption.AZ)
    rto = (
        f"; {need.capability} may be gone {as_text(need.targets[Disruption.AZ].rto)}"
        if need
        else ""
    )
    yield context.decide(
        "availability_zones",
        tuple(placement.availability_zones),
        f"the plan's placement: the loss of one zone leaves the other{rto}",
        need=need,
        disruption=Disruption.AZ,
    )


def alerts(context: Context) -> Iterator[Decision | Finding]:
    """Decide who is told: everyone of the owner's team, over every way the plan gives."""
    team = context.plan.teams.get(context.service.owner)
    if team is None:
        return  # A reference that points nowhere is a check's finding.
    on_call = [team.on_call] if team.on_call is not None else []
    found = set()
    for name in {*on_call, *team.members}:
        contact = context.plan.contacts.get(name)
        if contact is not None:
            ways = (("email", contact.email), ("sms", contact.phone), ("https", contact.pager))
            found |= {(protocol, end) for protocol, end in ways if end is not None}
    if found:
        yield context.decide(
            "alerts.subscriptions",
            tuple(sorted(found)),
            f"those of {context.service.owner}, its on-call first to be asked: "
            "several people, over several ways, within a minute",
            need=context.foremost,
        )
    if len({protocol for protocol, _ in found}) < _FEWEST_PROTOCOLS:
        yield Finding(
            "one-alert-protocol",
            ("teams", context.service.owner, "members"),
            f"reached by {', '.join(sorted({each for each, _ in found})) or 'nothing'}",
            f"at least {_FEWEST_PROTOCOLS} different ways are required, "
            f"as the alarms of {context.name} go to this team",
            "Give one of its contacts an email, a phone or a pager.",
        )
