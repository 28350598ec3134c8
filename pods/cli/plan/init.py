"""`pods plan init`: a first plan from an interview, or from answers that are given."""

import json
import sys
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pods.cli.output import Json, counted, print_json, say, write_text
from pods.cli.plan.files import Today, day
from pods.cli.plan.schema import refuse_other_schema, shipped_schema
from pods.errors import ConfigurationError, PlanError, Problem

if TYPE_CHECKING:
    from pods.cli.plan.answers import Answers

__all__ = ["init"]

_INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C
_SCHEMA = "plan.schema.json"
_OTHER_NAME = "Name another one, or overwrite it with --force."


def init(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The plan.")] = Path("plan.yaml"),
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults.")
    ] = False,
    answers_file: Annotated[
        Path | None,
        typer.Option("--from", metavar="ANSWERS", help="Ask nothing; read this JSON or YAML."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="What the product is called.")] = None,
    capability: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=OUTAGE[/LOSS]", help="What it does for customers; repeatable."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="SECTION.KEY=ANSWER", help="Any other answer; repeatable."),
    ] = None,
    schema: Annotated[
        str | None,
        typer.Option(help="Address of the schema. Default: a file that is written beside."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Write a first plan: from an interview, or with --yes or --from without one.

    Whatever is given by options is the default in the interview. Nothing is written before the
    last answer, nor where the plan would have an error.
    """
    _refuse_existing(file, force=force)
    on = day(today)
    from pods.cli.plan.given_answers import given_answers, validated_answers  # noqa: PLC0415

    presets = given_answers(answers_file, on, title, capability or [], settings or [])
    is_asked = not yes and answers_file is None
    if is_asked:
        _refuse_nobody()
        presets = _interviewed(presets)
    answers = validated_answers(presets)
    try:
        written = _write(file, answers, on, schema)
    except PlanError:
        if is_asked:
            _keep(presets, file)
        raise
    warnings = written.pop("warnings")
    examples = _still_examples(answers)
    if as_json:
        given = answers.model_dump(mode="json")
        print_json({**written, "warnings": warnings, "examples": examples, "answers": given})
        return
    say(f"wrote {' and '.join(written['files'])}: 0 errors, {counted(warnings, 'warning')}")
    if examples:
        say(f"still the examples, to be replaced: {', '.join(examples)}")
    say(f"next: have it approved, and run `pods plan check {file}` and `pods plan show {file}`")


def _refuse_existing(file: Path, *, force: bool) -> None:
    problems = []
    if not file.is_dir() and file.suffix not in (".yaml", ".yml"):
        problems.append(
            Problem(
                subject=str(file),
                observed=f"the ending {file.suffix!r}" if file.suffix else "no ending",
                required=".yaml or .yml is required, since the draft has comments",
                remedy="Name it so.",
            )
        )
    is_folder = file.is_dir()
    if is_folder or (file.exists() and not force):
        problems.append(
            Problem(
                subject=str(file),
                observed="it is a folder" if is_folder else "it is there already",
                required="a new file is required",
                remedy="Name one in it." if is_folder else _OTHER_NAME,
            )
        )
    ConfigurationError.refuse(problems)


def _refuse_nobody() -> None:
    """Refuse an interview with an input that has ended before it; a pipe may hold answers."""
    given: Any = sys.stdin
    peek = getattr(getattr(given, "buffer", None), "peek", None)
    if given is not None and (given.isatty() or peek is None or peek(1)):
        return
    raise ConfigurationError(
        Problem(
            subject="standard input",
            observed="there is nobody to ask",
            required="answers are required",
            remedy="Take the defaults with --yes, or give a file of answers with --from.",
        )
    )


def _interviewed(presets: dict[str, Any]) -> dict[str, Any]:
    from pods.cli.plan.interview import interview  # noqa: PLC0415 - slow to import

    # What reads a line writes to standard output, which may be a document's alone.
    out = sys.stdout if sys.stdout.isatty() else sys.stderr
    try:
        with redirect_stdout(out):
            return interview(presets)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("\ninterrupted: nothing was written.", err=True)
        raise typer.Exit(_INTERRUPTED) from None


def _keep(raw: dict[str, Any], file: Path) -> None:
    """Keep the answers of an interview whose plan is refused, so that none is given twice."""
    kept = file.with_name(f"{file.stem}.answers.json")
    write_text(kept, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    typer.echo(
        f"the plan of these answers would have errors. They are kept in {kept}: "
        f"mend them there, and run `pods plan init {file} --from {kept}`.",
        err=True,
    )


def _write(file: Path, answers: "Answers", on: date, schema: str | None) -> dict[str, Any]:
    """Write the plan, and beside it the schema unless another is named."""
    from pods.cli.plan.draft import draft  # noqa: PLC0415 - slow to import
    from pods.cli.plan.judgement import judge  # noqa: PLC0415

    warnings = 0

    def accept(written: Path) -> None:
        nonlocal warnings
        report = judge(written, on).loaded.report
        PlanError.refuse(each.finding.problem() for each in report.errors)
        warnings = len(report.warnings)

    beside = file.with_name(_SCHEMA)
    if schema is None:
        refuse_other_schema(beside, "Move it, or name a schema with --schema.")
    write_text(file, draft(answers, on, schema or _SCHEMA), accept)
    if schema is None:
        write_text(beside, shipped_schema())
    files = [str(file)] if schema else [str(file), str(beside)]
    return {"files": files, "schema": schema or _SCHEMA, "warnings": warnings}


def _still_examples(answers: "Answers") -> list[str]:
    """Return the addresses that nobody replaced: alarms to them would reach no one."""
    return [
        f"{section}.{key}"
        for section in ("team", "customers")
        for key, field in type(getattr(answers, section)).model_fields.items()
        if key.endswith(("email", "phone", "page"))
        and getattr(getattr(answers, section), key) == field.default
    ]
