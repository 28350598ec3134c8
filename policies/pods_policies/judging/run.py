"""Runs every rule over a stack that was read from files."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pods.errors import ConfigurationError, Problem
from pods_policies.governance.waiver_terms import WAIVER_TERMS, limit
from pods_policies.judging.configuration import Configuration
from pods_policies.judging.judge import Judgement, judge_resource, judge_stack
from pods_policies.relations.resource import type_label
from pods_policies.relations.stack import Stack
from pods_policies.rule import Level, ResourceRule, Rule, StackRule, in_order
from pods_policies.verdicts import NotApplicable

__all__ = ["judged", "rules_that_run"]


def rules_that_run(rules: Sequence[Rule], configuration: Configuration) -> tuple[Rule, ...]:
    """Return the rules that are not switched off.

    Raises:
        ConfigurationError: if none is left: a run without rules would find nothing.
    """
    chosen = tuple(rule for rule in rules if configuration.level(rule) is not None)
    if not chosen:
        raise ConfigurationError(
            Problem(
                subject="rules",
                observed="all of them are switched off",
                required="one that runs is required, since a run without rules finds nothing",
                remedy="Leave `disabled` to the rules that nobody needs.",
            )
        )
    return chosen


def judged(
    rules: Sequence[Rule], stack: Stack, managed: Collection[str], configuration: Configuration
) -> list[Judgement]:
    """Return what these rules conclude, those on single resources first, as the engine runs them.

    Args:
        rules: those that are not switched off.
        stack: one stack, or several joined.
        managed: URNs of the resources that a program makes; others are only related to.
        configuration: levels and settings.
    """
    limit(stack.occasion.waivers, configuration.settings(WAIVER_TERMS), stack)
    found: list[Judgement] = []
    for rule in rules:
        if isinstance(rule, ResourceRule):
            found += _each(rule, stack, managed, configuration)
    for rule in in_order(rules):
        if isinstance(rule, StackRule):
            found += judge_stack(rule, stack, configuration.settings(rule))
    return [_at_its_level(one, configuration) for one in found]


def _each(
    rule: ResourceRule, stack: Stack, managed: Collection[str], configuration: Configuration
) -> list[Judgement]:
    settings = configuration.settings(rule)
    concerned = [one for one in stack.of_type(*rule.concerns) if one.urn in managed]
    if not concerned:
        stack.occasion.waivers.judged.add(rule.id)
        kinds = " or ".join(map(type_label, rule.concerns))
        return [Judgement(rule, NotApplicable(f"no {kinds} in this stack"), rule.level)]
    return [
        judgement
        for one in concerned
        for judgement in judge_resource(rule, one, settings, stack.plans, stack.occasion)
    ]


def _at_its_level(judgement: Judgement, configuration: Configuration) -> Judgement:
    if configuration.level(judgement.rule) is Level.ADVISORY:
        return replace(judgement, level=Level.ADVISORY)
    return judgement
