"""The standard streams as commands find them: open, and written to whether anyone reads or not."""

import os
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, Literal, TextIO

import typer

from pods.errors import printable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["drop_what_is_buffered", "outlive_readers", "tell"]


class _Unread(FileIO):
    """A file whose reader may leave, as `| head` does: what nobody reads is dropped."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def outlive_readers() -> None:
    """Let commands print whoever reads, so that each ends as it decides and does its work whole."""
    is_closed = sys.stdout is None
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = _lasting(sys.stdout or _nowhere("w"))
    sys.stderr = _lasting(sys.stderr or _nowhere("w"))
    if is_closed:
        tell("note: standard output is closed: nothing is printed")


def tell(line: str) -> None:
    """Say what is wrong, if it can be said: the exit code says it too."""
    # Line by line: an error has one for each problem, and names of other people's in them.
    with suppress(OSError):
        typer.echo("\n".join(map(printable, line.split("\n"))), err=True)


def drop_what_is_buffered() -> None:
    """Write what is still buffered, where there is room for it."""
    # It would be written once more, and fail, as the interpreter ends.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    """Return a place for a shell's `<&-` and `>&-`: Python has no stream for what is closed."""
    # Open for as long as the program runs, as the streams that Python opens itself.
    return open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8", closefd=False)


def _lasting(stream: TextIO) -> TextIO:
    try:
        file = _Unread(stream.fileno(), "w", closefd=False)
    except (OSError, ValueError):  # a stream in memory has no reader that could leave
        return stream
    stream.flush()
    write_through = getattr(stream, "write_through", False)
    return TextIOWrapper(
        # Python's own way for PYTHONUNBUFFERED: nothing is held between the text and the file.
        file if write_through else BufferedWriter(file),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=getattr(stream, "line_buffering", False),
        write_through=write_through,
    )
