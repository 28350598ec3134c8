"""Runs one rule; whatever happens, something is concluded."""

import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pods_policies.reading import UnreadableValueError
from pods_policies.relations.plan import Plans
from pods_policies.relations.resource import Resource, last_read
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Level, ResourceRule, Rule, StackRule
from pods_policies.secrecy import redacted
from pods_policies.settings import Settings
from pods_policies.verdicts import Finding, Kept, NotApplicable, RuleFailure, Undecided, Verdict
from pods_policies.waivers.ledger import Waiver

__all__ = ["Judgement", "judge_resource", "judge_stack", "settings_of"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict of one rule, at the level at which it counts."""

    rule: Rule
    verdict: Verdict
    level: Level
    waiver: Waiver | None = None
    """The waiver that covers it; then it is advice."""

    @property
    def counts(self) -> bool:
        """Answer whether it refuses the stack."""
        return self.level is Level.MANDATORY and isinstance(
            self.verdict, Finding | Undecided | RuleFailure
        )


def settings_of(rule: Rule, shared: Mapping[str, Any], own: Mapping[str, Any]) -> Settings:
    """Return a rule's settings: its own entry over the shared one over the defaults.

    Raises:
        ValidationError: for settings that cannot be used.
    """
    return rule.settings.model_validate({**shared, **own})


def judge_resource(
    rule: ResourceRule, resource: Resource, settings: Settings, plans: Plans, occasion: Occasion
) -> list[Judgement]:
    """Return what a rule concludes about one resource."""
    if resource.type not in rule.concerns:
        return []
    under = settings.under(plans)
    return _judged(rule, lambda: rule.check(resource, under), under, occasion, resource)


def judge_stack(rule: StackRule, stack: Stack, settings: Settings) -> list[Judgement]:
    """Return what a rule concludes about a stack."""
    under = settings.under(stack.plans)
    return _judged(rule, lambda: rule.check(stack, under), under, stack.occasion, None)


def _judged(
    rule: Rule,
    check: Callable[[], Iterable[Verdict]],
    settings: Settings,
    occasion: Occasion,
    subject: Resource | None,
) -> list[Judgement]:
    occasion.waivers.judged.add(rule.id)
    verdicts: list[Verdict] = []
    last_read.forget()
    try:
        for verdict in check():
            verdicts.append(verdict)  # noqa: PERF402 - what was said before a failure is kept
    except UnreadableValueError as error:
        verdicts.append(_unreadable(error, subject))
    except Exception as error:  # noqa: BLE001 - whatever it is, the rule must not pass
        verdicts.append(_failure(error, subject))
    if not verdicts:
        verdicts = [RuleFailure("the rule itself failed: it concluded nothing", subject)]
    return [_judgement(rule, _told(verdict), settings, occasion) for verdict in verdicts]


def _told(verdict: Verdict) -> Verdict:
    """Return a verdict whose words hold no secret, however a rule came by them."""
    if isinstance(verdict, RuleFailure):
        return replace(verdict, reason=redacted(verdict.reason))
    if isinstance(verdict, Finding | Undecided):
        change = verdict.change
        return replace(
            verdict,
            observed=redacted(verdict.observed),
            required=redacted(verdict.required),
            change=replace(change, value=redacted(change.value), words=redacted(change.words)),
        )
    return verdict


def _judgement(rule: Rule, verdict: Verdict, settings: Settings, occasion: Occasion) -> Judgement:
    if isinstance(verdict, Kept | NotApplicable):
        return Judgement(rule, verdict, rule.level)
    subject = verdict.subject
    if isinstance(verdict, RuleFailure):  # nobody knows what the waiver would cover
        return Judgement(rule, verdict, rule.level)
    waiver = occasion.waivers.covering(
        rule.id,
        "" if subject is None else subject.urn,
        occasion.now.date(),
        beside_code=settings.waivers_beside_code,
    )
    is_advice = (
        waiver is not None
        or (isinstance(verdict, Undecided) and settings.undecided == "note")
        or (subject is not None and _is_weak(subject, settings))
    )
    return Judgement(rule, verdict, Level.ADVISORY if is_advice else rule.level, waiver)


def _is_weak(subject: Resource, settings: Settings) -> bool:
    try:
        return tier_of(subject, settings) >= settings.advisory_from_tier
    except (AttributeError, TypeError, ValueError):  # tags of a shape that no provider takes
        return False


def _unreadable(error: UnreadableValueError, subject: Resource | None) -> RuleFailure:
    """Blame the property that was read last: rules read a value and then take it apart."""
    place = last_read.path or "a property"
    named = last_read.resource or subject
    of = "" if named is None else f" of {named.label}"
    told = f"{place}{of} cannot be read: {error}. Change: give {place} a value that AWS takes."
    return RuleFailure(told, named)


def _failure(error: Exception, subject: Resource | None) -> RuleFailure:
    near = "" if last_read.resource is None else f", near {last_read} "
    told = f"the rule itself failed: {_origin(error)}{near.rstrip()}"
    return RuleFailure(told, last_read.resource or subject)


def _origin(error: Exception) -> str:
    """Name the error and its place, without its text: that may repeat a secret property."""
    if isinstance(error, ValidationError):
        return f"{type(error).__name__} of {error.title}"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
