"""`pods`: the front door of the command line."""

import sys
from typing import Final

import typer

from pods.cli import check, component_package, engine, plan, policy_pack, reference, sandbox
from pods.cli.streams import drop_what_is_buffered, outlive_readers, tell
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


def _unusable(error: OSError) -> str:
    told = f"{error.filename or 'output or file system'}: {error.strerror or error}"
    remedy = "Mend it."
    if _SANDBOXED.intersection(sys.argv[1:2]):
        remedy = "Mend it, or name another folder by PODS_SANDBOX_DIR."
    return f"error: {told}; pods must be able to use it. {remedy}"


def main() -> None:
    """Run the command line; every foreseen error is a message and an exit code."""
    outlive_readers()
    code = 0
    try:
        code = _number(app(standalone_mode=False))
        sys.stdout.flush()  # here, where a full disk is told as any other error is
    except SystemExit as ended:
        # Typer ends on any broken pipe in silence; that of a reader never comes so far.
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        tell(_unusable(ended.__context__))
        code = ContinuityError.exit_code
    except ContinuityError as error:
        tell(f"error: {error}")
        code = error.exit_code
    except _WRONG_USE as error:
        tell(_wrong_use(error))
        code = _BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        tell("interrupted: nothing is lost; run the same command again to go on.")
        code = _INTERRUPTED
    except OSError as error:
        tell(_unusable(error))
        code = ContinuityError.exit_code
    drop_what_is_buffered()
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
