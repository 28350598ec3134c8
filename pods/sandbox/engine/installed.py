"""The engines that stand on this machine."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pods.sandbox.engine.selection import Candidate, Origin
from pods.sandbox.engine.versions import parse_version
from pods.sandbox.language import HOST_NAME, is_our_host

__all__ = ["inspect", "installed_candidates"]

_LONGEST_ANSWER_SECONDS = 30


def installed_candidates() -> Iterator[Candidate]:
    """Look on PATH, then under `$PULUMI_HOME` and `~/.pulumi`; each file once."""
    seen: set[Path] = set()
    for path, origin in _places():
        if path.is_file() and os.access(path, os.X_OK) and path.resolve() not in seen:
            seen.add(path.resolve())
            yield inspect(path, origin)


def inspect(path: Path, origin: Origin) -> Candidate:
    """Ask the engine for its version; a broken one is a candidate without a version."""
    version, complaint = None, ""
    try:
        answer = subprocess.run(
            [path, "version"],
            env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_ANSWER_SECONDS,
            check=True,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.SubprocessError) as error:
        complaint = str(error)
    else:
        version = parse_version(answer.stdout)
        complaint = "" if version else f"it calls itself {answer.stdout.strip()!r}"
    return Candidate(path, origin, version, _has_official_host(path), complaint)


def _places() -> Iterator[tuple[Path, Origin]]:
    for folder in os.get_exec_path():
        # The sandbox puts a link to the engine, with our host beside it, on PATH: not the user's.
        if not is_our_host(Path(folder, HOST_NAME)):
            yield Path(folder, "pulumi"), "PATH"
    for home in (os.environ.get("PULUMI_HOME"), Path.home() / ".pulumi"):
        if home:
            yield Path(home, "bin", "pulumi"), "pulumi home"


def _has_official_host(engine: Path) -> bool:
    """Look where the engine looks: beside itself, then on PATH."""
    folders = [engine.resolve().parent, *map(Path, os.get_exec_path())]
    hosts = (folder / HOST_NAME for folder in folders)
    return any(host.is_file() and not is_our_host(host) for host in hosts)
