"""The waivers that are in force while a stack is judged, and which of them were used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Final

__all__ = ["LEDGER_RULE", "MAX_DAYS", "Ledger", "Waiver"]

LEDGER_RULE: Final = "BC-GOV-002"
"""The rule that judges the waivers; nothing waives it."""

MAX_DAYS: Final = 90
"""Days from its approval for which a waiver may hold, unless a team configures others."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception from one rule for some resources, with somebody who answers for it."""

    rule: str
    resource: str
    """A URN, a resource's name, or either with `*` and `?`."""
    owner: str
    approver: str
    reason: str
    control: str
    """What protects instead: the compensating control."""
    expires: date
    """The last day on which it holds."""
    place: str = ""
    """Where it is written: file and line."""
    approved: date = date.min
    """The day on which it was approved; it holds from then on."""
    beside_code: bool = False
    """Whether it is kept with the program, where who writes the program may write it too."""

    @property
    def is_pattern(self) -> bool:
        """Answer whether it may mean several resources."""
        return any(character in self.resource for character in "*?")

    @property
    def is_boundless(self) -> bool:
        """Answer whether it is for whatever there is."""
        return self.is_pattern and not self.resource.removeprefix("urn:pulumi:").strip("*?:")

    def means(self, urn: str) -> bool:
        """Answer whether it is meant for a resource: by URN or by name."""
        names = (urn, urn.rsplit("::", 1)[-1])
        if not self.is_pattern:
            return self.resource in names
        pattern = self.resource.replace("[", "[[]")  # names of list items have brackets
        return any(fnmatchcase(one, pattern) for one in names)

    def covers(self, rule: str, urn: str) -> bool:
        """Answer whether it is meant for this rule and resource, expired or not."""
        return self.rule == rule and self.means(urn)

    def holds_on(self, day: date) -> bool:
        """Answer whether it is in force on a day."""
        return self.approved <= day <= self.expires


@dataclass(slots=True)
class Ledger:
    """All waivers, and those that covered a finding."""

    waivers: Sequence[Waiver] = ()
    problems: Sequence[str] = ()
    """What is wrong with the files that the waivers were read from."""
    used: set[Waiver] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    """The rules that were run, by id."""
    reads: Mapping[str, Sequence[str]] | None = None
    """Every rule that a waiver may name, and the types that it reads; None if nobody said."""
    max_days: int = MAX_DAYS
    too_wide: frozenset[Waiver] = frozenset()
    """Those that cover more of the stack than a waiver may, where the whole stack is known."""

    def is_within_limits(self, waiver: Waiver) -> bool:
        """Answer whether a waiver is as short and as narrow as it must be to hold at all."""
        days = (waiver.expires - waiver.approved).days
        is_narrow = not waiver.is_boundless and waiver not in self.too_wide
        return days <= self.max_days and is_narrow

    def covering(
        self, rule: str, urn: str, today: date, *, beside_code: bool = True
    ) -> Waiver | None:
        """Return the waiver in force for a finding, and note that it was used.

        Args:
            rule: the id of the rule that found something.
            urn: the resource.
            today: the day on which the stack is judged.
            beside_code: whether waivers that are kept beside the code count.
        """
        if rule == LEDGER_RULE:
            return None
        for one in self.waivers:
            counts = beside_code or not one.beside_code
            if not counts or not one.covers(rule, urn):
                continue
            if one.holds_on(today) and self.is_within_limits(one):
                self.used.add(one)
                return one
        return None
