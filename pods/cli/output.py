"""What every command prints with: JSON for programs, tables and trees for people."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copymode
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pods.errors import ConfigurationError, Problem, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = [
    "Json",
    "console",
    "counted",
    "one_line",
    "print_json",
    "print_table",
    "say",
    "table",
    "write_text",
]

_WIDTH = 100  # of what is not a terminal: a page's, so that a log and a diff look the same anywhere
_WIDEST = 1000
_LONGEST_NAME = 20
_LONGEST_ID = 40

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def print_json(document: Any) -> None:
    """Print a document on standard output; nothing else may be printed beside it."""
    typer.echo(json.dumps(document, indent=2))


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"


def one_line(text: str) -> str:
    """Return a plan's words on one line, without what a terminal would obey rather than show."""
    return printable(" ".join(text.split()))


def say(line: str) -> None:
    """Print a line of a plan's words, its indentation kept, nothing in it obeyed by a terminal."""
    typer.echo(printable(line))


def console() -> "Console":
    """Return what prints tables: coloured and as wide as a terminal is, else plain and 100 wide."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and JSON needs none

    is_terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        force_terminal=is_terminal,
        width=None if is_terminal else _WIDTH,
        color_system="auto" if is_terminal else None,
        # A plan's own words are shown as they are: brackets and colons in them mean nothing.
        markup=False,
        emoji=False,
        highlight=False,
    )


def table(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    group_by: int | None = None,
) -> "Table":
    """Return a table; with `group_by`, a column that shows its value once for each run of rows."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - slow to import
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    made = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    listed = list(rows)
    for position, heading in enumerate(headings):
        cells = [heading, *(one_line(row[position]) for row in listed)]
        longest = max(map(len, cells))
        # Words for people give way to names and figures, which are not read in halves.
        word = max(len(each) for cell in cells for each in cell.split() or [""])
        is_name = longest <= (_LONGEST_ID if longest == word else _LONGEST_NAME)
        least = longest if is_name else min(word, _LONGEST_NAME)
        made.add_column(heading, overflow="fold", no_wrap=is_name, min_width=least)
    before: str | None = None
    for row in listed:
        shown = [Text(one_line(cell)) for cell in row]
        if group_by is not None and row[group_by] == before:
            shown[group_by] = Text("")
        before = row[group_by] if group_by is not None else None
        made.add_row(*shown)
    return made


def print_table(out: "Console", made: "Table") -> None:
    """Print a table whole: a terminal too narrow for it breaks its lines, and loses no column."""
    from rich.console import ConsoleDimensions  # noqa: PLC0415 - slow to import

    size = out.size
    out.size = ConsoleDimensions(_WIDEST, size.height)
    out.size = ConsoleDimensions(max(size.width, out.measure(made).minimum), size.height)
    out.print(made)
    out.size = size


def write_text(path: Path, text: str, accept: Callable[[Path], None] | None = None) -> None:
    """Write a file whole or not at all; raises ConfigurationError where it cannot be.

    A link is followed; a device or a pipe is written through, never replaced. `accept` sees the
    text in a file beside, and keeps it from being put in place by raising.
    """
    if path.is_dir():
        raise ConfigurationError(_refused(path, "a folder"))
    try:
        if path.exists() and not path.is_file():
            # A reader that has enough is no error.
            with suppress(BrokenPipeError), path.open("a", encoding="utf-8") as through:
                through.write(text)
            return
        _replace(Path(os.path.realpath(path)), text, accept)
    except OSError as error:
        raise ConfigurationError(_refused(path, error.strerror or str(error))) from error


def _replace(path: Path, text: str, accept: Callable[[Path], None] | None) -> None:
    beside = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        beside.write_text(text, encoding="utf-8")
        if path.exists():
            copymode(path, beside)
        if accept is not None:
            accept(beside)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _refused(path: Path, observed: str) -> Problem:
    return Problem(
        subject=str(path),
        observed=observed,
        required="a file that can be written is required",
        remedy="Name another one, or mend its folder.",
    )
