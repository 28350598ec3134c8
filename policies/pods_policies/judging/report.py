"""What a whole run concluded: pure data, from which every format is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, TypeAlias

from pods_policies.judging.bearing import NOTHING, Bearing
from pods_policies.judging.fingerprint import fingerprint
from pods_policies.judging.judge import Judgement
from pods_policies.rule import Level, Rule, Severity
from pods_policies.verdicts import Finding, Kept, NotApplicable, RuleFailure, Undecided, remedy
from pods_policies.waivers.ledger import LEDGER_RULE, Waiver

__all__ = [
    "SEVERITIES",
    "Entry",
    "Kind",
    "Place",
    "Report",
    "Source",
    "Standing",
    "entries_of",
    "tallies",
]

Kind: TypeAlias = Literal["finding", "undecided", "failure"]
Standing: TypeAlias = Literal["counts", "advice", "known", "waived"]

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


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was judged."""

    file: str
    kind: str
    stack: str
    resources: int
    notes: tuple[str, ...] = ()
    project: str = ""
    """The project's file, if it is at hand."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything that a run has to say, in the order in which to say it."""

    at: datetime
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    """Those that were run."""
    disabled: tuple[Rule, ...] = ()
    entries: tuple[Entry, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    """How many resources keep each rule, by id."""
    not_applicable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Why each rule left resources, or the stack, out; by id."""
    waivers: tuple[Waiver, ...] = ()
    used_waivers: frozenset[Waiver] = frozenset()
    countable_waivers: tuple[Waiver, ...] = ()
    """Those for rules that were run, and kept where the configuration lets them count."""
    waiver_problems: tuple[str, ...] = ()
    baseline: str = ""
    """The file of known findings; empty where none was given."""
    gone: int = 0
    """Known findings that are no more."""
    urns: tuple[str, ...] = ()
    """The resources of the stacks."""
    least: Severity = Severity.LOW
    """Findings of this severity and worse count."""
    undecided_counts: bool = False
    """Whether everything undecided counts, at whatever severity and level."""
    allows_nothing_judged: bool = False
    """Whether a stack passes of which no rule concludes anything."""

    def counts(self, entry: Entry) -> bool:
        """Answer whether an entry makes the run end without success."""
        if entry.aside:
            return False
        if entry.kind == "failure":  # nobody knows what it would have found
            return True
        if entry.kind == "undecided" and self.undecided_counts:
            return True
        is_bad = SEVERITIES.index(entry.severity) <= SEVERITIES.index(self.least)
        return is_bad and entry.level is Level.MANDATORY

    @property
    def counting(self) -> tuple[Entry, ...]:
        """The entries that make the run end without success."""
        return tuple(filter(self.counts, self.entries))

    @property
    def others(self) -> tuple[Entry, ...]:
        """The entries that are said and do not count."""
        return tuple(one for one in self.entries if not self.counts(one))

    def standing(self, entry: Entry) -> Standing:
        """Return `counts`, or why it does not: `waived`, `known`, `advice`."""
        return "counts" if self.counts(entry) else entry.aside or "advice"

    @property
    def is_judged(self) -> bool:
        """Answer whether any rule concluded anything; that of the waivers judges no stack."""
        return bool(self.entries) or any(self.kept[one] for one in self.kept if one != LEDGER_RULE)

    @property
    def is_success(self) -> bool:
        """Answer whether the stack may go."""
        return not self.counting and (self.is_judged or self.allows_nothing_judged)

    @property
    def exit_code(self) -> int:
        """How the command ends: 0 passes, 1 refused, 2 nothing judged."""
        return 0 if self.is_success else 1 if self.counting else 2

    @property
    def kinds(self) -> Counter[str]:
        """How many findings, undecided, failures; waived and known ones are counted as such."""
        return Counter(one.aside or one.kind for one in self.entries)

    @property
    def standings(self) -> Counter[Standing]:
        """How many entries count, and how many do not, by why."""
        return Counter(map(self.standing, self.entries))

    @property
    def rules_kept(self) -> int:
        """How many rules all that they concern keeps; nothing at all is said of them."""
        return sum(bool(self.kept.get(one.id)) for one in self._silent)

    @property
    def rules_not_applicable(self) -> int:
        """How many rules concern nothing of the stack."""
        return sum(not self.kept.get(one.id) for one in self._silent)

    @property
    def _silent(self) -> list[Rule]:
        told = {one.rule.id for one in self.entries}
        return [one for one in self.rules if one.id not in told]

    @property
    def severities(self) -> Counter[Severity]:
        """How many counting entries there are of each severity."""
        return Counter(one.severity for one in self.counting)


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


def tallies(judgements: Sequence[Judgement]) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """Return how many resources keep each rule, and why each leaves some out."""
    kept: Counter[str] = Counter()
    reasons: dict[str, dict[str, None]] = {}
    for one in judgements:
        if isinstance(one.verdict, Kept):
            kept[one.rule.id] += 1
        elif isinstance(one.verdict, NotApplicable):
            reasons.setdefault(one.rule.id, {})[one.verdict.reason] = None
    return dict(kept), {rule: tuple(each) for rule, each in reasons.items()}
