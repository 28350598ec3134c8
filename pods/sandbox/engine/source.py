"""The engine, built from the pinned Go module."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from semver import Version

from pods.sandbox.engine.processes import run_child
from pods.sandbox.engine.progress import Progress
from pods.sandbox.engine.toolchain import MODULE, Go, find_go

__all__ = ["build_environment", "build_from_source"]

_LIMIT_SECONDS = 3600.0
_COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"
# What would build for another machine, in another way, or from another source.
_SURPRISES = frozenset(
    {
        "CGO_ENABLED",
        "GO111MODULE",
        "GOARCH",
        "GOEXPERIMENT",
        "GOFLAGS",
        "GOOS",
        "GOROOT",
        "GOTOOLCHAIN",
        "GOWORK",
    }
)


def build_from_source(stage: Path, version: Version, progress: Progress) -> None:
    """Build into `stage/bin`; raises ChildFailedError.

    A user with Go shares its module and build caches; for anyone else they are kept beside the
    stage until a build succeeds, so that a retry does not download again.
    """
    work = stage / "tmp"
    work.mkdir()
    go = find_go(work / "toolchain", progress)
    own_caches = stage.parent / "go"
    for name in ("go.mod", "go.sum"):
        shutil.copyfile(MODULE / name, work / name)
    progress.stage(f"Building Pulumi {version} from source; once, a few minutes")
    count = _Count(progress)
    run_child(
        [
            go.path,
            "build",
            "-v",
            "-trimpath",
            f"-ldflags=-s -w -X {_VERSION_VARIABLE}=v{version}",
            "-o",
            stage / "bin" / "pulumi",
            _COMMAND,
        ],
        environment=build_environment(os.environ, go, work, own_caches),
        folder=work,
        limit_seconds=_LIMIT_SECONDS,
        tell=count.tell,
    )
    shutil.rmtree(work)
    shutil.rmtree(own_caches, ignore_errors=True)


def build_environment(
    user: Mapping[str, str], go: Go, work: Path, own_caches: Path
) -> dict[str, str]:
    """Answer the build's environment: the user's, GOPROXY and all, less any surprise.

    go.sum is enforced, no C compiler is needed, and no other Go is fetched.
    """
    flags = ["-mod=readonly", "-buildvcs=false"]
    kept = {name: value for name, value in user.items() if name not in _SURPRISES}
    if not go.of_user:
        flags.append("-modcacherw")  # or the cache could not be removed
        kept.setdefault("GOMODCACHE", str(own_caches / "mod"))
        kept.setdefault("GOCACHE", str(own_caches / "build"))
    return {
        **kept,
        "CGO_ENABLED": "0",
        "GOFLAGS": " ".join(flags),
        "GOTMPDIR": str(work),
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }


class _Count:
    """Counts what the build says it did: a line a package or a download."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._downloads = 0
        self._packages = 0

    def tell(self, lines: Sequence[str], seconds: float) -> None:
        """Add the lines and show the sums."""
        downloads = sum(line.startswith("go: downloading ") for line in lines)
        self._downloads += downloads
        self._packages += len(lines) - downloads
        self._progress.detail(
            f"{self._downloads} modules downloaded, {self._packages} packages compiled, "
            f"{seconds:.0f} s"
        )
