"""`pods plan schema`: the form of a plan, for editors and programs."""

import json
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from pods.cli.output import Json, print_json, write_text
from pods.errors import ConfigurationError, Problem

__all__ = ["refuse_other_schema", "schema", "shipped_schema"]


def shipped_schema() -> str:
    """Return the text of the schema that comes with the package."""
    # Through `pods`: to ask the plan's own package would import the whole model.
    shipped = resources.files("pods") / "continuity" / "plan.schema.json"
    return shipped.read_text(encoding="utf-8")


def refuse_other_schema(path: Path, remedy: str) -> None:
    """Refuse to write the schema over anything else; raises ConfigurationError."""
    if not path.is_file():
        return
    try:
        found = json.loads(path.read_text(encoding="utf-8")).get("$id")
    except (OSError, ValueError, AttributeError):
        found = None
    if found != json.loads(shipped_schema())["$id"]:
        raise ConfigurationError(
            Problem(
                subject=str(path),
                observed="it is something else than the schema of a plan",
                required="that name is required for the schema",
                remedy=remedy,
            )
        )


def schema(
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write it to this file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the JSON Schema (draft 2020-12) of a plan, or write it to a file.

    With --output, --json says what was written.
    """
    if output is None:
        typer.echo(shipped_schema(), nl=False)
        return
    refuse_other_schema(output, "Name another file, or remove this one first.")
    write_text(output, shipped_schema())
    if as_json:
        print_json({"written": str(output), "id": json.loads(shipped_schema())["$id"]})
    else:
        typer.echo(f"wrote {output}")
