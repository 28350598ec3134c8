"""`pods sandbox`: the local AWS and the environment that leads Pulumi to it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pods.cli.engine import ShownProgress
from pods.cli.output import Json, print_json
from pods.errors import Problem, SandboxError
from pods.sandbox.engine import find_engine
from pods.sandbox.environment import Prepared, exports, prepare
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Running, Stopped
from pods.sandbox.provider.coverage import coverage as coverage_of

__all__ = ["announce", "app", "bring_up", "here", "record_of"]

app = typer.Typer(help="A local AWS for the real Pulumi engine.", no_args_is_help=True)

_NOT_RUNNING = 1

Quiet = Annotated[bool, typer.Option("--quiet", help="Print errors only.")]


def here() -> SandboxFolder:
    """Return the sandbox of the project that the user stands in."""
    return SandboxFolder.of_project(Path.cwd())


def bring_up(port: int = 0) -> tuple[SandboxFolder, Running, Prepared]:
    """Have an engine and a local AWS, starting or installing what is missing."""
    engine = find_engine(ShownProgress())
    folder = here()
    running = process.start(folder, port=port)
    return folder, running, prepare(folder, engine, running)


def announce(running: Running, prepared: Prepared) -> list[str]:
    """Say what runs, and whether an earlier account is gone with its stacks."""
    lines = [f"local AWS: account {running.account_id} at {running.url}"]
    if running.is_new and prepared.forgotten_accounts:
        lines.append(
            "local AWS: an earlier simulated account is gone with its process (stopped, crashed "
            "or the machine restarted); its stacks are forgotten and this one starts empty"
        )
    if prepared.released_locks:
        lines.append(f"stack locks: {prepared.released_locks} of a killed engine removed")
    return lines


@app.command()
def up(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0: a free one.")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Start the local AWS and lay out everything that plain `pulumi` needs."""
    _, running, prepared = bring_up(port)
    if as_json:
        print_json(record_of(running))
        return
    for line in announce(running, prepared):
        typer.echo(line)
    typer.echo('next: eval "$(pods sandbox env)", then pulumi as ever')


@app.command()
def down(*, quiet: Quiet = False, as_json: Json = False) -> None:
    """Stop the local AWS; the simulated account and its stacks are gone with it."""
    stopped = process.stop(here())
    if as_json:
        print_json(record_of(stopped))
    elif not quiet:
        typer.echo(f"local AWS: {stopped.reason}")


@app.command()
def status(*, as_json: Json = False) -> None:
    """Say whether the local AWS runs, and where; exit code 1 if not."""
    standing = process.status(here())
    if as_json:
        print_json(record_of(standing))
    elif isinstance(standing, Running):
        typer.echo(
            f"running: account {standing.account_id} at {standing.url}, process {standing.pid}, "
            f"since {standing.started_at}, Regions {', '.join(standing.regions)}"
        )
    else:
        typer.echo(f"not running: {standing.reason}. Start it with `pods sandbox up`.")
    if isinstance(standing, Stopped):
        raise typer.Exit(_NOT_RUNNING)


@app.command()
def env(*, as_json: Json = False) -> None:
    """Print shell text that leads `pulumi` and boto3 to the sandbox: eval "$(pods sandbox env)"."""
    folder = here()
    standing = process.status(folder)
    if isinstance(standing, Stopped):
        raise SandboxError(
            Problem(
                subject="local AWS",
                observed=standing.reason,
                required="a running one is required",
                remedy="Start it with `pods sandbox up`.",
            )
        )
    prepared = prepare(folder, find_engine(ShownProgress()), standing)
    if as_json:
        print_json(dict(prepared.variables))
    else:
        typer.echo(exports(prepared.variables))


@app.command()
def reset(*, as_json: Json = False) -> None:
    """Empty the simulated account; its stacks are forgotten."""
    running = process.reset(here())
    if as_json:
        print_json(record_of(running))
    else:
        typer.echo(f"local AWS: emptied; a new account stands at {running.url}")


@app.command()
def coverage(
    *,
    as_json: Json = False,
    type_filter: Annotated[
        str, typer.Option("--type", help="Only types whose token has this.")
    ] = "",
) -> None:
    """List every resource type as simulated or recorded, and each input that has no effect."""
    entries = [entry for entry in coverage_of() if type_filter.lower() in entry.token.lower()]
    if as_json:
        print_json([entry.document() for entry in entries])
        return
    for entry in entries:
        typer.echo(str(entry))
    typer.echo("every other aws: type is refused by name, before anything is created")


def record_of(standing: Running | Stopped) -> dict[str, Any]:
    """Return what stands as plain values."""
    if isinstance(standing, Running):
        return {"running": True, **standing.document()}
    return {"running": False, "reason": standing.reason}
