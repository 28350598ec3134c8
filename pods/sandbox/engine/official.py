"""The official build, through Pulumi's Automation API."""

import os
import shutil
import sys
from pathlib import Path

from semver import Version

from pods.sandbox.engine.processes import run_child
from pods.sandbox.engine.progress import Progress

__all__ = ["install_official"]

_LIMIT_SECONDS = 180.0


def install_official(stage: Path, version: Version, progress: Progress) -> None:
    """Install into `stage/bin`; raises ChildFailedError, at once where there is no network.

    The API downloads a script and runs it, without a time limit of its own: hence the child.
    """
    progress.stage(f"Downloading the official Pulumi {version}")
    temporary = stage / "tmp"  # whatever the installer leaves goes with the stage
    temporary.mkdir()
    module = "pods.sandbox.engine.official_child"
    run_child(
        [sys.executable, "-P", "-m", module, str(stage), str(version)],
        environment={**os.environ, "TMPDIR": str(temporary), "PULUMI_SKIP_UPDATE_CHECK": "1"},
        folder=stage,
        limit_seconds=_LIMIT_SECONDS,
        tell=lambda _lines, seconds: progress.detail(f"downloading, {seconds:.0f} s"),
    )
    shutil.rmtree(temporary)
