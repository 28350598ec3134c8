"""`pods up` and `pods down`: a project's stack on the sandbox, with the policy pack on."""

from pathlib import Path
from typing import Annotated

import typer

from pods.cli.output import Json

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


def up(
    *, stack: Stack = _STACK, policy_pack_config: PackConfig = None, as_json: Json = False
) -> None:
    """Bring up this project's stack on the sandbox, and say what stands."""
    from pods.cli.project_stack import make  # noqa: PLC0415 - slow to import

    make(stack, policy_pack_config, as_json=as_json)


def down(*, stack: Stack = _STACK, as_json: Json = False) -> None:
    """Destroy this project's stack on the sandbox; stop the local AWS if it then holds none."""
    from pods.cli.project_stack import unmake  # noqa: PLC0415 - slow to import

    unmake(stack, as_json=as_json)
