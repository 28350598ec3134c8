"""People who cannot be reached, stand in for themselves, or wear too many hats."""

from collections.abc import Iterator

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.findings import Finding

__all__ = ["command", "contacts", "on_call", "roles"]

# The tiers whose recovery cannot wait until somebody is at work again.
_URGENT_TIER = 2


def contacts(context: Context) -> Iterator[Finding]:
    """Find contacts that cannot be reached, or in one way only."""
    for key, contact in context.plan.contacts.items():
        ways = [name for name in ("email", "phone", "pager") if getattr(contact, name) is not None]
        path: Path = ("contacts", key)
        if not ways:
            yield Finding(
                "contact-unreachable",
                path,
                "no email, phone or pager",
                "a way to reach them is required",
                "Give two of the three.",
            )
        elif len(ways) == 1:
            yield warning(
                "contact-one-way",
                path,
                f"only {ways[0]}",
                "a second way is needed when the first is down",
                "Give another of email, phone and pager.",
            )


def roles(context: Context) -> Iterator[Finding]:
    """Find roles whose deputy is the holder."""
    for key, role in context.plan.roles.items():
        if role.holder == role.deputy:
            yield Finding(
                "deputy-is-holder",
                ("roles", key, "deputy"),
                f"{role.deputy} also holds the role",
                "somebody else is required, for when the holder cannot be reached",
                "Name another contact.",
            )


def command(context: Context) -> Iterator[Finding]:
    """Find one contact with several parts in an incident, or a crisis team of one."""
    plan = context.plan
    parts: dict[str, list[str]] = {}
    for part, role in plan.incidents.command:
        if role in plan.roles:
            parts.setdefault(plan.roles[role].holder, []).append(part)
    for holder, names in parts.items():
        if len(names) > 1:
            yield warning(
                "many-command-roles",
                ("incidents", "command", names[-1]),
                f"{holder} holds {', '.join(names)}",
                "nobody does two of these at once in an incident",
                "Give all but one to somebody else.",
            )
    crisis = plan.incidents.crisis
    if crisis is not None:
        # A role that is missing is reported as such, and may be somebody else's.
        holders = {plan.roles[role].holder if role in plan.roles else role for role in crisis.team}
        if len(holders) == 1:
            yield Finding(
                "crisis-team-of-one",
                ("incidents", "crisis", "team"),
                f"every role is held by {holders.pop()}",
                "a team of at least two people is required",
                "Add a role that somebody else holds.",
            )


def on_call(context: Context) -> Iterator[Finding]:
    """Find teams that own what is urgent, and whom no alarm reaches."""
    plan = context.plan
    owned: dict[str, tuple[str, int]] = {}
    for key, capability in plan.capabilities.items():
        tier = context.targets[key].tier
        owners = [capability.owner]
        owners += [
            plan.services[name].owner for name in capability.services if name in plan.services
        ]
        for owner in owners:
            if owner not in owned or tier < owned[owner][1]:
                owned[owner] = key, tier
    for team, (capability_name, tier) in owned.items():
        if tier <= _URGENT_TIER and team in plan.teams and plan.teams[team].on_call is None:
            yield Finding(
                "team-without-on-call",
                ("teams", team),
                f"no on_call, though the team answers for {capability_name} of tier {tier}",
                f"a contact that alarms reach is required for tiers 1 to {_URGENT_TIER}",
                "Give on_call.",
            )
