"""`pods engine`: which Pulumi engine is used, and where it comes from."""

import sys
from time import monotonic
from typing import Annotated, Any

import typer

from pods.cli.output import Json, print_json
from pods.errors import EngineError, Problem
from pods.sandbox.engine import Engine, find_engine, standing_engine
from pods.sandbox.engine.finding import no_engine_stands

__all__ = ["ShownProgress", "app"]

app = typer.Typer(help="Which Pulumi engine is used, and where it comes from.")

_PLAIN_INTERVAL_SECONDS = 15.0


class ShownProgress:
    """Shows progress on standard error: one moving line on a terminal, else a few plain ones."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._moving = sys.stderr.isatty()
        self._shown_at = monotonic()
        self._open_line = False

    def stage(self, text: str) -> None:
        """Begin a line of its own."""
        self._write("\n" if self._open_line else "", text, "\n")
        self._open_line = False
        self._shown_at = monotonic()

    def detail(self, text: str) -> None:
        """Rewrite the moving line; without a terminal, at most one line every 15 s."""
        if self._moving:
            self._write("\r\x1b[K  ", text, "")
            self._open_line = True
        elif monotonic() - self._shown_at >= _PLAIN_INTERVAL_SECONDS:
            self._write("  ", text, "\n")
            self._shown_at = monotonic()

    @staticmethod
    def _write(*parts: str) -> None:
        sys.stderr.write("".join(parts))
        sys.stderr.flush()


@app.callback(invoke_without_command=True)
def engine(
    *,
    as_json: Json = False,
    install: Annotated[
        bool, typer.Option("--install", help="Install one where there is none (minutes).")
    ] = False,
) -> None:
    """Say which engine is used, its version, where it comes from, and what was passed over."""
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


def _missing(passed_over: tuple[str, ...], *, install: bool) -> Engine:
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


def _record(chosen: Engine, passed_over: tuple[str, ...]) -> dict[str, Any]:
    return {
        "path": str(chosen.path),
        "version": str(chosen.version),
        "origin": chosen.origin,
        "official_language_host": chosen.has_language_host,
        "passed_over": list(passed_over),
    }
