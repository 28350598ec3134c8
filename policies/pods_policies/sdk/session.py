"""What the policies of one running pack share: settings of all rules, what was seen, the time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from pods_policies.catalogue import RULES
from pods_policies.governance.waiver_terms import WAIVER_TERMS, limit
from pods_policies.judging.judge import Judgement, judge_resource, judge_stack, settings_of
from pods_policies.judging.mend import mending
from pods_policies.relations.plan import PLAN, Plans, plans_in
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.rule import ResourceRule, Rule, StackRule
from pods_policies.sdk.program import waivers_of
from pods_policies.settings import Settings
from pods_policies.verdicts import RuleFailure
from pods_policies.waivers.ledger import Ledger

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class _Checked:
    """Settings, and the configuration that they were made of."""

    shared: Mapping[str, Any]
    own: Mapping[str, Any]
    settings: Settings | Judgement


@dataclass(slots=True)
class Session:
    """A pack that lives through a preview and the update after it."""

    rules: Sequence[Rule] = RULES
    """Every rule that a waiver may name."""
    waivers: Callable[[str, Sequence[Rule]], Ledger] = waivers_of
    """Reads the waivers for the program of a URN, anew for each stack."""
    shared: Mapping[str, Any] = field(default_factory=dict)
    """Settings that hold for all rules."""
    occasion: Occasion = field(default_factory=lambda: Occasion(datetime.now(UTC)))
    _inputs: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)
    _plans: dict[str, Plans] = field(default_factory=dict)
    _settings: dict[str, _Checked] = field(default_factory=dict)

    def see(self, resource: Resource) -> None:
        """Remember a resource's inputs for the rules that judge the whole stack."""
        if not self._inputs:
            self.begin(resource.urn)
        self._inputs[resource.urn] = resource.inputs
        if resource.type == PLAN:
            self._plans[resource.urn] = plans_in([resource])

    def begin(self, urn: str) -> None:
        """Look at the clock and read the waivers for the program that a URN belongs to."""
        self.occasion = Occasion(datetime.now(UTC), self.waivers(urn, self.rules))

    def limit_waivers(self, own: Mapping[str, Any], stack: Stack | None = None) -> None:
        """Let waivers that are longer or wider than configured not hold."""
        settings = self._usable(WAIVER_TERMS, own)
        if not isinstance(settings, Judgement):  # else that judgement refuses the stack
            limit(self.occasion.waivers, settings, stack)

    def inputs_of(self, urn: str) -> Mapping[str, Any] | None:
        """Return the inputs seen for a URN, or None."""
        return self._inputs.get(urn)

    def judge_resource(
        self, rule: ResourceRule, resource: Resource, own: Mapping[str, Any]
    ) -> list[Judgement]:
        """Return what a rule concludes about one resource, by the plans seen so far."""
        settings = self._usable(rule, own)
        if isinstance(settings, Judgement):
            return [settings] if resource.type in rule.concerns else []
        return judge_resource(rule, resource, settings, self._seen_plans(), self.occasion)

    def mending(
        self, rule: ResourceRule, resource: Resource, own: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return what to set on a resource so that it keeps a rule, where the rule can say it."""
        settings = self._usable(rule, own)
        if isinstance(settings, Judgement):
            return {}
        return mending(rule, resource, settings, self._seen_plans(), self.occasion)

    def judge_stack(self, rule: StackRule, stack: Stack, own: Mapping[str, Any]) -> list[Judgement]:
        """Return what a rule concludes about the stack."""
        settings = self._usable(rule, own)
        return [settings] if isinstance(settings, Judgement) else judge_stack(rule, stack, settings)

    def _usable(self, rule: Rule, own: Mapping[str, Any]) -> Settings | Judgement:
        """Return a rule's settings, checked once for as long as nobody configures others."""
        known = self._settings.get(rule.id)
        if known is None or (known.shared, known.own) != (self.shared, own):
            known = _Checked(self.shared, own, self._checked(rule, own))
            self._settings[rule.id] = known
        return known.settings

    def _checked(self, rule: Rule, own: Mapping[str, Any]) -> Settings | Judgement:
        try:
            return settings_of(rule, self.shared, own)
        except ValidationError as error:
            told = f"the configuration of this rule cannot be used: {_problems(error)}"
            return Judgement(rule, RuleFailure(told), rule.level)

    def _seen_plans(self) -> Plans:
        return Plans(tuple(record for plans in self._plans.values() for record in plans.records))


def _problems(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
    )
