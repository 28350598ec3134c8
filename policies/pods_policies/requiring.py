"""Concludes from one property whether a resource does what a rule requires of it.

What the provider itself would refuse (a text where a number belongs) is a finding that names the
property, never its value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN, Missing, UnreadableValueError, flag, number
from pods_policies.relations.resource import Resource
from pods_policies.verdicts import Change, Finding, Kept, Undecided, Verdict, keyword

__all__ = ["Demand", "all_kept", "flag_must_be", "must_be_at_least"]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule requires of a property of a resource."""

    subject: Resource
    prop: str
    """In Pulumi's spelling."""
    required: str
    """What is required, for which tier or requirement."""
    change: Change
    absent: str = ""
    """What follows from the property's absence, such as `so none are kept`."""

    def refused(self, observed: str) -> Finding:
        """Conclude that the resource does not meet the rule."""
        return Finding(self.subject, observed, self.required, self.change)

    @property
    def unknown(self) -> Undecided:
        """Conclude that the value is not known yet."""
        observed = f"{keyword(self.prop)} is not known before the update"
        return Undecided(self.subject, observed, self.required, self.change)

    @property
    def unreadable(self) -> Finding:
        """Conclude that the value is of a kind that the provider would refuse."""
        return self.refused(f"{keyword(self.prop)} cannot be read")

    @property
    def unset(self) -> Finding:
        """Conclude that the property is missing."""
        follows = f", {self.absent}" if self.absent else ""
        return self.refused(f"{keyword(self.prop)} is not set{follows}")


_OF_THE_PROPERTY: Final = object()


def flag_must_be(
    demand: Demand, *, wanted: bool, default: bool, value: Any = _OF_THE_PROPERTY
) -> Verdict:
    """Judge a property that is true or false.

    Args:
        demand: the property, and what is required of it.
        wanted: what it must be.
        default: what the provider takes when it is absent.
        value: the value, where it lies deeper than the property itself.
    """
    declared = _declared(demand, value)
    try:
        held = flag(declared, default=default)
    except UnreadableValueError:
        return demand.refused(f"{keyword(demand.prop)} is neither true nor false")
    if isinstance(held, Missing):
        return demand.unknown
    if held is wanted:
        return Kept(demand.subject)
    return (
        demand.unset if declared is ABSENT else demand.refused(f"{keyword(demand.prop)} is {held}")
    )


def must_be_at_least(
    demand: Demand,
    least: float,
    *,
    default: float | None = None,
    unit: str = " days",
    value: Any = _OF_THE_PROPERTY,
) -> Verdict:
    """Judge a property that is a number.

    Args:
        demand: the property, and what is required of it.
        least: the least value that is enough.
        default: what the provider takes when it is absent; None where it promises nothing.
        unit: follows the number in the message.
        value: the value, where it lies deeper than the property itself.
    """
    try:
        held = number(_declared(demand, value))
    except UnreadableValueError:
        return demand.refused(f"{keyword(demand.prop)} is not a number")
    if held is UNKNOWN:
        return demand.unknown
    if isinstance(held, Missing):
        enough = default is not None and default >= least
        return Kept(demand.subject) if enough else demand.unset
    if held < least:
        counted = unit.removesuffix("s") if held == 1 else unit
        return demand.refused(f"{keyword(demand.prop)} is {held}{counted}")
    return Kept(demand.subject)


def all_kept(subject: Resource, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts that are not kept; where all are, that the resource keeps the rule."""
    broken: list[Verdict] = [verdict for verdict in verdicts if not isinstance(verdict, Kept)]
    yield from broken or (Kept(subject),)


def _declared(demand: Demand, value: Any) -> Any:
    return demand.subject.declared(demand.prop) if value is _OF_THE_PROPERTY else value
