"""The service that the engine calls: the SDK's own, with each message read once for all rules.

The SDK reads a message anew for every policy, which makes a pack cost rules times resources. Here a
message is read once and every rule judges the result; levels, configuration and reports stay the
SDK's. A test holds that both ways give the same answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pulumi_policy
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel, Policy, policy

from pods_policies.catalogue import RULES
from pods_policies.judging.judge import Judgement
from pods_policies.relations.stack import Stack
from pods_policies.rule import Level, ResourceRule, Rule, StackRule, in_order
from pods_policies.sdk.answers import answers_of, reason_of
from pods_policies.sdk.messages import final_resource, single_resource
from pods_policies.sdk.pack import NAME, SHARED, policies
from pods_policies.sdk.remediation import mended
from pods_policies.sdk.session import Session
from pods_policies.waivers.ledger import LEDGER_RULE

__all__ = ["PackService", "serve", "service_of"]


class PackService(policy._PolicyAnalyzerServicer):  # noqa: SLF001
    """Answers the engine's requests for the whole pack."""

    rules: Sequence[Rule] = RULES

    def __init__(self, name: str, version: str, made: list[Policy], *rest: Any) -> None:
        """Take what `PolicyPack` passes on."""
        super().__init__(name, version, made, *rest)
        self._version = version
        known = {one.id: one for one in (*RULES, *self.rules)}
        self._session = Session(tuple(known.values()))
        self._policies = {one.name: one for one in made}
        chosen = [one for one in in_order(self.rules) if one.id in self._policies]
        self._on_stacks = [one for one in chosen if isinstance(one, StackRule)]
        self._on_resources = [one for one in chosen if isinstance(one, ResourceRule)]

    def Analyze(  # noqa: N802 - the protocol's
        self, request: analyzer_pb2.AnalyzeRequest, _context: object
    ) -> analyzer_pb2.AnalyzeResponse:
        """Judge one resource before it is made."""
        self._session.shared = self._settings(SHARED)
        one = single_resource(request)
        self._session.see(one)
        self._session.limit_waivers(self._settings(LEDGER_RULE))
        response = analyzer_pb2.AnalyzeResponse()
        for rule in self._on_resources:
            if one.type in rule.concerns and self._is_on(rule):
                own = self._settings(rule.id)
                self._say(response, rule, self._session.judge_resource(rule, one, own))
        return response

    def Remediate(  # noqa: N802 - the protocol's
        self, request: analyzer_pb2.AnalyzeRequest, _context: object
    ) -> analyzer_pb2.RemediateResponse:
        """Mend one resource by the rules that are configured to; the engine shows what changes."""
        response = analyzer_pb2.RemediateResponse()
        chosen = [one for one in self._on_resources if self._remediates(one, request.type)]
        if not chosen:
            return response
        self._session.shared = self._settings(SHARED)
        now = analyzer_pb2.AnalyzeRequest()
        now.CopyFrom(request)
        for rule in chosen:  # each sees what those before it mended
            one = single_resource(now)
            self._session.see(one)
            self._session.limit_waivers(self._settings(LEDGER_RULE))
            changes = self._session.mending(rule, one, self._settings(rule.id))
            if changes:
                now.properties.CopyFrom(mended(now.properties, changes))
                response.remediations.add(
                    policyName=rule.id,
                    policyPackName=NAME,
                    policyPackVersion=self._version,
                    description=self._policies[rule.id].description,
                    properties=now.properties,
                )
        return response

    def _remediates(self, rule: ResourceRule, kind: str) -> bool:
        level = self._get_enforcement_level(self._policies[rule.id])
        can = rule.mend is not None and kind in rule.concerns
        return can and bool(level == EnforcementLevel.REMEDIATE)

    def AnalyzeStack(  # noqa: N802 - the protocol's
        self, request: analyzer_pb2.AnalyzeStackRequest, _context: object
    ) -> analyzer_pb2.AnalyzeResponse:
        """Judge the stack by its final states."""
        parents = {one.urn: (one.type, one.name, one.parent) for one in request.resources}
        resources = [
            final_resource(one, self._session.inputs_of(one.urn), parents)
            for one in request.resources
        ]
        stack = Stack(resources, self._session.occasion)
        self._session.limit_waivers(self._settings(LEDGER_RULE), stack)
        # A waiver of one that met no resource of its types is unused, like any other.
        stack.occasion.waivers.judged.update(
            one.id for one in self._on_resources if self._is_on(one)
        )
        response = analyzer_pb2.AnalyzeResponse()
        for rule in self._on_stacks:
            if self._is_on(rule):
                own = self._settings(rule.id)
                self._say(response, rule, self._session.judge_stack(rule, stack, own))
        return response

    def _settings(self, name: str) -> Mapping[str, Any]:
        return self._get_policy_config(name) or {}

    def _is_on(self, rule: Rule) -> bool:
        level = self._get_enforcement_level(self._policies[rule.id])
        return bool(level != EnforcementLevel.DISABLED)

    def _say(
        self, response: analyzer_pb2.AnalyzeResponse, rule: Rule, judgements: Sequence[Judgement]
    ) -> None:
        reason = reason_of(judgements)
        if reason is not None:
            response.not_applicable.add(policy_name=rule.id, reason=reason)
        made = self._policies[rule.id]
        configured = self._get_enforcement_level(made)
        if configured == EnforcementLevel.REMEDIATE:  # what is left after a remediation
            configured = EnforcementLevel.MANDATORY
        for answer in answers_of(judgements):
            level = EnforcementLevel.ADVISORY if answer.level is Level.ADVISORY else configured
            report = self._create_report_violation(
                response, rule.id, made.description, level, made.severity
            )
            report(answer.text, answer.urn)


def service_of(rules: Sequence[Rule]) -> type[PackService]:
    """Return the service of a pack of these rules."""
    return type("PackService", (PackService,), {"rules": rules})


def serve(rules: Iterable[Rule] = RULES) -> None:
    """Serve the pack to the engine, until it ends; nothing may print before: it reads a port.

    Args:
        rules: the catalogue, or a choice of it, or the catalogue and a team's own rules.
    """
    chosen = tuple(rules)
    # The SDK offers no other way to serve anything but its own service.
    policy.__dict__["_PolicyAnalyzerServicer"] = service_of(chosen)
    pulumi_policy.PolicyPack(
        name=NAME, policies=policies(chosen), enforcement_level=EnforcementLevel.MANDATORY
    )
