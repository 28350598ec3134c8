"""The report as a comment on a pull request: short, the details folded."""

from collections.abc import Iterable, Iterator
from typing import Final

from pods.errors import printable
from pods_policies.formats.words import change_of, counted, headline, leftovers, waived_by
from pods_policies.judging.entry import Entry
from pods_policies.judging.report import Report

__all__ = ["LONGEST", "MARK", "markdown_text"]

LONGEST: Final = 65_536
"""Characters that a comment on GitHub may have."""

MARK: Final = "<!-- pods check -->"
"""First line of the comment, by which CI finds the one to replace."""

_ROWS: Final = 10
_ROOM: Final = 4_000  # for what stands around the details
_LONGEST_CELL: Final = 160


def markdown_text(report: Report) -> str:
    """Return the report as Markdown of GitHub and GitLab, never longer than a comment may be."""
    counting, others = report.counting, report.others
    head = [MARK, f"## {_sign(report)} Continuity: {headline(report)}", ""]
    head += [_sources(report), ""]
    head += _table(counting)
    tail = [f"- {_inline(one)}" for one in leftovers(report)]
    room = LONGEST - _ROOM - sum(map(len, (*head, *tail)))
    details = [
        *_folded("What was found, and what to change", counting, report, room // 2),
        *_folded("Waived, known, or advice", others, report, room // 2),
    ]
    return "\n".join([*head, *details, *tail, *([""] if tail else []), _foot(report), ""])


def _sign(report: Report) -> str:
    """Return the mark of a clean stack only where nothing is left aside or switched off."""
    if not report.is_success:
        return "❌"
    is_clean = report.is_judged and not report.others and not report.disabled
    return "✅" if is_clean else "⚠️"


def _sources(report: Report) -> str:
    told = [f"{_code(one.stack)} ({one.kind}, {one.resources} resources)" for one in report.sources]
    return f"Judged {', '.join(told)} by {counted(len(report.rules), 'rule')}."


def _table(entries: tuple[Entry, ...]) -> Iterator[str]:
    if not entries:
        return
    yield "| Severity | Rule | Resource | Found | Required | Change |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in entries[:_ROWS]:
        cells = (one.severity.value, one.rule.id, one.label, one.observed, one.required)
        told = [*map(_cell, cells), _remedy(_short(change_of(one))).replace("|", "\\|")]
        yield f"| {' | '.join(told)} |"
    if len(entries) > _ROWS:
        yield ""
        yield f"… and {len(entries) - _ROWS} more below."
    yield ""


def _folded(title: str, entries: tuple[Entry, ...], report: Report, room: int) -> Iterator[str]:
    """Yield as many entries as there is room for, and say how many there was none for."""
    if not entries:
        return
    blocks: list[str] = []
    used = 0
    for one in entries:
        block = "\n".join(_block(one, report))
        if used + len(block) > room:
            break
        blocks.append(block)
        used += len(block) + 1
    yield f"<details><summary>{title} ({len(entries)})</summary>"
    yield ""
    yield from blocks
    if len(blocks) < len(entries):
        yield f"{len(entries) - len(blocks)} more have no room here; the JSON report has them all."
    yield ""
    yield "</details>"
    yield ""


def _block(entry: Entry, report: Report) -> Iterator[str]:
    start = "undecided: " if entry.kind == "undecided" else ""
    standing = report.standing(entry)
    mark = "" if standing == "counts" else f" ({standing})"
    place = "" if entry.place is None else f", {_code(str(entry.place))}"
    yield f"**{entry.rule.id}** {entry.severity.value}{mark}: {_inline(entry.label)}{place}"
    yield f"- found: {start}{_inline(entry.observed)}"
    if entry.required:
        yield f"- required: {_inline(entry.required)}"
    if entry.change:
        yield f"- change: {_remedy(change_of(entry))}"
    for name, said in _context(entry):
        if said:
            yield f"- {name}: {_code(said) if name == 'resource' else _inline(said)}"
    yield ""


def _context(entry: Entry) -> Iterable[tuple[str, str]]:
    return (
        ("for", entry.bearing.told),
        ("serves", ", ".join((*entry.rule.requirements, *map(str, entry.rule.clauses[:1])))),
        ("waiver", waived_by(entry)),
        ("may be waived by", "" if entry.waiver or entry.kind == "failure" else entry.may_waive),
        ("resource", entry.urn),
    )


def _foot(report: Report) -> str:
    used = sum(one in report.used_waivers for one in report.waivers)
    waivers = f" {counted(len(report.waivers), 'waiver')}, {used} in use." if report.waivers else ""
    return f"`pods check --explain RULE` explains a rule. {report.at:%Y-%m-%d %H:%M} UTC.{waivers}"


def _cell(text: str) -> str:
    return _inline(_short(text)).replace("|", "\\|")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _remedy(text: str) -> str:
    """Return an assignment as code, and prose as prose."""
    is_assignment = "=" in text.partition(" ")[0]
    return _code(text) if is_assignment else _inline(text)


def _code(text: str) -> str:
    """Return words as code: nothing in them is markup but the mark of its end."""
    return f"`{printable(' '.join(text.split())).replace('`', chr(39))}`"


def _inline(text: str) -> str:
    """Return words that Markdown takes as they are: no markup, no mention of anybody, one line."""
    plain = printable(" ".join(text.split()))
    for character in "\\`*_<>[]":
        plain = plain.replace(character, f"\\{character}")
    return plain.replace("@", "@\u200b").replace("#", "#\u200b")
