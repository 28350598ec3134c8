"""Our own engines, one folder a version, for all projects of this user.

```
engine/v3.230.0/bin/pulumi    the engine, and what the official build brings along
engine/v3.230.0/engine.json   where it comes from and how large it is, written last
engine/v3.230.0.lock          held while it is installed
engine/.v3.230.0.*/           an installation under way; left behind only by a killed process
```
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import cast, get_args

from filelock import FileLock, Timeout
from platformdirs import user_cache_path
from semver import Version

from pods.sandbox.engine.installed import inspect
from pods.sandbox.engine.progress import Progress
from pods.sandbox.engine.selection import Candidate, Origin

__all__ = ["CACHE_VARIABLE", "EngineCache"]

CACHE_VARIABLE = "PODS_CACHE_DIR"
"""The environment variable that names another cache folder than the user's own."""

_WAIT_SECONDS = 5.0


class EngineCache:
    """The place of one version in the cache."""

    def __init__(self, version: Version) -> None:
        """Point at the version's folder; nothing is created."""
        named = os.environ.get(CACHE_VARIABLE)
        base = Path(named).expanduser().absolute() if named else user_cache_path("pods")
        self.version = version
        self.root = base / "engine"
        self.folder = self.root / f"v{version}"
        self.engine = self.folder / "bin" / "pulumi"
        self._record = self.folder / "engine.json"

    def candidate(self) -> Candidate | None:
        """Answer the cached engine; None when there is none, or it is not what was installed."""
        try:
            record = json.loads(self._record.read_text(encoding="utf-8"))
            origin, size = record["origin"], record["bytes"]
            whole = self.engine.stat().st_size == size and origin in get_args(Origin)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        found = inspect(self.engine, cast(Origin, origin)) if whole else None
        return found if found is not None and found.version == self.version else None

    @contextmanager
    def lock(self, progress: Progress) -> Iterator[None]:
        """Hold the version's lock, telling when another process makes us wait for it."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / f"v{self.version}.lock")
        began, waiting = monotonic(), False
        while True:
            try:
                lock.acquire(timeout=_WAIT_SECONDS if waiting else 0)
            except Timeout:
                self._tell_wait(progress, waiting=waiting, seconds=monotonic() - began)
                waiting = True
            else:
                break
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def stage(self, origin: Origin) -> Iterator[Path]:
        """Give an empty folder to install into; it becomes the engine's when the block succeeds.

        The lock must be held. Whatever happens, no half-done installation stays behind.
        """
        for left in self.root.glob(f".v{self.version}.*"):
            shutil.rmtree(left, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(prefix=f".v{self.version}.", dir=self.root))
        try:
            yield stage
            size = (stage / "bin" / "pulumi").stat().st_size
            record = {"origin": origin, "version": str(self.version), "bytes": size}
            (stage / "engine.json").write_text(json.dumps(record) + "\n", encoding="utf-8")
            stage.chmod(0o755)
            shutil.rmtree(self.folder, ignore_errors=True)  # a damaged one, else absent
            stage.rename(self.folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def _tell_wait(self, progress: Progress, *, waiting: bool, seconds: float) -> None:
        if waiting:
            progress.detail(f"still waiting, {seconds:.0f} s")
        else:
            progress.stage(
                f"Another process is installing Pulumi {self.version}; waiting until it is done"
            )
