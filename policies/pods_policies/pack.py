"""Makes the SDK's policies out of the catalogue."""

import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, UnknownValueError
from pydantic import ValidationError

from pods_policies.catalogue import RULES
from pods_policies.conversion import Conversions
from pods_policies.finding import Finding, NotApplicable, Undecided, Verdict, sentence
from pods_policies.program import program_folder
from pods_policies.rule import ResourceRule, Rule, StackRule
from pods_policies.settings import Settings, schema_of
from pods_policies.source_line import likely_line
from pods_policies.stack import type_label

__all__ = ["NAME", "policies", "policy_for"]

NAME = "pods"

T = TypeVar("T")


class UndecidedNoteError(UnknownValueError):
    """Tells the SDK that a rule could not decide; the SDK turns it into advice."""

    def __init__(self, notes: list[str]) -> None:
        """Hold what could not be decided, counted."""
        super().__init__(UNKNOWN_STRING_VALUE, [])
        self.message = f"{len(notes)} undecided\n" + "\n".join(notes)


def policies(rules: Iterable[Rule] = RULES) -> list[Policy]:
    """Return a policy for each rule, in the order of the catalogue, sharing conversions."""
    conversions = Conversions()
    return [policy_for(rule, conversions) for rule in rules]


def policy_for(rule: Rule, conversions: Conversions | None = None) -> Policy:
    """Return the SDK's policy of one rule."""
    shared = conversions or Conversions()
    about: dict[str, Any] = {
        "name": rule.id,
        "description": rule.title,
        "display_name": rule.title,
        "severity": Severity(rule.severity.value),
        "enforcement_level": EnforcementLevel(rule.level.value),
        "tags": [rule.family.lower(), *rule.requirements],
        "remediation_steps": rule.remediation,
        "url": rule.url,
        "config_schema": PolicyConfigSchema(schema_of(rule.settings)),
    }
    if isinstance(rule, StackRule):
        return StackValidationPolicy(validate=partial(_judge_stack, rule, shared), **about)
    if isinstance(rule, ResourceRule):
        return ResourceValidationPolicy(validate=partial(_judge_resource, rule, shared), **about)
    raise TypeError(f"{rule.id} is neither a resource rule nor a stack rule")


def _judge_resource(
    rule: ResourceRule,
    shared: Conversions,
    args: ResourceValidationArgs,
    report: ReportViolation,
) -> None:
    resource = _attempt(lambda: shared.resource(args, rule.id), report)
    if args.resource_type != rule.concerns:
        args.not_applicable(f"not an {type_label(rule.concerns)}")
    if resource is not None:
        _judge(rule, lambda settings: rule.check(resource, settings), args, report)


def _judge_stack(
    rule: StackRule, shared: Conversions, args: StackValidationArgs, report: ReportViolation
) -> None:
    stack = _attempt(lambda: shared.stack(args, rule.id), report)
    if stack is not None:
        _judge(rule, lambda settings: rule.check(stack, settings), args, report)


def _judge(
    rule: Rule,
    check: Callable[[Settings], Iterable[Verdict]],
    args: ResourceValidationArgs | StackValidationArgs,
    report: ReportViolation,
) -> None:
    settings = _attempt(lambda: rule.settings.model_validate(dict(args.get_config())), report)
    if settings is None:
        return
    verdicts = _attempt(lambda: list(check(settings)), report)
    if verdicts is None:
        return
    said = [verdict for verdict in verdicts if not isinstance(verdict, NotApplicable)]
    if verdicts and not said:
        reasons = [verdict.reason for verdict in verdicts if isinstance(verdict, NotApplicable)]
        args.not_applicable("; ".join(dict.fromkeys(reasons)))
    _say(said, report, note_undecided=settings.undecided == "note")


def _say(
    verdicts: Iterable[Finding | Undecided], report: ReportViolation, *, note_undecided: bool
) -> None:
    notes: list[str] = []
    for verdict in verdicts:
        text = sentence(verdict, _line(verdict))
        if note_undecided and isinstance(verdict, Undecided):
            notes.append(text)
        else:
            report(text, verdict.subject.urn)
    if notes:
        raise UndecidedNoteError(notes)


def _line(verdict: Finding | Undecided) -> str | None:
    """Look for the line to change; a courtesy, so that its failure costs no finding."""
    try:
        folder = program_folder(verdict.subject.urn)
        return None if folder is None else likely_line(verdict.subject, verdict.change, folder)
    except (OSError, RecursionError, ValueError):
        return None


def _attempt(step: Callable[[], T], report: ReportViolation) -> T | None:
    """Run a step; its failure becomes a finding, since an error here would end the operation."""
    try:
        return step()
    except ValidationError as error:
        report(f"the configuration of this rule cannot be used: {_problems(error)}", None)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rule must not pass
        report(f"the rule itself failed: {_origin(error)}", None)
    return None


def _problems(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
    )


def _origin(error: Exception) -> str:
    """Name the error and its place, without its text: that may repeat a secret property."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
