"""The Go that builds the engine."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pods.sandbox.engine.processes import run_child
from pods.sandbox.engine.progress import Progress

__all__ = ["MODULE", "Go", "find_go", "required_go"]

MODULE = Path(__file__).parent / "module"
"""The pinned Go module: go.mod and go.sum; and go.txt, the toolchain's pinned wheel."""

_LIMIT_SECONDS = 300.0
_ANSWER_SECONDS = 30.0
_VERSION = re.compile(r"go(\d+)\.(\d+)(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Go:
    """A Go command, and whether the user has it anyway."""

    path: Path
    of_user: bool


def find_go(folder: Path, progress: Progress) -> Go:
    """Answer the user's Go if it is new enough; else install the wheel into the folder.

    Raises ChildFailedError when the wheel cannot be installed.
    """
    on_path = shutil.which("go")
    if on_path and _version_of(Path(on_path)) >= required_go():
        return Go(Path(on_path), of_user=True)
    return Go(_wheel(folder, progress), of_user=False)


def required_go() -> tuple[int, int, int]:
    """Answer the Go version that the pinned module asks for."""
    for line in (MODULE / "go.mod").read_text(encoding="utf-8").splitlines():
        word, _, version = line.partition(" ")
        if word == "go":
            return _numbers(f"go{version}")
    message = "go.mod names no Go version"
    raise ValueError(message)


def _version_of(go: Path) -> tuple[int, int, int]:
    """Ask without following any `go.mod` around; a broken Go has version 0."""
    try:
        answer = subprocess.run(
            [go, "env", "GOVERSION"],
            env={**os.environ, "GOTOOLCHAIN": "local", "GOWORK": "off"},
            cwd=MODULE.parent,
            capture_output=True,
            timeout=_ANSWER_SECONDS,
            check=True,
            text=True,
        )
    except (OSError, subprocess.SubprocessError):
        return (0, 0, 0)
    return _numbers(answer.stdout)


def _numbers(text: str) -> tuple[int, int, int]:
    match = _VERSION.search(text)
    major, minor, patch = match.groups(default="0") if match else ("0", "0", "0")
    return int(major), int(minor), int(patch)


def _wheel(folder: Path, progress: Progress) -> Path:
    import uv  # noqa: PLC0415 - only a build without Go needs it

    progress.stage("Installing the Go toolchain from its wheel")
    command = [uv.find_uv_bin(), "pip", "install", "--python", sys.executable]
    requirements = MODULE / "go.txt"
    run_child(
        [*command, "--target", folder, "--require-hashes", "--requirement", requirements],
        environment=os.environ,
        folder=MODULE,
        limit_seconds=_LIMIT_SECONDS,
        tell=lambda _lines, seconds: progress.detail(f"installing Go, {seconds:.0f} s"),
    )
    return folder / "go" / "bin" / "go"
