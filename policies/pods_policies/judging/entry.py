"""One thing that a run has to say, made of a judgement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pods_policies.judging.bearing import NOTHING, Bearing
from pods_policies.judging.fingerprint import fingerprint
from pods_policies.judging.judge import Judgement
from pods_policies.rule import Level, Rule, Severity
from pods_policies.verdicts import Finding, Kept, NotApplicable, RuleFailure, Undecided, remedy
from pods_policies.waivers.ledger import LEDGER_RULE, Waiver

__all__ = ["SEVERITIES", "Entry", "Kind", "Place", "entries_of"]

Kind: TypeAlias = Literal["finding", "undecided", "failure"]

SEVERITIES: Final = tuple(Severity)
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the program."""

    file: str
    """Relative to the folder in which the command runs, if it is below it."""
    line: int
    is_certain: bool
    """Whether the engine told the line of the resource itself; else it is likely."""

    def __str__(self) -> str:
        """Render as `__main__.py:12`, or `likely __main__.py:12`."""
        return f"{'' if self.is_certain else 'likely '}{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to be said: a finding, what is undecided, or a rule that failed."""

    rule: Rule
    kind: Kind
    level: Level
    urn: str
    """Of the resource; empty where a rule failed over the stack as a whole."""
    name: str
    label: str
    observed: str
    required: str
    """Empty where a rule failed: what it observed says all."""
    change: str
    """The property to change and its value, or words; empty where a rule failed."""
    prop: str
    """The property's path in Pulumi's spelling; empty where a rule failed."""
    bearing: Bearing = NOTHING
    waiver: Waiver | None = None
    place: Place | None = None
    fingerprint: str = ""
    is_known: bool = False
    """Whether the baseline has it."""

    @property
    def severity(self) -> Severity:
        """How bad the outcome is that the rule prevents."""
        return self.rule.severity

    @property
    def may_waive(self) -> str:
        """Say who can accept the risk; nobody can for what is wrong with waivers themselves."""
        is_barred = self.rule.id == LEDGER_RULE or self.kind == "failure"
        return "nobody" if is_barred else self.bearing.who_may_waive

    @property
    def aside(self) -> Literal["waived", "known", ""]:
        """Why it is left aside: `waived`, `known`, or nothing."""
        return "waived" if self.waiver is not None else "known" if self.is_known else ""


def entries_of(
    judgements: Iterable[Judgement],
    bearing_of: Callable[[Judgement], Bearing],
    place_of: Callable[[Finding | Undecided], Place | None],
) -> tuple[Entry, ...]:
    """Return what is to be said, the worst first."""
    made = [
        _entry(one, bearing_of(one), place_of)
        for one in judgements
        if not isinstance(one.verdict, Kept | NotApplicable)
    ]
    return tuple(sorted(made, key=_rank))


def _rank(entry: Entry) -> tuple[object, ...]:
    return (
        bool(entry.aside),
        SEVERITIES.index(entry.severity),
        entry.rule.id,
        entry.urn,
        entry.observed,
    )


def _entry(
    judgement: Judgement, bearing: Bearing, place_of: Callable[[Finding | Undecided], Place | None]
) -> Entry:
    verdict = judgement.verdict
    if isinstance(verdict, RuleFailure):
        subject = verdict.subject
        return Entry(
            rule=judgement.rule,
            kind="failure",
            level=judgement.level,
            urn="" if subject is None else subject.urn,
            name="" if subject is None else subject.name,
            label="the stack" if subject is None else subject.label,
            observed=_told_whole(verdict.reason),
            required="",
            change="",
            prop="",
            bearing=bearing,
        )
    if isinstance(verdict, Kept | NotApplicable):
        raise TypeError("nothing is said of a rule that is kept")
    kind: Kind = "finding" if isinstance(verdict, Finding) else "undecided"
    subject = verdict.subject
    return Entry(
        rule=judgement.rule,
        kind=kind,
        level=judgement.level,
        urn=subject.urn,
        name=subject.name,
        label=subject.label,
        observed=verdict.observed,
        required=verdict.required,
        change=remedy(verdict),
        prop=verdict.change.prop,
        bearing=bearing,
        waiver=judgement.waiver,
        place=place_of(verdict),
        fingerprint=fingerprint(kind, verdict.observed, verdict.change.prop),
    )


def _told_whole(reason: str) -> str:
    """Say of a rule that failed what to do about it."""
    if ". Change: " in reason:  # a value that cannot be read
        return reason.replace(". Change: ", "; ").rstrip(".")
    return f"{reason}; what it would find is not known, so report it, with these words"
