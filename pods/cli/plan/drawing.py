"""What stands on what, drawn: as a tree for a terminal, as text for a page."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pods.cli.output import one_line
from pods.continuity import Plan
from pods.continuity.dependencies import Dependency
from pods.continuity.graph import CAPABILITY, JOURNEY, SERVICE, dependency_graph

if TYPE_CHECKING:
    from rich.tree import Tree

__all__ = ["GraphFormat", "dot", "edges_and_nodes", "mermaid", "tree"]

Node = tuple[str, str]

_SHAPES = {"journey": "ellipse", "capability": "box", "service": "component"}


class GraphFormat(StrEnum):
    """How the graph is written as text."""

    MERMAID = "mermaid"
    DOT = "dot"


def edges_and_nodes(plan: Plan) -> dict[str, Any]:
    """Return the graph as plain values, in an order that does not depend on the file's."""
    graph = dependency_graph(plan)
    return {
        "nodes": [
            {"kind": kind, "id": each, "name": _name(plan, (kind, each))}
            for kind, each in sorted(graph.nodes)
        ],
        "edges": [
            {"from": {"kind": a[0], "id": a[1]}, "to": {"kind": b[0], "id": b[1]}}
            for a, b in sorted(graph.edges)
        ],
    }


def tree(plan: Plan) -> "Tree":
    """Return the graph as a tree from the journeys down; what nothing stands on comes last."""
    from rich.text import Text  # noqa: PLC0415 - slow to import
    from rich.tree import Tree  # noqa: PLC0415

    graph = dependency_graph(plan)
    needs = {node: sorted(graph.successors(node)) for node in graph}
    drawn: set[Node] = set()

    def grow(branch: "Tree", node: Node) -> None:
        label = f"{node[0]} {node[1]}"
        if node in drawn and needs[node]:
            branch.add(Text(f"{label} (drawn above)"))
            return
        drawn.add(node)
        below = branch.add(Text(f"{label}{_note(plan, node)}"))
        for each in needs[node]:
            grow(below, each)

    root = Tree(Text(one_line(plan.title)))
    kinds = (JOURNEY, CAPABILITY, SERVICE)
    order = sorted(graph, key=lambda node: (kinds.index(node[0]) if node[0] in kinds else 9, node))
    for node in order:
        if node[0] == JOURNEY or (node not in drawn and not graph.in_degree(node)):
            grow(root, node)
    for node in order:  # what only a cycle leads to
        if node not in drawn:
            grow(root, node)
    return root


def mermaid(plan: Plan) -> str:
    """Return the graph as a Mermaid flowchart, which GitHub and many wikis draw."""
    graph = dependency_graph(plan)
    lines = ["flowchart LR"]
    for node in sorted(graph.nodes):
        left, right = {JOURNEY: ("([", "])"), CAPABILITY: ("[", "]"), SERVICE: ("[[", "]]")}.get(
            node[0], ("{{", "}}")
        )
        lines.append(f'  {_mermaid_id(node)}{left}"{_mermaid_text(_name(plan, node))}"{right}')
    lines += [f"  {_mermaid_id(a)} --> {_mermaid_id(b)}" for a, b in sorted(graph.edges)]
    return "\n".join(lines) + "\n"


def dot(plan: Plan) -> str:
    """Return the graph in the language of Graphviz."""
    graph = dependency_graph(plan)
    lines = [f"digraph {_quoted(plan.name)} {{", "  rankdir=LR;"]
    lines += [
        f"  {_quoted('/'.join(node))} [label={_quoted(_name(plan, node))}, "
        f"shape={_SHAPES.get(node[0], 'hexagon')}];"
        for node in sorted(graph.nodes)
    ]
    lines += [
        f"  {_quoted('/'.join(a))} -> {_quoted('/'.join(b))};" for a, b in sorted(graph.edges)
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _name(plan: Plan, node: Node) -> str:
    kind, each = node
    if kind == JOURNEY:
        return plan.journeys[each].name
    if kind == CAPABILITY:
        return plan.capabilities[each].name
    if kind == SERVICE:
        return plan.services[each].name
    return plan.dependencies[each].name


def _note(plan: Plan, node: Node) -> str:
    kind, each = node
    if kind in (JOURNEY, CAPABILITY):
        return ""
    if kind == SERVICE:
        stores = plan.services[each].stores
        held = ", ".join(f"{name} ({store.kind})" for name, store in sorted(stores.items()))
        return f": keeps {held}" if held else ": keeps no data"
    return ": " + ", ".join(_relation(plan.dependencies[each]))


def _relation(dependency: Dependency) -> Iterator[str]:
    yield dependency.kind.value
    yield dependency.criticality.value
    fallback = dependency.fallback
    if fallback is None:
        yield "no fallback"
    else:
        target = f" to {fallback.to}" if fallback.to else ""
        yield f"fallback {fallback.kind.value.replace('_', ' ')}{target}"


def _mermaid_id(node: Node) -> str:
    # Ids have no underscore, so no two become the same; the kind keeps them off Mermaid's words.
    return "_".join(node).replace("-", "_")


def _mermaid_text(text: str) -> str:
    codes = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\\": "#92;"}
    return "".join(codes.get(each, each) for each in " ".join(text.split()))


def _quoted(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
