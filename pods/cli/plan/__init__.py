"""`pods plan`: write, check, show, explain and compare continuity plans; a file for each command.

Each command imports what it works with when it runs: `pods --help` needs none of it.
"""

import sys
from io import TextIOWrapper

import typer

from pods.cli.plan import check, diff, explain, init, schema, show

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)


@app.callback()
def plan() -> None:
    """Continuity plans: write one, check it, and see what it asks of the topology."""
    # A plan is written in any language, and whoever reads our output may know fewer letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


app.command("init")(init.init)
app.command("check")(check.check)
app.command("show")(show.show)
app.command("explain")(explain.explain)
app.command("diff")(diff.diff)
app.command("schema")(schema.schema)
