"""Where everything of one sandbox lives."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

__all__ = ["DIRECTORY_VARIABLE", "SandboxFolder"]

DIRECTORY_VARIABLE = "PODS_SANDBOX_DIR"
"""The environment variable that names another folder than the project's own."""


@dataclass(frozen=True, slots=True)
class SandboxFolder:
    """The folder of one sandbox; nothing is created until `create` is called."""

    root: Path

    @classmethod
    def of_project(cls, start: Path) -> Self:
        """Answer the folder named by `PODS_SANDBOX_DIR`, else the one of the project around start.

        The project is the nearest folder, from start upwards, that holds a `Pulumi.yaml`;
        without one it is start itself.
        """
        named = os.environ.get(DIRECTORY_VARIABLE)
        if named:
            return cls(Path(named).expanduser().absolute())
        start = start.absolute()
        project = next(
            (folder for folder in (start, *start.parents) if (folder / "Pulumi.yaml").is_file()),
            start,
        )
        return cls(project / ".pods" / "sandbox")

    @property
    def server_record(self) -> Path:
        """What runs: process, port, instance, Regions."""
        return self.root / "server.json"

    @property
    def server_log(self) -> Path:
        """Errors, and every call that changed something."""
        return self.root / "server.log"

    @property
    def lock(self) -> Path:
        """Held while the server is started, stopped or reset."""
        return self.root / "lock"

    @property
    def state(self) -> Path:
        """The Pulumi file backend."""
        return self.root / "state"

    @property
    def pulumi_home(self) -> Path:
        """Pulumi's home: its plugins and settings."""
        return self.root / "pulumi-home"

    @property
    def bin(self) -> Path:
        """The engine and the language host beside it."""
        return self.root / "bin"

    def create(self) -> Self:
        """Make the folder, readable by its owner only and invisible to git; safe to repeat."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = self.root / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        return self
