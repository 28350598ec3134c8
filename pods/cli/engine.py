"""`pods engine`: which Pulumi engine is used, and where it comes from."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pods.cli.output import Json, print_json
from pods.errors import EngineError, Problem

if TYPE_CHECKING:
    from pods.sandbox.engine import Engine

__all__ = ["app"]

app = typer.Typer(help="Which Pulumi engine is used, and where it comes from.")


@app.callback(invoke_without_command=True)
def engine(
    *,
    as_json: Json = False,
    install: Annotated[
        bool, typer.Option("--install", help="Install one where there is none (minutes).")
    ] = False,
) -> None:
    """Say which engine is used, its version, where it comes from, and what was passed over."""
    from pods.sandbox.engine import standing_engine  # noqa: PLC0415 - slow to import

    choice = standing_engine()
    chosen = choice.engine or _missing(choice.passed_over, install=install)
    if as_json:
        print_json(_record(chosen, choice.passed_over))
        return
    host = "official" if chosen.has_language_host else "pods' own"
    typer.echo(f"pulumi {chosen.version} ({chosen.origin})")
    typer.echo(f"  path           {chosen.path}")
    typer.echo(f"  language host  {host}")
    for reason in choice.passed_over:
        typer.echo(f"  passed over    {reason}")


def _missing(passed_over: tuple[str, ...], *, install: bool) -> "Engine":
    from pods.cli.progress import ShownProgress  # noqa: PLC0415 - slow to import
    from pods.sandbox.engine import find_engine  # noqa: PLC0415
    from pods.sandbox.engine.finding import no_engine_stands  # noqa: PLC0415

    if install:
        return find_engine(ShownProgress())
    raise EngineError(
        no_engine_stands(passed_over),
        Problem(
            subject="Pulumi in the cache of pods",
            observed="none yet",
            required="an engine installed by pods",
            remedy="Run `pods engine --install`; `pods up` does the same",
        ),
    )


def _record(chosen: "Engine", passed_over: tuple[str, ...]) -> dict[str, Any]:
    return {
        "path": str(chosen.path),
        "version": str(chosen.version),
        "origin": chosen.origin,
        "official_language_host": chosen.has_language_host,
        "passed_over": list(passed_over),
    }
