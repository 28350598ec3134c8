"""`pods plan check`: everything that is wrong with a plan, in one report."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pods.cli.output import Json, counted, print_json
from pods.cli.plan.files import PlanFile, Today, day

if TYPE_CHECKING:
    from pods.continuity import Plan
    from pods.continuity.loading import Loaded

__all__ = ["check"]

_REFUSED = 2


def check(
    file: PlanFile,
    *,
    today: Today = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    as_json: Json = False,
) -> None:
    """Report everything that is wrong with a plan, and what nothing planned can keep.

    Exit code 0 where the plan can be used, 2 where it cannot, or with --strict has a warning.
    """
    on = day(today)
    from pods.cli.plan.judgement import judge  # noqa: PLC0415 - slow to import

    judgement = judge(file, on)
    loaded = judgement.loaded
    report = loaded.report
    refused = bool(report.errors) or (strict and bool(report.warnings))
    if as_json:
        print_json(_document(loaded, on, usable=not refused, planned=judgement.planned))
    else:
        for line in _lines(loaded, on, planned=judgement.planned):
            typer.echo(line)
    if refused:
        raise typer.Exit(_REFUSED)


def _lines(loaded: "Loaded[Plan]", on: date, *, planned: bool) -> Iterator[str]:
    report = loaded.report
    yield from map(str, report.errors)
    if report.errors and report.warnings:
        yield ""
    yield from map(str, report.warnings)
    if report.unchecked:
        yield f"not checked until the errors are mended: {', '.join(report.unchecked)}"
    if not planned:
        yield "not planned until the errors are mended: whether the topology keeps the objectives"
    files = {*loaded.sources, *(each.file for each in report.findings)}
    if loaded.plan is not None:
        yield f"checked: {_contents(loaded.plan)}"
    yield (
        f"{counted(len(report.errors), 'error')}, {counted(len(report.warnings), 'warning')} "
        f"in {counted(len(files), 'file')}, on {on}"
    )


def _contents(plan: "Plan") -> str:
    return ", ".join(
        counted(number, noun, nouns)
        for number, noun, nouns in (
            (len(plan.capabilities), "capability", "capabilities"),
            (len(plan.services), "service", None),
            (len(plan.dependencies), "dependency", "dependencies"),
            (len(plan.degradation_modes), "degradation mode", None),
            (len(plan.risks), "risk", None),
            (len(plan.exercises), "exercise", None),
        )
    )


def _document(loaded: "Loaded[Plan]", on: date, *, usable: bool, planned: bool) -> dict[str, Any]:
    return {
        "usable": usable,
        "today": on.isoformat(),
        "sources": list(loaded.sources),
        "planned": planned,
        **loaded.report.as_json(),
    }
