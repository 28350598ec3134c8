"""What a whole run concluded: pure data, from which every format is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from pods_policies.judging.entry import SEVERITIES, Entry
from pods_policies.judging.judge import Judgement
from pods_policies.rule import Level, Rule, Severity
from pods_policies.verdicts import Kept, NotApplicable
from pods_policies.waivers.ledger import LEDGER_RULE, Waiver

__all__ = ["Report", "Source", "Standing", "tallies"]

Standing: TypeAlias = Literal["counts", "advice", "known", "waived"]


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
