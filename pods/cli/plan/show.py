"""`pods plan show`: what follows from a plan, in tables, and what stands on what, drawn."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pods.cli.output import Json, console, one_line, print_json, print_table, table
from pods.cli.plan.files import PlanFile, Today, day

if TYPE_CHECKING:
    from rich.table import Table

    from pods.continuity import Plan

__all__ = ["show"]


def show(
    file: PlanFile,
    *,
    graph: Annotated[
        str | None,
        typer.Option(metavar="mermaid|dot", help="Print the graph alone, as text for a page."),
    ] = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Show capabilities by tier, objectives by disruption, strategies, and what stands on what."""
    from pods.cli.plan.drawing import GraphFormat, dot, edges_and_nodes, mermaid  # noqa: PLC0415
    from pods.cli.plan.overview import overview  # noqa: PLC0415 - slow to import
    from pods.continuity.loading import load_plan  # noqa: PLC0415

    if graph is not None and graph not in tuple(GraphFormat):
        raise typer.BadParameter(
            f"--graph: {graph!r}; one of {', '.join(GraphFormat)} is required."
        )
    plan = load_plan(file, day(today))
    if graph is not None:
        text = mermaid(plan) if graph == GraphFormat.MERMAID else dot(plan)
        if as_json:
            print_json({"format": graph, "text": text})
        else:
            typer.echo(text, nl=False)
    elif as_json:
        print_json({**overview(plan), "graph": edges_and_nodes(plan)})
    else:
        _print(plan, overview(plan))


def _print(plan: "Plan", shown: dict[str, Any]) -> None:
    from pods.cli.plan.drawing import tree  # noqa: PLC0415 - slow to import

    out = console()
    for part in (_capabilities(shown), _objectives(shown)):
        print_table(out, part)
    reasons = list(_reasons(shown))
    if reasons:
        out.print("* set in the plan, not derived:")
        for reason in reasons:
            out.print(f"  {one_line(reason)}")
        out.print()
    out.print(tree(plan))


def _capabilities(shown: dict[str, Any]) -> "Table":
    rows = []
    for each in shown["capabilities"]:
        mark = "*" if each["tier_reason"] is not None else ""
        minimum = each["minimum"]
        rows.append(
            (
                f"{each['tier']} {each['tier_name']}{mark}",
                each["capability"],
                each["mtpd"] or "none analysed",
                each["mtpd_dimension"] or "nothing is intolerable",
                each["owner"],
                f"{minimum['percent']:g} %: {minimum['keeps']}" if minimum else "none given",
            )
        )
    return table(
        "Capabilities by tier", ("Tier", "Capability", "MTPD", "From", "Owner", "MBCO"), rows
    )


def _objectives(shown: dict[str, Any]) -> "Table":
    rows = []
    for each in shown["objectives"]:
        origins = dict.fromkeys(
            "the plan*" if each[f"{figure}_is_override"] else each[f"{figure}_from"]
            for figure in ("rto", "rpo")
        )
        rows.append(
            (
                each["capability"],
                each["disruption"],
                each["rto"] + ("*" if each["rto_is_override"] else ""),
                each["rpo"] + ("*" if each["rpo_is_override"] else ""),
                " / ".join(origins),
                each["strategy"],
            )
        )
    return table(
        "Objectives by disruption",
        ("Capability", "Disruption", "RTO", "RPO", "From", "Strategy"),
        rows,
        group_by=0,
    )


def _reasons(shown: dict[str, Any]) -> list[str]:
    tiers = [
        f"{each['capability']}: tier {each['tier']}, derived {each['derived_tier']}: "
        f"{each['tier_reason']}"
        for each in shown["capabilities"]
        if each["tier_reason"] is not None
    ]
    figures = [
        f"{each['capability']} {each['disruption']}: {figure.upper()} {each[figure]}: "
        f"{each[f'{figure}_from']}"
        for each in shown["objectives"]
        for figure in ("rto", "rpo")
        if each[f"{figure}_is_override"]
    ]
    return tiers + figures
