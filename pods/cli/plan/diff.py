"""`pods plan diff`: what a change of the plan asks of the topology."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pods.cli.output import Json, counted, print_json, say
from pods.cli.plan.explain import worded
from pods.cli.plan.files import Today, day

__all__ = ["diff"]

_WEAKER = 1
# Subjects that come and go as a whole, when the effect says so.
_WHOLE = {"capability", "service"}
_COMES_OR_GOES = {"added", "removed"}


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The plan before.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The plan after.")],
    *,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Say what a change of the plan asks of the topology: figures, strategies and objectives.

    Exit code 1 where anything is protected less, or a capability or service is gone; else 0.
    """
    from pods.cli.plan.comparison import comparison, is_weakening  # noqa: PLC0415 - slow to import
    from pods.continuity.loading import load_plan  # noqa: PLC0415

    on = day(today)
    rows = comparison(load_plan(old, on), load_plan(new, on))
    weaker = is_weakening(rows)
    if as_json:
        print_json({"weaker": weaker, "changes": rows})
    else:
        _print(rows)
    if weaker:
        raise typer.Exit(_WEAKER)


def _print(rows: list[dict[str, Any]]) -> None:
    for title, of_topology in (("asked by the plan", False), ("asked of the topology", True)):
        shown = [row for row in rows if (row["service"] is not None) is of_topology]
        say(f"{title}:" if shown else f"{title}: no difference")
        for row in shown:
            say(f"  {row['effect']:<9} {_change(row)}")
    effects = [row["effect"] for row in rows]
    counts = (f"{effects.count(each)} {each}" for each in dict.fromkeys(sorted(effects)))
    say(f"{counted(len(rows), 'difference')}" + (f": {', '.join(counts)}" if rows else ""))


def _change(row: dict[str, Any]) -> str:
    name = row["capability"] if row["service"] is None else row["service"]
    if row["subject"] in _WHOLE and row["effect"] in _COMES_OR_GOES:
        return f"{row['subject']} {name}: {'gone' if row['new'] is None else 'new'}"
    return f"{_place(row)}: {_value(row['old'])} -> {_value(row['new'])}"


def _place(row: dict[str, Any]) -> str:
    asker = ", ".join(row[each] for each in ("capability", "disruption") if row[each])
    if row["service"] is None:
        return f"{asker}: {row['subject']}"
    return f"{row['service']}: {row['subject']}" + (f" (for {asker})" if asker else "")


def _value(value: Any) -> str:
    return "none" if value is None else worded(value)
