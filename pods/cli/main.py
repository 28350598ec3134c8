"""`pods`: the front door of the command line."""

import os
import sys
from contextlib import suppress
from typing import Final, Literal, NoReturn, TextIO

import typer

from pods.cli import check, component_package, engine, plan, policy_pack, reference, sandbox
from pods.errors import ContinuityError

__all__ = ["app", "main"]

_INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C
_BAD_INPUT = 2
_SANDBOXED: Final = frozenset({"down", "engine", "sandbox", "up"})
# Typer carries a click of its own and exports of its errors only this leaf: its base is the error
# of every wrong use of a command line.
_WRONG_USE: type[Exception] = typer.BadParameter.__bases__[0]

app = typer.Typer(
    help="Primary and secondary PODs on AWS, and a sandbox to try them in.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("up")(reference.up)
app.command("down")(reference.down)
app.command("check")(check.check)
app.command("policy-pack")(policy_pack.policy_pack)
app.command("component-package")(component_package.component_package)
app.add_typer(plan.app, name="plan")
app.add_typer(engine.app, name="engine")
app.add_typer(sandbox.app, name="sandbox")


def _leave_in_peace(code: int) -> NoReturn:
    """End as decided though whoever read our output has left, as `| head` does."""
    _drop_what_is_buffered()
    sys.exit(code)


def _drop_what_is_buffered() -> None:
    """Write what is still buffered, where anyone reads it."""
    # What is still buffered would be written once more, and fail, as the interpreter ends.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_what_is_closed() -> None:
    """Give a shell's `<&-` and `>&-` a place: Python has no stream for what is closed."""
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stderr = sys.stderr or _nowhere("w")
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
        _tell("note: standard output is closed: nothing is printed")


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    # Open for as long as the program runs, as the streams that Python opens itself.
    return open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8", closefd=False)


def _tell(line: str) -> None:
    """Say what is wrong, if anyone reads it: the exit code says it too."""
    with suppress(OSError):
        typer.echo(line, err=True)


def _unusable(error: OSError) -> str:
    told = f"{error.filename or 'output or file system'}: {error.strerror or error}"
    remedy = "Mend it."
    if _SANDBOXED.intersection(sys.argv[1:2]):
        remedy = "Mend it, or name another folder by PODS_SANDBOX_DIR."
    return f"error: {told}; pods must be able to use it. {remedy}"


def main() -> None:
    """Run the command line; every foreseen error is a message and an exit code."""
    _open_what_is_closed()
    code = 0
    try:
        code = _number(app(standalone_mode=False))
        sys.stdout.flush()  # here, where a reader that has left is known to be no error
    except SystemExit as ended:
        # How Typer ends a program whose reader has left.
        if isinstance(ended.__context__, BrokenPipeError):
            _leave_in_peace(code)
        raise
    except ContinuityError as error:
        _tell(f"error: {error}")
        code = error.exit_code
    except _WRONG_USE as error:
        _tell(_wrong_use(error))
        code = _BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        _tell("interrupted: nothing is lost; run the same command again to go on.")
        code = _INTERRUPTED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            _leave_in_peace(code)
        _tell(_unusable(error))
        _drop_what_is_buffered()
        code = ContinuityError.exit_code
    _drop_what_is_buffered()
    sys.exit(code)


def _number(ended: object) -> int:
    return ended if isinstance(ended, int) else 0


def _wrong_use(error: Exception) -> str:
    # A command without arguments ends here too, with its help as the message.
    said = str(error)
    if said.startswith("Usage:"):
        return said
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "pods"
    return f"error: {said.rstrip('?.')}. See `{command} --help`."
