"""The report for people at a terminal."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.text import Text

from pods.cli.output import console, one_line
from pods_policies.formats.words import (
    change_of,
    counted,
    explained,
    headline,
    leftovers,
    waived_by,
)
from pods_policies.judging.entry import Entry
from pods_policies.judging.report import Report
from pods_policies.rule import Severity

__all__ = ["lines", "print_report"]

_STYLES: Final = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}
_WIDTH: Final = 9


def print_report(report: Report) -> None:
    """Print a report, coloured where a terminal shows it."""
    out = console()
    for line in lines(report):
        out.print(line, soft_wrap=True)


def lines(report: Report) -> Iterator[Text]:
    """Yield the lines of a report: what counts first, then the rest, then the outcome."""
    for entry in report.counting:
        yield from _block(entry)
    if report.others:
        yield Text("does not count:", style="bold")
        for entry in report.others:
            yield from _brief(entry, report)
        yield Text("")
    yield from _waivers(report)
    yield from (Text(f"note: {one_line(each)}") for each in leftovers(report))
    for one in report.sources:
        judged = f"{counted(one.resources, 'resource')} of {one.stack}"
        yield Text(one_line(f"judged: {judged}, the {one.kind} in {one.file}"))
    yield Text(headline(report), style="bold green" if report.is_success else "bold red")


def _block(entry: Entry) -> Iterator[Text]:
    undecided = " undecided" if entry.kind == "undecided" else ""
    failed = " the rule failed" if entry.kind == "failure" else ""
    head = Text(f"{entry.severity.value:<{_WIDTH}}", style=_STYLES[entry.severity])
    head.append(f"{entry.rule.id}{undecided}{failed}  {one_line(entry.label)}", style="bold")
    yield head
    for name, said in _parts(entry):
        if said:
            yield Text(f"  {name:<{_WIDTH}} {one_line(said)}")
    yield Text("")


def _parts(entry: Entry) -> Iterable[tuple[str, str]]:
    clause = entry.rule.clauses[0] if entry.rule.clauses else ""
    return (
        ("found", entry.observed),
        ("required", entry.required),
        ("for", entry.bearing.told),
        ("change", change_of(entry)),
        ("line", "" if entry.place is None else str(entry.place)),
        ("resource", entry.urn),
        ("serves", ", ".join(filter(None, (*entry.rule.requirements, str(clause))))),
        ("explained", explained(entry.rule)),
        ("may waive", "" if entry.kind == "failure" else entry.may_waive),
    )


def _brief(entry: Entry, report: Report) -> Iterator[Text]:
    start = "undecided: " if entry.kind == "undecided" else ""
    yield Text(
        f"  {report.standing(entry)}: {entry.severity.value} {entry.rule.id} "
        f"{one_line(entry.label)}: {start}{one_line(entry.observed)}; {one_line(entry.required)}"
    )
    if entry.waiver is not None:
        yield Text(f"    {one_line(waived_by(entry))}")


def _waivers(report: Report) -> Iterator[Text]:
    if not report.waivers:
        return
    yield Text("waivers:", style="bold")
    for one in report.waivers:
        use = "in use" if one in report.used_waivers else "not used"
        told = one_line(
            f"{one.rule} for {one.resource}, until {one.expires}, approved by {one.approver}, "
            f"owned by {one.owner} ({one.place}): {use}"
        )
        yield Text(f"  {told}")
    yield Text("")
