"""Locks that a killed engine leaves on its stacks.

Pulumi's file backend locks a stack with a small file that names the process. An engine that was
killed cannot remove its own, and every later operation on the stack would be refused.
"""

import json
from collections.abc import Callable
from pathlib import Path

import psutil

__all__ = ["engine_is_dead", "release_dead_locks"]

_ENGINE = "pulumi"


def engine_is_dead(pid: int) -> bool:
    """Say whether no engine runs under this process id; another program's does not count."""
    try:
        process = psutil.Process(pid)
        return process.status() == psutil.STATUS_ZOMBIE or _ENGINE not in process.name()
    except psutil.NoSuchProcess:
        return True


def release_dead_locks(
    state: Path, is_dead: Callable[[int], bool] = engine_is_dead
) -> tuple[Path, ...]:
    """Remove the locks under a file backend whose engine is dead; returns those removed."""
    released = []
    for lock in sorted((state / ".pulumi" / "locks").rglob("*.json")):
        pid = _holder(lock)
        if pid is not None and is_dead(pid):
            lock.unlink(missing_ok=True)
            released.append(lock)
    return tuple(released)


def _holder(lock: Path) -> int | None:
    try:
        return int(json.loads(lock.read_text(encoding="utf-8"))["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not a lock that we understand: leave it to its owner
