"""A project's stack on the sandbox: made, with the policy pack on, and destroyed."""

import json
import shutil
import sys
from pathlib import Path

import typer
import yaml

from pods.cli import pulumi_runs
from pods.cli.ground import announce, bring_up
from pods.cli.local_aws import here, record_of
from pods.cli.output import print_json, say
from pods.cli.policy_pack import pack_in_sandboxes
from pods.cli.standing import standing_document, standing_lines
from pods.cli.turns import one_at_a_time
from pods.errors import ConfigurationError, Problem
from pods.sandbox.environment import Prepared
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Stopped

__all__ = ["make", "unmake"]


def make(stack: str, policy_pack_config: Path | None, *, as_json: bool) -> None:
    """Bring up this project's stack on the sandbox, and say what stands."""
    _refuse_no_project()
    with one_at_a_time(here(), aside=as_json):
        _, running, prepared = bring_up()
        for line in announce(running, prepared):
            typer.echo(line, err=as_json)
        is_new = not Path(f"Pulumi.{stack}.yaml").is_file()
        pulumi_runs.shown(prepared, "stack", "select", "--create", stack, aside=as_json)
        if is_new:
            _settle(prepared, stack, running.regions[0])
            written = f"Pulumi.{stack}.yaml: written with the settings of a sandbox stack"
            typer.echo(written, err=as_json)
        pack = pack_in_sandboxes(policy_pack_config)
        pulumi_runs.shown(prepared, "up", "--yes", "--stack", stack, *pack, aside=as_json)
        exported = json.loads(pulumi_runs.captured(prepared, "stack", "export", "--stack", stack))
    if as_json:
        made = {"stack": _full_name(stack), "sandbox": record_of(running)}
        print_json({**made, **standing_document(exported)})
        return
    typer.echo("")
    for line in standing_lines(exported, _own_command()):
        say(line)


def unmake(stack: str, *, as_json: bool) -> None:
    """Destroy this project's stack on the sandbox; stop the local AWS if it then holds none."""
    _refuse_no_project()
    folder = here()
    with one_at_a_time(folder, aside=as_json):
        standing = process.status(folder)
        held: list[str] = []
        destroyed = False
        if isinstance(standing, Stopped):
            told = f"nothing stands: the local AWS does not run ({standing.reason})"
        else:
            _, standing, prepared = bring_up()
            destroyed = _destroy(prepared, stack, aside=as_json)
            held = _stacks(prepared)
            if held:
                told = (
                    f"local AWS: goes on, since it holds {', '.join(held)}; `pods sandbox down` "
                    "stops it"
                )
            else:
                standing = process.stop(folder)
                told = f"local AWS: {standing.reason}"
    if as_json:
        gone = {"stack": _full_name(stack), "destroyed": destroyed, "held": held}
        print_json({**gone, "sandbox": record_of(standing)})
    else:
        typer.echo(told)


def _settle(prepared: Prepared, stack: str, region: str) -> None:
    """Give a stack without a settings file those of a sandbox: nothing in it is protected."""
    for name, value in (("aws:region", region), ("pods:protect", "false")):
        pulumi_runs.captured(prepared, "config", "set", name, value, "--stack", stack)


def _destroy(prepared: Prepared, stack: str, *, aside: bool) -> bool:
    """Destroy a stack and forget it; False where the sandbox holds none at all.

    Raises ConfigurationError for one that there is not among others.
    """
    known, wanted = _stacks(prepared), _full_name(stack)
    if wanted in known:
        # The stack's settings are the project's own and stay.
        for command in (("destroy", "--yes"), ("stack", "rm", "--yes", "--preserve-config")):
            pulumi_runs.shown(prepared, *command, "--stack", stack, aside=aside)
        return True
    if known:
        raise ConfigurationError(
            Problem(
                subject=f"stack {wanted}",
                observed="the sandbox has none of that name",
                required=f"one of {', '.join(known)}",
                remedy="Correct the name; `pods sandbox down` stops the sandbox with all of them.",
            )
        )
    return False


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


def _full_name(stack: str) -> str:
    return f"{_project_name()}/{stack}"


def _project_name() -> str:
    """Return the name in Pulumi.yaml."""
    return str(yaml.safe_load(Path("Pulumi.yaml").read_text(encoding="utf-8"))["name"])
