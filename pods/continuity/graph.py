"""What stands on what: journeys, capabilities, services and dependencies as a directed graph."""

from typing import TYPE_CHECKING

from pods.continuity.plan import Plan

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.DiGraph[tuple[str, str]]

__all__ = ["CAPABILITY", "DEPENDENCY", "JOURNEY", "SERVICE", "dependency_graph"]

JOURNEY, CAPABILITY, SERVICE, DEPENDENCY = "journey", "capability", "service", "dependency"
"""The kinds of node; a node is its kind and its id."""


def dependency_graph(plan: Plan) -> "Graph":
    """Return the graph: an edge leads from what needs to what is needed.

    Ids that the plan does not define are left out: a check reports them.
    """
    import networkx as nx  # noqa: PLC0415 - slow to import, and not every caller needs it

    graph: Graph = nx.DiGraph()
    for kind, ids in (
        (JOURNEY, plan.journeys),
        (CAPABILITY, plan.capabilities),
        (SERVICE, plan.services),
        (DEPENDENCY, plan.dependencies),
    ):
        graph.add_nodes_from((kind, each) for each in ids)
    edges = [
        *(
            ((JOURNEY, name), (CAPABILITY, each))
            for name, journey in plan.journeys.items()
            for each in journey.capabilities
        ),
        *(
            ((CAPABILITY, name), (SERVICE, each))
            for name, capability in plan.capabilities.items()
            for each in capability.services
        ),
        *(
            ((SERVICE, name), (SERVICE if each in plan.services else DEPENDENCY, each))
            for name, service in plan.services.items()
            for each in service.depends_on
        ),
        *(
            ((DEPENDENCY, name), (SERVICE, dependency.service))
            for name, dependency in plan.dependencies.items()
            if dependency.service is not None
        ),
    ]
    graph.add_edges_from((a, b) for a, b in edges if a in graph and b in graph)
    return graph
