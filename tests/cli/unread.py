"""Streams that nobody reads, without a process for each: real pipes and devices."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TextIO

import pytest

from pods.cli import main as cli

__all__ = ["code_of", "left"]


@contextmanager
def left(*, buffered: bool = True) -> Iterator[TextIO]:
    """Yield a stream into a pipe whose reader has gone, as Python opens standard output."""
    reader, writer = os.pipe()
    os.close(reader)
    raw = FileIO(writer, "w")
    stream = TextIOWrapper(
        BufferedWriter(raw) if buffered else raw, "utf-8", write_through=not buffered
    )
    with stream:
        yield stream


def code_of(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run `pods …` in this process and return the code that it ends with."""
    monkeypatch.setattr(sys, "argv", ["pods", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    code = ended.value.code
    return code if isinstance(code, int) else 0
