"""`pods sandbox`: the local AWS and the environment that leads Pulumi to it."""

from typing import Annotated

import typer

from pods.cli.output import Json, print_json
from pods.errors import Problem, SandboxError

__all__ = ["app"]

app = typer.Typer(help="A local AWS for the real Pulumi engine.", no_args_is_help=True)

_NOT_RUNNING = 1

Quiet = Annotated[bool, typer.Option("--quiet", help="Print errors only.")]


@app.command()
def up(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0: a free one.")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Start the local AWS and lay out everything that plain `pulumi` needs."""
    from pods.cli.ground import announce, bring_up  # noqa: PLC0415 - slow to import
    from pods.cli.local_aws import record_of  # noqa: PLC0415

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
    from pods.cli.local_aws import here, record_of  # noqa: PLC0415 - slow to import
    from pods.sandbox.local_aws import process  # noqa: PLC0415

    stopped = process.stop(here())
    if as_json:
        print_json(record_of(stopped))
    elif not quiet:
        typer.echo(f"local AWS: {stopped.reason}")


@app.command()
def status(*, as_json: Json = False) -> None:
    """Say whether the local AWS runs, and where; exit code 1 if not."""
    from pods.cli.local_aws import here, record_of  # noqa: PLC0415 - slow to import
    from pods.sandbox.local_aws import process  # noqa: PLC0415
    from pods.sandbox.local_aws.standing import Running, Stopped  # noqa: PLC0415

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
    from pods.cli.local_aws import here  # noqa: PLC0415 - slow to import
    from pods.sandbox.local_aws import process  # noqa: PLC0415
    from pods.sandbox.local_aws.standing import Stopped  # noqa: PLC0415

    standing = process.status(here())
    if isinstance(standing, Stopped):
        raise SandboxError(
            Problem(
                subject="local AWS",
                observed=standing.reason,
                required="a running one is required",
                remedy="Start it with `pods sandbox up`.",
            )
        )
    from pods.cli.ground import shell_text  # noqa: PLC0415 - where none runs, none of it is needed

    variables, text = shell_text(standing)
    if as_json:
        print_json(dict(variables))
    else:
        typer.echo(text)


@app.command()
def reset(*, as_json: Json = False) -> None:
    """Empty the simulated account; its stacks are forgotten."""
    from pods.cli.local_aws import here, record_of  # noqa: PLC0415 - slow to import
    from pods.sandbox.local_aws import process  # noqa: PLC0415

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
    from pods.sandbox.provider import coverage as listed  # noqa: PLC0415 - slow to import

    entries = [entry for entry in listed.coverage() if type_filter.lower() in entry.token.lower()]
    if as_json:
        print_json([entry.document() for entry in entries])
        return
    for entry in entries:
        typer.echo(str(entry))
    typer.echo("every other aws: type is refused by name, before anything is created")
