"""A child process that reports its progress and never outlives us."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from types import FrameType
from typing import IO, NoReturn

__all__ = ["ChildFailedError", "run_child"]

_KEPT_LINES = 12
_TELL_SECONDS = 3.0


class ChildFailedError(Exception):
    """The child failed or took too long; the message ends with the last it said."""


def run_child(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    folder: Path,
    limit_seconds: float,
    tell: Callable[[Sequence[str], float], None] = lambda _lines, _seconds: None,
) -> None:
    """Run to the end; every 3 s tell gets the new lines of output and the seconds since the start.

    However this ends (failure, time limit, interruption, SIGTERM) the child and all its children
    are gone. Raises ChildFailedError.
    """
    began = monotonic()
    with _terminable(), _child(command, environment, folder) as process:
        lines: SimpleQueue[str | None] = SimpleQueue()
        threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
        said: list[str] = []
        ended = False
        while not ended:
            left = began + limit_seconds - monotonic()
            if left <= 0:
                raise ChildFailedError(_message(f"no end within {limit_seconds:g} s", said))
            new, ended = _lines_of(lines, min(left, _TELL_SECONDS))
            said = [*said, *new][-_KEPT_LINES:]
            tell(new, monotonic() - began)
        if process.wait():
            raise ChildFailedError(_message(f"exit code {process.returncode}", said))


@contextmanager
def _child(
    command: Sequence[str | Path], environment: Mapping[str, str], folder: Path
) -> Iterator[subprocess.Popen[str]]:
    # A session of its own: one signal then reaches the child's children too.
    with subprocess.Popen(
        command,
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            _end_group(process)


def _end_group(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):  # all ended by themselves
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def _terminable() -> Iterator[None]:
    """Turn SIGTERM into an exception, so that what is under way is cleaned up."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may handle signals
        return

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _read(stream: IO[str] | None, lines: SimpleQueue[str | None]) -> None:
    try:
        for line in stream or ():
            lines.put(line.rstrip())
    except ValueError:
        pass  # closed under us: the child was ended
    lines.put(None)


def _lines_of(lines: SimpleQueue[str | None], seconds: float) -> tuple[list[str], bool]:
    """Gather what comes within the time; the second value says that it was the last."""
    until = monotonic() + seconds
    gathered: list[str] = []
    while (left := until - monotonic()) > 0:
        try:
            line = lines.get(timeout=left)
        except Empty:
            break
        if line is None:
            return gathered, True
        gathered.append(line)
    return gathered, False


def _message(what: str, said: Sequence[str]) -> str:
    return f"{what}; it said last: {' / '.join(said)}" if said else what
