"""Down to which tier the rules about redundancy hold."""

import dataclasses

import pytest

from pods_policies.judging.judge import judge_resource, judge_stack
from pods_policies.redundancy.rules import RULES
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import GROUP
from pods_policies.rule import ResourceRule, Rule, StackRule
from pods_policies.verdicts import Finding


def _tagged(one: Resource, tier: int) -> Resource:
    """Return a resource of an example as one of this tier."""
    row = {"key": "pods:tier", "value": str(tier)}
    tags = [row] if one.type == GROUP else {"pods:tier": str(tier)}
    properties = {**(one.inputs or {}), "tags": tags}
    return dataclasses.replace(one, inputs=properties, outputs=properties)


def _refuses(rule: Rule, tier: int) -> bool:
    resources = [_tagged(one, tier) for one in rule.example]
    stack, settings = Stack(resources), rule.settings()
    if isinstance(rule, StackRule):
        judged = judge_stack(rule, stack, settings)
    else:
        assert isinstance(rule, ResourceRule)
        judged = [
            each
            for one in resources
            for each in judge_resource(rule, one, settings, stack.plans, stack.occasion)
        ]
    return any(isinstance(one.verdict, Finding) for one in judged)


@pytest.mark.requirement("A4", "A5")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_tiers_one_and_two_are_redundant_and_the_others_may_be(rule: Rule) -> None:
    """What is refused for tier 2 is left to tier 3."""
    assert [_refuses(rule, tier) for tier in (1, 2, 3, 4)] == [True, True, False, False]
