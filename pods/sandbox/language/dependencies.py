"""`pulumi install`: the requirements of a program, into the interpreter's environment."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grpc
from pulumi.runtime.proto import language_pb2

__all__ = ["install_dependencies"]


def install_dependencies(
    program_folder: str, context: grpc.ServicerContext
) -> Iterator[language_pb2.InstallDependenciesResponse]:
    """Install the folder's requirements.txt with uv, line by line; aborts the call if uv fails."""
    requirements = Path(program_folder) / "requirements.txt"
    if not requirements.is_file():
        yield _line(f"No {requirements}: the program runs with what {sys.prefix} holds.\n")
        return
    import uv  # noqa: PLC0415 - only this command needs it

    command = [uv.find_uv_bin(), "pip", "install", "--python", sys.executable]
    yield _line(f"Installing {requirements} into {sys.prefix}\n")
    with subprocess.Popen(
        [*command, "--requirement", str(requirements)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        context.add_callback(process.kill)
        for line in process.stdout or ():
            yield _line(line)
    if process.returncode:
        context.abort(
            grpc.StatusCode.FAILED_PRECONDITION,
            f"{requirements} was not installed: uv ended with exit code {process.returncode}",
        )


def _line(text: str) -> language_pb2.InstallDependenciesResponse:
    return language_pb2.InstallDependenciesResponse(stdout=text.encode())
