"""`pods plan explain`: each figure that a plan asks for, who asked, and what a step would cost."""

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pods.cli.output import Json, one_line, print_json, say
from pods.cli.plan.files import PlanFile, Today, day
from pods.errors import ConfigurationError, Problem

if TYPE_CHECKING:
    from pods.continuity import Plan
    from pods.topology.planner import ServiceTopology

__all__ = ["explain", "worded"]


def explain(
    file: PlanFile,
    *,
    service: Annotated[
        str | None, typer.Option(help="Only this service.", show_default=False)
    ] = None,
    figure: Annotated[
        str | None,
        typer.Option(help="Only this figure, or those of this part.", show_default=False),
    ] = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Say of each planned figure who asked for it and why, who lost, and what a step would cost."""
    from pods.cli.plan.explanation import explanation  # noqa: PLC0415 - slow to import
    from pods.continuity.loading import load_plan  # noqa: PLC0415

    if figure is not None:
        _refuse_unknown(figure)
    topologies = _topologies(load_plan(file, day(today)), service)
    told = explanation(topologies, figure)
    if as_json:
        print_json({"services": told, "prices": _prices()})
        return
    for name, each in told.items():
        for line in _lines(name, each, figure):
            say(line)
    prices = _prices()
    say(f"prices: {prices['caveat']}; the oldest is of {prices['oldest']}")


def _topologies(plan: "Plan", service: str | None) -> "dict[str, ServiceTopology]":
    from pods.topology.planner import plan_all, plan_topology  # noqa: PLC0415 - slow to import

    return plan_all(plan) if service is None else {service: plan_topology(plan, service)}


def _prices() -> dict[str, Any]:
    from pods.topology.planner import CAVEAT, PRICES, oldest_price  # noqa: PLC0415 - slow to import

    return {
        "caveat": CAVEAT,
        "oldest": oldest_price().isoformat(),
        "sources": {
            name: {
                "amount": str(price.amount),
                "unit": price.unit,
                "as_of": price.as_of.isoformat(),
                "source": price.source,
            }
            for name, price in PRICES.items()
        },
    }


def _refuse_unknown(figure: str) -> None:
    from pods.topology.planner import KINDS  # noqa: PLC0415 - slow to import

    known = {*KINDS, *(name.rpartition(".")[0] for name in KINDS if "." in name)}
    if figure in known:
        return
    near = difflib.get_close_matches(figure, sorted(known), n=1)
    raise ConfigurationError(
        Problem(
            subject="--figure",
            observed=f"{figure!r} is no figure of the planner",
            required="one of its figures or parts is required",
            remedy=f"Did you mean {near[0]}?"
            if near
            else f"Name one of {', '.join(sorted(known))}.",
        )
    )


def _lines(name: str, told: dict[str, Any], figure: str | None) -> Iterator[str]:
    yield f"service {name} (tier {told['tier']}, {told['owner']})"
    if not told["decisions"]:
        yield f"  the plan asks for no {figure or 'figure'} of it"
    for each in told["decisions"]:
        yield from _decision(each)
    if figure is None:
        yield from _strategies(told["strategies"])
    yield from _gaps(told)
    yield ""


def _decision(each: dict[str, Any]) -> Iterator[str]:
    yield f"  {each['figure']} = {worded(each['value'])}"
    yield f"    {each['meaning']}; {', '.join(each['requirements'])}; carried by {each['carrier']}"
    yield f"    asked by   {_asker(each)}"
    yield f"    because    {each['because']}"
    for loser in each["losers"]:
        yield f"    lost       {_asker(loser)}: {worded(loser['value'])} would have been enough"
    for way in ("weaker", "stronger"):
        yield f"    {way:<10} {_alternative(each[way])}"


def _asker(each: dict[str, Any]) -> str:
    if each["capability"] is None:
        return "the plan, for the service as a whole"
    return f"{each['capability']}, {each['disruption'] or 'whatever the disruption'}"


def _alternative(alternative: dict[str, Any] | None) -> str:
    if alternative is None:
        return "no such step"
    difference = alternative["monthly_difference"]
    if difference is None:
        return f"{worded(alternative['value'])}: {alternative['note'] or 'no price'}"
    note = f" ({alternative['note']})" if alternative["note"] else ""
    return f"{worded(alternative['value'])}: {_signed(difference)} a month{note}"


def _signed(money: dict[str, str]) -> str:
    amount = money["amount"]
    return f"{amount if amount.startswith('-') else f'+{amount}'} {money['currency']}"


def _strategies(strategies: list[dict[str, Any]]) -> Iterator[str]:
    yield "  strategies"
    for each in strategies:
        yield f"    {each['capability']}, {each['disruption']}: {each['strategy']}"
        yield f"      because {each['because']}"
        steps = [f"{way} {each[way]}" for way in ("weaker", "stronger") if each[way]]
        if steps:
            yield f"      one step {', '.join(steps)}"


def _gaps(told: dict[str, Any]) -> Iterator[str]:
    for each in told["unmet"]:
        yield (
            f"  not kept ({each['severity']}): {each['path']}: {each['observed']}; "
            f"{each['required']}. {each['remedy']}"
        )


def worded(value: Any) -> str:
    """Return a figure's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(map(worded, value.values()))
    if isinstance(value, list):
        return ", ".join(map(worded, value))
    return one_line(str(value))
