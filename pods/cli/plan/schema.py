"""`pods plan schema`: the form of a plan, for editors and programs."""

from pathlib import Path
from typing import Annotated

import typer

from pods.cli.plan.output import Json, print_json, write_text

__all__ = ["schema"]


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
    from pods.continuity.schema import IDENTIFIER, schema_text  # noqa: PLC0415 - slow to import

    if output is None:
        typer.echo(schema_text(), nl=False)
        return
    write_text(output, schema_text())
    if as_json:
        print_json({"written": str(output), "id": IDENTIFIER})
    else:
        typer.echo(f"wrote {output}")
