"""Running `pulumi` for a user: its output shown as it comes, and its end told in our words."""

import re
import subprocess

import typer

from pods.errors import ContinuityError, EngineError, PolicyViolation, Problem
from pods.sandbox.environment import Prepared

__all__ = ["captured", "shown"]

_MANDATORY = re.compile(r"\[mandatory\].*?(BC-[A-Z]+-\d+)")
_LOCKED = re.compile(r"created by \S+ \(pid (\d+)\)")


def shown(prepared: Prepared, *arguments: str, aside: bool = False) -> None:
    """Run pulumi and pass its output on; `aside` on standard error.

    Raises PolicyViolation when a mandatory rule reported, EngineError when it failed otherwise.
    """
    output = []
    with subprocess.Popen(
        ["pulumi", *arguments, "--non-interactive"],
        env=prepared.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            typer.echo(line, nl=False, err=aside)
            output.append(line)
    if process.returncode:
        raise _error(arguments, process.returncode, "".join(output))


def captured(prepared: Prepared, *arguments: str) -> str:
    """Run pulumi and return its output; raises EngineError if it failed."""
    done = subprocess.run(
        ["pulumi", *arguments, "--non-interactive"],
        env=prepared.environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise EngineError(
            Problem(
                subject=f"pulumi {' '.join(arguments[:2])}",
                observed=f"it ended with exit code {done.returncode}",
                required="it must succeed",
                remedy=done.stderr.strip(),
            )
        )
    return done.stdout


def _error(arguments: tuple[str, ...], code: int, output: str) -> ContinuityError:
    command = f"pulumi {arguments[0]}"
    if rules := dict.fromkeys(_MANDATORY.findall(output)):
        return PolicyViolation(
            Problem(
                subject=command,
                observed=f"refused by {', '.join(rules)}",
                required="mandatory rules must hold",
                remedy="Each finding above says what to change.",
            )
        )
    if holder := _LOCKED.search(output):
        return EngineError(
            Problem(
                subject=command,
                observed=f"process {holder[1]} works on the stack",
                required="one operation at a time",
                remedy="Wait for it and run the same command again.",
            )
        )
    return EngineError(
        Problem(
            subject=command,
            observed=f"it ended with exit code {code}",
            required="it must succeed",
            remedy="The lines above say why; mend that and run the same command again.",
        )
    )
