"""`pods up` and `pods down`: a project's stack on the sandbox, with the policy pack on."""

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
import yaml

from pods.cli import pulumi_runs
from pods.cli.policy_pack import pack_in_sandboxes
from pods.cli.sandbox import announce, bring_up, here
from pods.cli.standing import standing_lines
from pods.cli.turns import one_at_a_time
from pods.errors import ConfigurationError, Problem
from pods.sandbox.environment import Prepared
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Stopped

__all__ = ["down", "up"]

_STACK = "sandbox"

Stack = Annotated[str, typer.Option(help="Name of the stack.")]
PackConfig = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="Settings of the policy pack, instead of those for stacks to throw away.",
    ),
]


def up(*, stack: Stack = _STACK, policy_pack_config: PackConfig = None) -> None:
    """Bring up this project's stack on the sandbox, and say what stands."""
    _refuse_no_project()
    with one_at_a_time(here()):
        _, running, prepared = bring_up()
        for line in announce(running, prepared):
            typer.echo(line)
        is_new = not Path(f"Pulumi.{stack}.yaml").is_file()
        pulumi_runs.shown(prepared, "stack", "select", "--create", stack)
        if is_new:
            _settle(prepared, stack, running.regions[0])
        pack = pack_in_sandboxes(policy_pack_config)
        pulumi_runs.shown(prepared, "up", "--yes", "--stack", stack, *pack)
        exported = pulumi_runs.captured(prepared, "stack", "export", "--stack", stack)
    typer.echo("")
    for line in standing_lines(json.loads(exported), _own_command()):
        typer.echo(line)


def down(*, stack: Stack = _STACK) -> None:
    """Destroy this project's stack on the sandbox; stop the local AWS if it then holds none."""
    _refuse_no_project()
    folder = here()
    with one_at_a_time(folder):
        standing = process.status(folder)
        if isinstance(standing, Stopped):
            typer.echo(f"nothing stands: the local AWS does not run ({standing.reason})")
            return
        _, _, prepared = bring_up()
        _destroy(prepared, stack)
        others = _stacks(prepared)
        if others:
            held = ", ".join(others)
            typer.echo(f"local AWS: goes on, since it holds {held}; `pods sandbox down` stops it")
        else:
            typer.echo(f"local AWS: {process.stop(folder).reason}")


def _settle(prepared: Prepared, stack: str, region: str) -> None:
    """Give a stack without a settings file those of a sandbox: nothing in it is protected."""
    for name, value in (("aws:region", region), ("pods:protect", "false")):
        pulumi_runs.captured(prepared, "config", "set", name, value, "--stack", stack)
    typer.echo(f"Pulumi.{stack}.yaml: written with the settings of a sandbox stack")


def _destroy(prepared: Prepared, stack: str) -> None:
    """Destroy a stack and forget it; raises ConfigurationError for one that there is not."""
    known, wanted = _stacks(prepared), f"{_project_name()}/{stack}"
    if wanted in known:
        pulumi_runs.shown(prepared, "destroy", "--yes", "--stack", stack)
        # The stack's settings are the project's own and stay.
        pulumi_runs.shown(prepared, "stack", "rm", "--yes", "--preserve-config", "--stack", stack)
    elif known:
        raise ConfigurationError(
            Problem(
                subject=f"stack {wanted}",
                observed="the sandbox has none of that name",
                required=f"one of {', '.join(known)}",
                remedy="Correct the name; `pods sandbox down` stops the sandbox with all of them.",
            )
        )


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
                required="a Pulumi project is required",
                remedy="Change to the project's folder.",
            )
        )


def _stacks(prepared: Prepared) -> list[str]:
    """Return every stack of the sandbox as `<project>/<name>`."""
    listed = json.loads(pulumi_runs.captured(prepared, "stack", "ls", "--all", "--json"))
    names = [entry["name"].split("/")[-2:] for entry in listed]
    # Those of the project that one stands in are listed by their bare names.
    return sorted("/".join(name if len(name) > 1 else [_project_name(), *name]) for name in names)


def _project_name() -> str:
    """Return the name in Pulumi.yaml."""
    return str(yaml.safe_load(Path("Pulumi.yaml").read_text(encoding="utf-8"))["name"])
