"""BC-GOV-002: every waiver is owned, approved, short, narrow and used."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from pydantic import Field

from pods_policies.clauses import GOVERNANCE
from pods_policies.relations.data.data_resources import DATABASE
from pods_policies.relations.resource import ROOT, Resource, resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Verdict
from pods_policies.waivers.ledger import LEDGER_RULE, MAX_DAYS, Ledger, Waiver
from pods_policies.waivers.scope import breadth, is_of, means_something

__all__ = ["WAIVER_TERMS", "WaiverSettings", "limit"]


class WaiverSettings(Settings):
    """How long and how wide a waiver may be."""

    max_days: int = Field(
        default=MAX_DAYS, ge=1, description="Days from its approval for which a waiver may hold."
    )
    most_resources: int = Field(
        default=10, ge=1, description="Resources that one waiver with wildcards may cover."
    )


@dataclass(frozen=True, slots=True)
class _Fault:
    observed: str
    required: str
    remedy: str


_FORMAT: Final = (
    "a waiver names rule, resource, owner, approver, reason, control, approved and expires (B12)"
)
_UNUSED: Final = _Fault(
    "covers no finding", "a waiver goes when its reason has gone (B12)", "delete the entry"
)
_GONE: Final = _Fault(
    "means no resource of this stack",
    "a waiver goes when its resource has gone (B12)",
    "correct or delete the entry",
)


def limit(ledger: Ledger, settings: Settings, stack: Stack | None = None) -> None:
    """Let waivers that are over their limits not hold, whether or not this rule is run.

    Args:
        ledger: the waivers.
        settings: of this rule.
        stack: what they are meant for; how much one covers is not known before the stack is.
    """
    if not isinstance(settings, WaiverSettings):
        raise TypeError("the settings of another rule")
    ledger.max_days = settings.max_days
    if stack is not None:
        under, most = settings.under(stack.plans), settings.most_resources
        ledger.too_wide = frozenset(
            one for one in ledger.waivers if breadth(stack, under, one, most) is not None
        )


def _check(stack: Stack, settings: WaiverSettings) -> Iterator[Verdict]:
    ledger = stack.occasion.waivers
    if not ledger.waivers and not ledger.problems:
        yield NotApplicable("no waiver is given")
    subject = _subject(stack)
    for problem in ledger.problems:
        change = Change("waivers", "", "mend the file", "for")
        yield Finding(subject, f"waivers cannot be read: {problem}", _FORMAT, change)
    for waiver in ledger.waivers:
        yield from _judge(stack, settings, waiver, subject)


def _judge(
    stack: Stack, settings: WaiverSettings, waiver: Waiver, subject: Resource
) -> Iterator[Verdict]:
    name = f'the waiver of {waiver.rule} for "{waiver.resource}" ({waiver.place})'
    faults = [*_terms(stack, settings, waiver), *_width(stack, settings, waiver)]
    if not faults:
        conclusion = _use(stack, waiver)
        if conclusion is None:
            yield Kept(subject)
        elif isinstance(conclusion, str):
            yield NotApplicable(f"{name} {conclusion}", subject)
        else:
            faults = [conclusion]
    for fault in faults:
        change = Change("waivers", "", f"{fault.remedy} at {waiver.place}", "for")
        yield Finding(subject, f"{name} {fault.observed}", fault.required, change)


def _terms(stack: Stack, settings: WaiverSettings, waiver: Waiver) -> Iterator[_Fault]:
    """Yield what is wrong with a waiver whatever the stack holds."""
    known = stack.occasion.waivers.reads
    if waiver.rule == LEDGER_RULE:
        yield _Fault("cannot count", "the rule about waivers is not waived", "delete the entry")
    elif known is not None and waiver.rule not in known:
        required = "a waiver names one rule of the pack by its id (B12)"
        yield _Fault("names no rule of the pack", required, "correct the rule")
    if waiver.beside_code and not settings.waivers_beside_code:
        required = "waivers are kept where who writes the program does not write (B12)"
        yield _Fault("is kept beside the code and does not count", required, "move the entry")
    yield from _times(stack.occasion.now.date(), settings.max_days, waiver)


def _times(today: date, max_days: int, waiver: Waiver) -> Iterator[_Fault]:
    if waiver.expires < today:
        required = "a waiver ends on its day and is renewed by a new approval (B12)"
        remedy = "mend the resource, or have the entry approved anew"
        yield _Fault(f"expired on {waiver.expires}", required, remedy)
    elif waiver.approved > today:
        required = "a waiver holds from the day of its approval (B12)"
        yield _Fault(f"is approved only from {waiver.approved}", required, "correct the day")
    days = (waiver.expires - waiver.approved).days
    if days > max_days:
        required = f"a waiver holds for {max_days} days at most (B12)"
        yield _Fault(f"holds for {days} days", required, "shorten the time of the entry")


def _width(stack: Stack, settings: WaiverSettings, waiver: Waiver) -> Iterator[_Fault]:
    observed = breadth(stack, settings, waiver, settings.most_resources)
    if observed is not None:
        required = "a waiver covers what its approver has looked at (B12)"
        yield _Fault(observed, required, "name the one resource of the entry")


def _use(stack: Stack, waiver: Waiver) -> _Fault | str | None:
    """Return what is wrong with the use of a waiver, why that cannot be told, or None."""
    if not is_of(stack, waiver):
        return "is for another stack"
    if waiver in stack.occasion.waivers.used:
        return None
    if not means_something(stack, waiver):
        return _GONE
    return _UNUSED if waiver.rule in stack.occasion.waivers.judged else "is for a rule not run here"


def _subject(stack: Stack) -> Resource:
    nothing = Resource(urn="", type=ROOT, name="the stack", inputs=None, outputs={})
    return next(iter(stack.of_type(ROOT)), nothing)


_EXAMPLE: Final = Waiver(
    rule="BC-HA-001",
    resource="clinic-*",
    owner="database team",
    approver="head of risk",
    reason="the new engine version is not yet offered as Multi-AZ",
    control="hourly snapshots",
    approved=date(2026, 1, 5),
    expires=date(2026, 12, 31),
    place="pods-waivers.yaml:2",
)

WAIVER_TERMS = StackRule(
    id="BC-GOV-002",
    title="Every waiver is owned, approved, short, narrow and used",
    severity=Severity.HIGH,
    requirements=("B12",),
    reads=(ROOT,),
    checks="Every waiver names its rule, resource, owner, approver, reason, compensating control, "
    "day of approval and day of expiry; it names a rule of the pack, is in force, holds for 90 "
    "days at most, covers few resources of one type and not a whole type of tier-1 data, and "
    "covers a finding. One that is longer or wider does not hold. Files that cannot be read, and "
    "waivers kept beside the code where the configuration refuses those, are findings too. "
    "This rule itself cannot be waived.",
    why="A waiver that nobody owns, that never ends or that covers everything switches a rule off "
    "for good, and nobody remembers that it did.",
    remediation="Delete the waivers that are no longer needed; have the others approved anew, for "
    "one resource and a short time.",
    clauses=GOVERNANCE,
    settings=WaiverSettings,
    example=(resource(ROOT, "clinic-prod", {}), resource(DATABASE, "clinic-database", {})),
    occasion=Occasion(datetime(2026, 2, 1, tzinfo=UTC), Ledger((_EXAMPLE,))),
    check=_check,
    after_all=True,
)
"""Judges the waivers after the other rules have used them."""
