"""`pods`: the front door of the command line."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

import typer

from pods.cli import component_package, engine, plan, policy_pack, reference, sandbox
from pods.errors import ContinuityError

__all__ = ["app", "main"]

_INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C
_BAD_INPUT = 2
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
app.command("policy-pack")(policy_pack.policy_pack)
app.command("component-package")(component_package.component_package)
app.add_typer(plan.app, name="plan")
app.add_typer(engine.app, name="engine")
app.add_typer(sandbox.app, name="sandbox")


def _leave_in_peace() -> NoReturn:
    """End well though whoever read our output has left, as `| head` does."""
    # What is still buffered would be written once more, and fail, as the interpreter ends.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def main() -> None:
    """Run the command line; every foreseen error is a message and an exit code."""
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()  # here, where a reader that has left is known to be no error
    except SystemExit as ended:
        # How Typer ends a program whose reader has left.
        if isinstance(ended.__context__, BrokenPipeError):
            _leave_in_peace()
        raise
    except ContinuityError as error:
        typer.echo(f"error: {error}", err=True)
        code = error.exit_code
    except _WRONG_USE as error:
        # A command without arguments ends here too, with its help as the message.
        said = str(error)
        is_help = said.startswith("Usage:")
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "pods"
        told = said if is_help else f"error: {said.rstrip('?.')}. See `{command} --help`."
        typer.echo(told, err=True)
        code = _BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("interrupted: nothing is lost; run the same command again to go on.", err=True)
        code = _INTERRUPTED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            _leave_in_peace()
        where = error.filename or "file system"
        typer.echo(
            f"error: {where}: {error.strerror or error}; pods must be able to use it. "
            "Mend it, or name another folder by PODS_SANDBOX_DIR.",
            err=True,
        )
        code = ContinuityError.exit_code
    sys.exit(code if isinstance(code, int) else 0)
