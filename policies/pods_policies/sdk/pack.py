"""Makes the SDK's policies out of the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyComplianceFramework,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, UnknownValueError

from pods_policies.catalogue import RULES
from pods_policies.judging.judge import Judgement
from pods_policies.relations.resource import Resource, type_label
from pods_policies.relations.stack import Stack
from pods_policies.rule import ResourceRule, Rule, StackRule, in_order
from pods_policies.sdk.answers import answers_of, reason_of
from pods_policies.sdk.conversion import converted, converted_final
from pods_policies.sdk.remediation import lay
from pods_policies.sdk.session import Session
from pods_policies.settings import schema_of, shared_schema

__all__ = ["NAME", "SHARED", "policies", "policy_for"]

NAME: Final = "pods"

SHARED: Final = "pods"
"""The name under which a configuration gives the settings of all rules."""


class NotesError(UnknownValueError):
    """Hands advice of a mandatory rule to the SDK, which has no other way to say it."""

    def __init__(self, notes: Sequence[str]) -> None:
        """Hold the notes, counted."""
        super().__init__(UNKNOWN_STRING_VALUE, [])
        self.message = f"{len(notes)} noted\n" + "\n".join(notes)


@dataclass(slots=True)
class _Requests:
    """The conversions that the policies of one pack share.

    The policies of a pack run in a fixed order, so a policy that comes back to a resource means a
    new request; the others of the same request share the first one's conversion.
    """

    session: Session
    _one: tuple[Resource, set[str]] | None = None
    _stack: tuple[Stack, set[str]] | None = None

    def resource(self, args: ResourceValidationArgs, reader: str) -> Resource:
        seen = self._one
        if seen is None or seen[0].urn != args.urn or reader in seen[1]:
            seen = self._one = (converted(args), set())
            self.session.see(seen[0])
        seen[1].add(reader)
        return seen[0]

    def stack(self, args: StackValidationArgs, reader: str) -> Stack:
        seen = self._stack
        if seen is None or reader in seen[1]:
            resources = [
                converted_final(one, self.session.inputs_of(one.urn)) for one in args.resources
            ]
            seen = self._stack = (Stack(resources, self.session.occasion), set())
        seen[1].add(reader)
        return seen[0]


def policies(rules: Iterable[Rule] = RULES, session: Session | None = None) -> list[Policy]:
    """Return the policy of the shared settings, then one for each rule, in the order to run."""
    chosen = in_order(rules)
    known = {one.id: one for one in (*RULES, *chosen)}
    requests = _Requests(session or Session(tuple(known.values())))
    shared = ResourceValidationPolicy(
        name=SHARED,
        description="Settings of all rules",
        validate=partial(_take_settings, requests),
        enforcement_level=EnforcementLevel.MANDATORY,
        config_schema=PolicyConfigSchema(shared_schema()),
    )
    return [shared, *(_policy(rule, requests) for rule in chosen)]


def policy_for(rule: Rule) -> Policy:
    """Return the SDK's policy of one rule alone."""
    return policies([rule])[1]


def _policy(rule: Rule, requests: _Requests) -> Policy:
    about: dict[str, Any] = {
        "name": rule.id,
        "description": rule.title,
        "display_name": rule.title,
        "severity": Severity(rule.severity.value),
        "enforcement_level": EnforcementLevel(rule.level.value),
        "tags": [rule.family.lower(), *rule.requirements],
        "remediation_steps": f"{rule.remediation} `{rule.explain}` explains it.",
        "config_schema": PolicyConfigSchema(schema_of(rule.settings)),
        "framework": _framework(rule),
    }
    if isinstance(rule, StackRule):
        return StackValidationPolicy(validate=partial(_judge_stack, rule, requests), **about)
    if isinstance(rule, ResourceRule):
        # The SDK takes plain properties too, though its types say that it awaits them.
        mend: Any = None if rule.mend is None else partial(_mend, rule, requests)
        return ResourceValidationPolicy(
            validate=partial(_judge_resource, rule, requests), remediate=mend, **about
        )
    raise TypeError(f"{rule.id} is neither a resource rule nor a stack rule")


def _framework(rule: Rule) -> PolicyComplianceFramework | None:
    """Return the primary clause, as the SDK names a framework."""
    if not rule.clauses:
        return None
    first = rule.clauses[0]
    name, _, version = first.standard.rpartition(":" if ":" in first.standard else " ")
    return PolicyComplianceFramework(
        name=name, version=version, reference=first.id, specification=str(first)
    )


def _take_settings(
    requests: _Requests, args: ResourceValidationArgs, _report: ReportViolation
) -> None:
    requests.session.shared = dict(args.get_config())
    requests.resource(args, SHARED)  # the rules that judge the stack need what the program set
    args.not_applicable("it carries settings and judges nothing")


def _judge_resource(
    rule: ResourceRule, requests: _Requests, args: ResourceValidationArgs, report: ReportViolation
) -> None:
    resource = requests.resource(args, rule.id)
    requests.session.occasion.waivers.judged.add(rule.id)
    if resource.type not in rule.concerns:
        args.not_applicable(f"not {_kinds(rule)}")
    _say(requests.session.judge_resource(rule, resource, dict(args.get_config())), args, report)


def _mend(
    rule: ResourceRule, requests: _Requests, args: ResourceValidationArgs
) -> Mapping[str, Any] | None:
    """Return the properties as the rule mends them; None where there is nothing to mend."""
    resource = converted(args)
    requests.session.see(resource)
    changes = requests.session.mending(rule, resource, dict(args.get_config()))
    if not changes:
        return None
    lay(args.props, changes)  # in place: a copy of the SDK's properties would lose its secrets
    return args.props


def _kinds(rule: ResourceRule) -> str:
    return " or ".join(f"an {type_label(kind)}" for kind in rule.concerns)


def _judge_stack(
    rule: StackRule, requests: _Requests, args: StackValidationArgs, report: ReportViolation
) -> None:
    stack = requests.stack(args, rule.id)
    _say(requests.session.judge_stack(rule, stack, dict(args.get_config())), args, report)


def _say(
    judgements: Sequence[Judgement],
    args: ResourceValidationArgs | StackValidationArgs,
    report: ReportViolation,
) -> None:
    reason = reason_of(judgements)
    if reason is not None:
        args.not_applicable(reason)
    said = list(zip(answers_of(judgements), judgements, strict=False))
    notes = [answer.text for answer, one in said if answer.level is not one.rule.level]
    for answer, one in said:
        if answer.level is one.rule.level:
            report(answer.text, answer.urn)
    if notes:
        raise NotesError(notes)
