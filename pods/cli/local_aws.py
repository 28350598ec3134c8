"""The local AWS of the project that the user stands in, without an engine."""

from pathlib import Path
from typing import Any

from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws.standing import Running, Stopped

__all__ = ["here", "record_of"]


def here() -> SandboxFolder:
    """Return the sandbox of the project that the user stands in."""
    return SandboxFolder.of_project(Path.cwd())


def record_of(standing: Running | Stopped) -> dict[str, Any]:
    """Return what stands as plain values."""
    if isinstance(standing, Running):
        return {"running": True, **standing.document()}
    return {"running": False, "reason": standing.reason}
