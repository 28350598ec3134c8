"""`pods up` and `pods down`: a project's stack on the sandbox, with the policy pack on."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from pods.cli.policy_pack import pack_folder
from pods.cli.sandbox import announce, bring_up, here
from pods.cli.standing import standing_lines
from pods.errors import ConfigurationError, EngineError, Problem
from pods.sandbox.environment import Prepared
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Stopped

__all__ = ["down", "up"]

_STACK = "sandbox"

Stack = Annotated[str, typer.Option(help="Name of the stack.")]


def up(*, stack: Stack = _STACK) -> None:
    """Bring up this project's stack on the sandbox, and say what stands."""
    _refuse_no_project()
    _, running, prepared = bring_up()
    for line in announce(running, prepared):
        typer.echo(line)
    _pulumi(prepared, "stack", "select", "--create", stack)
    _pulumi(prepared, "up", "--yes", "--stack", stack, "--policy-pack", str(pack_folder()))
    exported = _pulumi_output(prepared, "stack", "export", "--stack", stack)
    typer.echo("")
    for line in standing_lines(json.loads(exported), _own_command()):
        typer.echo(line)


def down(*, stack: Stack = _STACK) -> None:
    """Destroy this project's stack on the sandbox, and stop the local AWS."""
    _refuse_no_project()
    folder = here()
    standing = process.status(folder)
    if isinstance(standing, Stopped):
        typer.echo(f"nothing stands: the local AWS does not run ({standing.reason})")
        return
    _, _, prepared = bring_up()
    if _exists(prepared, stack):
        _pulumi(prepared, "destroy", "--yes", "--stack", stack)
        # The stack's settings are the project's own and stay.
        _pulumi(prepared, "stack", "rm", "--yes", "--preserve-config", "--stack", stack)
    typer.echo(f"local AWS: {process.stop(folder).reason}")


def _own_command() -> str:
    """Return how the user may call this program again: by its path, or by name if it is on PATH."""
    if shutil.which("pods"):
        return "pods"
    called = Path(sys.argv[0])
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)


def _refuse_no_project() -> None:
    if not Path("Pulumi.yaml").is_file():
        raise ConfigurationError(
            Problem(
                subject="project",
                observed=f"no Pulumi.yaml in {Path.cwd()}",
                required="a Pulumi project",
                remedy="Change to the project's folder.",
            )
        )


def _exists(prepared: Prepared, stack: str) -> bool:
    listed = json.loads(_pulumi_output(prepared, "stack", "ls", "--json"))
    return any(entry["name"].rpartition("/")[2] == stack for entry in listed)


def _pulumi(prepared: Prepared, *arguments: str) -> None:
    """Run pulumi with its output shown; raises EngineError, with the code that it ended with."""
    environment = prepared.environment()
    code = subprocess.run(
        ["pulumi", *arguments, "--non-interactive"], env=environment, check=False
    ).returncode
    if code != 0:
        raise EngineError(
            Problem(
                subject=f"pulumi {arguments[0]}",
                observed=f"exit code {code}",
                required="it must succeed",
                remedy="The lines above say why; mend that and run the same command again.",
            )
        )


def _pulumi_output(prepared: Prepared, *arguments: str) -> str:
    done = subprocess.run(
        ["pulumi", *arguments, "--non-interactive"],
        env=prepared.environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise EngineError(
            Problem(
                subject=f"pulumi {' '.join(arguments[:2])}",
                observed=f"exit code {done.returncode}",
                required="it must succeed",
                remedy=done.stderr.strip(),
            )
        )
    return done.stdout
