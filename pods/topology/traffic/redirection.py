"""How long the slowest client stays with a POD that is lost, and how long it may."""

from pods.errors import Problem

__all__ = ["ALIAS_TTL_SECONDS", "USUAL_BUDGET_SECONDS", "redirection_problems"]

ALIAS_TTL_SECONDS = 60
"""Time to live of an alias record to a load balancer: https://aws.amazon.com/route53/faqs/"""
USUAL_BUDGET_SECONDS = 900
"""Fifteen minutes: what the recovery from the loss of one zone may take as a whole."""

# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
_SHORTEST_KEEP_ALIVE, _LONGEST_KEEP_ALIVE = 60, 604_800
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
_LONGEST_DEREGISTRATION = 3600


def redirection_problems(
    *, detection: int, deregistration: int, keep_alive: int, budget: int
) -> list[Problem]:
    """Return delays that AWS refuses, or by how much they are beyond the budget; in seconds."""
    problems = []
    if not _SHORTEST_KEEP_ALIVE <= keep_alive <= _LONGEST_KEEP_ALIVE:
        problems.append(
            Problem(
                "traffic.keep_alive_seconds",
                f"{keep_alive}",
                f"a load balancer ends connections after {_SHORTEST_KEEP_ALIVE} to"
                f" {_LONGEST_KEEP_ALIVE} seconds",
                "Use 300.",
            )
        )
    if not 0 <= deregistration <= _LONGEST_DEREGISTRATION:
        problems.append(
            Problem(
                "traffic.deregistration_seconds",
                f"{deregistration}",
                f"a target is deregistered within 0 to {_LONGEST_DEREGISTRATION} seconds",
                "Use 30.",
            )
        )
    return problems or _beyond(detection, deregistration, keep_alive, budget)


def _beyond(detection: int, deregistration: int, keep_alive: int, budget: int) -> list[Problem]:
    """Hold the sum against the budget; a connection may begin just before the name moves."""
    without = detection + ALIAS_TTL_SECONDS + deregistration
    slowest = without + keep_alive
    if slowest <= budget:
        return []
    fitting = budget - without
    remedy = (
        f"Set keep_alive_seconds to {fitting}, or allow {slowest}."
        if fitting >= _SHORTEST_KEEP_ALIVE
        else f"Shorten the probes or the deregistration, or allow {without + _SHORTEST_KEEP_ALIVE}"
        f" with keep_alive_seconds at {_SHORTEST_KEEP_ALIVE}."
    )
    return [
        Problem(
            "traffic.redirect_budget_seconds",
            f"the slowest client leaves a lost POD after {slowest} s ({detection} to see the loss,"
            f" {ALIAS_TTL_SECONDS} of an alias's time to live, {deregistration} of deregistration,"
            f" {keep_alive} of keep-alive)",
            f"{budget} s are allowed, {slowest - budget} fewer",
            remedy,
        )
    ]
