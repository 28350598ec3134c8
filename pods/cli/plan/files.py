"""Which plan a command reads, and on which day."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["PlanFile", "Today", "day"]

PlanFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="The plan: YAML, TOML or JSON.", show_default=False),
]
Today = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="The day on which things are due or overdue. Default: this machine's.",
        show_default=False,
    ),
]


def day(today: str | None) -> date:
    """Return the day that was given, or that of this machine's clock."""
    if today is None:
        return date.today()  # noqa: DTZ011 - the day where the user is
    try:
        return date.fromisoformat(today)
    except ValueError:
        raise typer.BadParameter(
            f"--today: {today!r}; a day such as 2026-06-01 is required."
        ) from None
