"""Phrases that several formats share."""

from collections.abc import Iterator
from typing import Final

from pods_policies.documents.document import stack_of
from pods_policies.judging.entry import SEVERITIES, Entry
from pods_policies.judging.report import Report, Standing
from pods_policies.rule import Rule
from pods_policies.verdicts import keyword
from pods_policies.waivers.ledger import LEDGER_RULE

__all__ = [
    "change_of",
    "counted",
    "explained",
    "headline",
    "leftovers",
    "told",
    "told_whole",
    "waived_by",
]

_KINDS = (
    ("finding", "finding", "findings"),
    ("undecided", "undecided", "undecided"),
    ("failure", "failed rule", "failed rules"),
)

_MOST_NAMED = 5
_ASIDE: Final[tuple[Standing, ...]] = ("known", "advice", "waived")
_NOTHING = "nothing judged: no rule concerns what the stack holds"


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Return `1 rule`, `2 rules`."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"


def headline(report: Report) -> str:
    """Return the outcome in one line."""
    if not report.is_judged:
        allowed = " (allowed by --allow-nothing-judged)" if report.allows_nothing_judged else ""
        return f"{_NOTHING}{allowed}"
    aside = f"; does not count: {_aside(report)}" if report.others else ""
    if report.is_success:
        return f"passes: {_rules(report)}{aside}"
    kinds = {kind: sum(one.kind == kind for one in report.counting) for kind, _, _ in _KINDS}
    by_kind = [counted(kinds[kind], one, more) for kind, one, more in _KINDS if kinds[kind]]
    severities = report.severities
    by_severity = [f"{severities[one]} {one.value}" for one in SEVERITIES if severities[one]]
    return f"refused: {', '.join(by_kind)} ({', '.join(by_severity)}){aside}"


def _rules(report: Report) -> str:
    """Count each rule once; those with something to be said are in what does not count."""
    said = [f"{counted(report.rules_kept, 'rule')} kept"]
    if report.rules_not_applicable:
        said.append(f"{report.rules_not_applicable} not applicable")
    if report.disabled:
        said.append(f"{len(report.disabled)} switched off")
    return ", ".join(said)


def _aside(report: Report) -> str:
    found = report.standings
    return ", ".join(f"{found[one]} {one}" for one in _ASIDE if found[one])


def leftovers(report: Report) -> list[str]:
    """Return what a reader must know beside the findings: what was not run, and what is known."""
    said = [f"{one.file}: {note}" for one in report.sources for note in one.notes]
    if report.disabled:
        named = ", ".join(rule.id for rule in report.disabled[:_MOST_NAMED])
        more = len(report.disabled) - _MOST_NAMED
        others = f" and {more} more" if more > 0 else ""
        said.append(f"{counted(len(report.disabled), 'rule')} switched off: {named}{others}")
    known = report.kinds["known"]
    if report.baseline:
        said.append(
            f"{report.baseline}: {counted(known, 'known finding')} left aside"
            + (f", {report.gone} are no more: write the baseline anew" if report.gone else "")
        )
    said += _encrypted(report)
    is_told = any(rule.id == LEDGER_RULE for rule in report.rules)  # as findings of that rule
    return said if is_told else [*said, *report.waiver_problems]


def _encrypted(report: Report) -> Iterator[str]:
    """Say what makes a state undecided: no update is to come that would tell."""
    stacks = {stack_of(one.urn) for one in report.entries if one.kind == "undecided"}
    for one in report.sources:
        if one.kind == "state" and one.stack in stacks:
            yield (
                f"{one.file}: what is undecided is likely encrypted in this state; "
                "`pulumi stack export --show-secrets` shows it"
            )


def explained(rule: Rule) -> str:
    """Return the command that explains a rule, as prose has it."""
    return f"`{rule.explain}`"


def told(entry: Entry) -> str:
    """Return a finding in one sentence."""
    start = "undecided: " if entry.kind == "undecided" else ""
    said = f"{start}{entry.name or entry.label}: {entry.observed}"
    return f"{said}; {entry.required}" if entry.required else said


def told_whole(entry: Entry) -> str:
    """Return a finding and what to change."""
    change = change_of(entry)
    return f"{told(entry)}. Change: {change}." if change else f"{told(entry)}."


def change_of(entry: Entry) -> str:
    """Return the property to change, in both spellings, or words."""
    if not entry.prop or keyword(entry.prop.split(".")[0]) in keyword(entry.change):
        return entry.change
    return f"{entry.change} ({entry.prop})"


def waived_by(entry: Entry) -> str:
    """Return what a waived finding's waiver says."""
    waiver = entry.waiver
    if waiver is None:
        return ""
    return (
        f"waived until {waiver.expires} by {waiver.approver}, owned by {waiver.owner}: "
        f"{waiver.reason.rstrip('.')}. Instead: {waiver.control.rstrip('.')}"
    )
