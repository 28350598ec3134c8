"""Writes a report: to a file, or to standard output."""

import json
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import typer

from pods.cli.check.outputs import STANDARD
from pods.cli.output import write_text
from pods.errors import ConfigurationError, Problem
from pods_policies.formats.json_document import json_text
from pods_policies.formats.junit import junit_text
from pods_policies.formats.markdown import markdown_text
from pods_policies.formats.sarif import sarif_text
from pods_policies.formats.words import counted, headline
from pods_policies.judging.baseline import baseline_of
from pods_policies.judging.report import Report
from pods_policies.waivers.export import exceptions

__all__ = ["write_exceptions", "write_known", "write_report"]

_DISTRIBUTION: Final = "pulumi-pods"


def write_report(report: Report, kind: str, name: str) -> None:
    """Write a report as one of the formats."""
    if kind == "text" and name == STANDARD:
        from pods.cli.check.text import print_report  # noqa: PLC0415 - slow to import

        print_report(report)
        return
    text = _WRITERS[kind](report)
    _write(name, text)
    if name != STANDARD:
        _tell(f"{headline(report)}; wrote {name}")


def write_known(report: Report, name: str) -> None:
    """Write the report's findings as a baseline; how the command ends does not change by it."""
    made = baseline_of(report.entries, report.at.date())
    _write(name, made.text())
    _tell(f"wrote {name}: {counted(len(made.findings), 'known finding')}")


def write_exceptions(report: Report, name: str) -> None:
    """Write the waivers in force as Pulumi's exceptions, and say how many are left out.

    Raises ConfigurationError where a waiver cannot be read: the file would seem to be all of them.
    """
    ConfigurationError.refuse(map(_unreadable, report.waiver_problems))
    made = exceptions(report.countable_waivers, report.urns, report.at)
    _write(name, json.dumps(made, indent=2) + "\n")
    given, left = len(report.waivers), len(report.waivers) - len(made)
    told = "no waiver is given" if not given else f"of {counted(given, 'waiver')}"
    if left:
        told += f", {left} not in force, not counted or for no resource of the stack"
    _tell(f"wrote {name}: {counted(len(made), 'exception')} ({told})")


def _write(name: str, text: str) -> None:
    if name == STANDARD:
        typer.echo(text, nl=False)
    else:
        write_text(Path(name), text)


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _unreadable(problem: str) -> Problem:
    observed, _, required = problem.rpartition("; ")
    return Problem(
        subject="--export-exceptions",
        observed=observed,
        required=required,
        remedy="Mend the waivers first: only all of them are exported.",
    )


def _sarif(report: Report) -> str:
    try:
        own = version(_DISTRIBUTION)
    except PackageNotFoundError:  # run from its folder
        own = "0.0.0"
    return sarif_text(report, own)


def _text(report: Report) -> str:
    from pods.cli.check.text import lines  # noqa: PLC0415 - slow to import

    return "".join(f"{line.plain}\n" for line in lines(report))


_WRITERS: Final[dict[str, Callable[[Report], str]]] = {
    "text": _text,
    "json": json_text,
    "sarif": _sarif,
    "junit": junit_text,
    "markdown": markdown_text,
}
