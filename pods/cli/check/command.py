"""The command: what it takes, and how it ends."""

from pathlib import Path
from typing import Annotated, Final

import typer

from pods.cli.check.outputs import options, refuse_clashes, reports, taken
from pods.errors import ConfigurationError, Problem

__all__ = ["check"]


_FORMATS: Final = ("text", "json", "sarif", "junit", "markdown")
_FAIL_ON: Final = ("critical", "high", "medium", "low", "undecided")


def check(
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="What `pulumi stack export` wrote; - for stdin."),
    ] = None,
    preview: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="What `pulumi preview --json --show-sames` wrote; - for stdin.",
        ),
    ] = None,
    policy_pack_config: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Levels and settings of rules, as the engine takes."),
    ] = None,
    waivers: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Waivers from outside the program: YAML, TOML or JSON."),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help="What to write; once for each --output. Default: text.",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write it; - for stdout, the default."
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Findings that are known already and do not count."),
    ] = None,
    write_baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write what was found as a baseline.")
    ] = None,
    allow_nothing_judged: Annotated[
        bool,
        typer.Option(
            "--allow-nothing-judged", help="Let a stack pass that no rule of the pack concerns."
        ),
    ] = False,
    export_exceptions: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write the waivers in force as Pulumi's exceptions."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(_FAIL_ON),
            help="Which findings count: this severity and worse; `undecided`: also whatever is "
            "undecided, at any severity and level. Default: low.",
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Explain a rule, and judge nothing.")
    ] = None,
    report_schema: Annotated[
        bool, typer.Option("--report-schema", help="Print the JSON Schema of --format json.")
    ] = False,
) -> None:
    """Judge stacks by the policy pack, without an engine; several files are judged as one stack.

    Exit code 0 where nothing that counts was found, 1 where something was, 2 where nothing could
    be judged.
    """
    from pods.cli.policy_pack import pack_folder  # noqa: PLC0415 - slow to import

    pack_folder()  # says how to install what is missing
    _refuse_both(
        {
            "--explain": explain is not None,
            "--report-schema": report_schema,
            "--state": bool(state),
            "--preview": bool(preview),
        }
    )
    if report_schema:
        from pods_policies.formats.json_document import schema_text  # noqa: PLC0415

        typer.echo(schema_text(), nl=False)
        return
    if explain is not None:
        from pods.cli.check.explanation import explain_rule  # noqa: PLC0415

        explain_rule(explain)
        return
    counting = taken("--fail-on", fail_on, _FAIL_ON)
    targets = reports(taken("--format", formats, _FORMATS), output or [])
    refuse_clashes(
        options(
            {
                "--write-baseline": write_baseline,
                "--export-exceptions": export_exceptions,
                "--output": [name for _, name in targets],
            }
        ),
        options(
            {
                "--state": state,
                "--preview": preview,
                "--policy-pack-config": policy_pack_config,
                "--waivers": waivers,
                "--baseline": baseline,
            }
        ),
    )
    from pods.cli.check.judgement import Asked, judge  # noqa: PLC0415
    from pods.cli.check.writing import (  # noqa: PLC0415
        write_exceptions,
        write_known,
        write_report,
    )

    report = judge(
        Asked(
            states=tuple(state or ()),
            previews=tuple(preview or ()),
            configuration=policy_pack_config,
            waivers=tuple(map(Path, waivers or ())),
            baseline=baseline,
            fail_on=counting,
            allow_nothing_judged=allow_nothing_judged,
        )
    )
    code = report.exit_code
    if write_baseline is not None:
        write_known(report, write_baseline)
    if export_exceptions is not None:
        write_exceptions(report, export_exceptions)
    for kind, name in targets:
        write_report(report, kind, name)
    raise typer.Exit(code)


def _refuse_both(given: dict[str, bool]) -> None:
    """Refuse to judge and explain at once: one of them would be left out in silence."""
    named = [option for option, is_given in given.items() if is_given]
    apart = {"--explain", "--report-schema"}.intersection(named)
    if apart and len(named) > 1:
        raise ConfigurationError(
            Problem(
                subject=" ".join(named),
                observed="one of them prints a page and judges nothing",
                required="one of them alone is required",
                remedy="Run the command twice.",
            )
        )
