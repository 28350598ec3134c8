"""One `pods up` or `pods down` at a time on a sandbox; others wait, and say so."""

from collections.abc import Iterator
from contextlib import contextmanager

import filelock
import typer

from pods.sandbox.folder import SandboxFolder

__all__ = ["one_at_a_time"]


@contextmanager
def one_at_a_time(folder: SandboxFolder, *, aside: bool = False) -> Iterator[None]:
    """Hold the sandbox's stacks for the block, waiting while another process does.

    That it waits is said, `aside` on standard error.
    """
    folder.create()
    lock = filelock.FileLock(folder.root / "stacks.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        waiting = "stacks: another `pods up` or `pods down` is at work on this sandbox; waiting"
        typer.echo(waiting, err=aside)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
