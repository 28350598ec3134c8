"""`pods plan`: write, check, show, explain and compare continuity plans; a file for each command.

Each command imports what it works with when it runs: `pods --help` needs none of it.
"""

import typer

from pods.cli.plan import schema

__all__ = ["app"]

app = typer.Typer(
    help="Continuity plans: write one, check it, and see what it asks of the topology.",
    no_args_is_help=True,
)
app.command("schema")(schema.schema)
