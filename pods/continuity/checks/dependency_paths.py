"""Circles, and what stands on something that is protected less."""

from collections.abc import Iterator

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.findings import Finding
from pods.continuity.graph import DEPENDENCY, SERVICE

__all__ = ["circles", "inversions"]

_Node = tuple[str, str]


def circles(context: Context) -> Iterator[Finding]:
    """Find services that need each other: none of them can be started first.

    One circle is named for each knot, as a knot of n services can hold 2**n of them.
    """
    import networkx as nx  # noqa: PLC0415 - slow to import, and not every caller needs it

    graph = context.graph
    position = {node: number for number, node in enumerate(graph)}
    knots = [
        sorted(knot, key=position.__getitem__)
        for knot in nx.strongly_connected_components(graph)
        if len(knot) > 1
    ]
    tied = {node for knot in knots for node in knot}
    knots += [[node] for node in nx.nodes_with_selfloops(graph) if node not in tied]
    for knot in sorted(knots, key=lambda each: position[each[0]]):
        edges = nx.find_cycle(graph.subgraph(knot), source=knot[0])
        names = [name for (_, name), _ in edges]
        yield Finding(
            "dependency-cycle",
            _place(context, *edges[0][:2]),
            " needs ".join((*names, names[0])),
            "something must be able to start first",
            "Remove one of these, or let one go on without the other.",
        )


def _place(context: Context, start: _Node, end: _Node) -> Path:
    kind, name = start
    if kind == DEPENDENCY:
        return ("dependencies", name, "service")
    return ("services", name, "depends_on", context.plan.services[name].depends_on.index(end[1]))


def inversions(context: Context) -> Iterator[Finding]:
    """Find services of a critical capability that stand on what carries weaker ones only."""
    own: dict[str, int] = {}
    for key, capability in context.plan.capabilities.items():
        tier = context.targets[key].tier
        for name in capability.services:
            own[name] = min(tier, own.get(name, tier))
    claims = context.claims(lambda targets: targets.tier)
    for name, tier in own.items():
        strictest = claims.get((SERVICE, name))
        if strictest is None or strictest.tier >= tier:
            continue
        yield warning(
            "tier-inversion",
            ("services", name),
            f"it carries capabilities of tier {tier} and below, but {strictest.capability} of "
            f"tier {strictest.tier} stands on it",
            f"it should be built and watched like tier {strictest.tier}",
            f"List it under services of {strictest.capability}, or let that do without it.",
        )
