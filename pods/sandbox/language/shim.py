"""The executable that the engine looks for beside itself."""

import shlex
from pathlib import Path

__all__ = ["HOST_NAME", "is_our_host", "language_host_script"]

HOST_NAME = "pulumi-language-python"
"""The file name under which the engine looks for a Python language host."""

_MODULE = "pods.sandbox.language"
_LONGEST_SHIM = 4096


def language_host_script(python: str | Path) -> str:
    """Answer the text of the shim that runs the host with this interpreter; make it executable.

    The interpreter must be the one in whose environment programs and policy packs are to run.
    """
    # -P: the project's own folder must not shadow the host's modules. -u: output as it comes.
    return f'#!/bin/sh\nexec {shlex.quote(str(python))} -P -u -m {_MODULE} "$@"\n'


def is_our_host(path: Path) -> bool:
    """Say whether the file is a shim of ours; the official host is a binary."""
    try:
        with path.open("rb") as file:
            return _MODULE.encode() in file.read(_LONGEST_SHIM)
    except OSError:
        return False
