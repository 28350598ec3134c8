"""What no program should send: every rule still concludes something, and says where it was."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from pods_policies.catalogue import RULES
from pods_policies.judging.judge import Judgement, judge_resource, judge_stack
from pods_policies.reading import UNKNOWN
from pods_policies.relations.plan import Plans
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.rule import ResourceRule, Rule, StackRule
from pods_policies.sdk.answers import answers_of
from pods_policies.secrecy import veiled
from pods_policies.verdicts import RuleFailure

NOW: Final = datetime(2027, 3, 1, tzinfo=UTC)
SECRET: Final = "hunter2"
WRONG: Final[list[Any]] = [
    None,
    UNKNOWN,
    "",
    "no such thing",
    -1,
    1e300,
    True,
    [],
    [None],
    [UNKNOWN],
    ["x"],
    {},
    {"": None},
    {"key": UNKNOWN},
]


def judged(rule: Rule, stack: Stack) -> list[Judgement]:
    """Return what one rule concludes about a stack, its resources first."""
    settings = rule.settings()
    if isinstance(rule, StackRule):
        return judge_stack(rule, stack, settings)
    assert isinstance(rule, ResourceRule)
    return [
        one
        for resource in stack
        for one in judge_resource(rule, resource, settings, Plans(), stack.occasion)
    ]


def stack_of(resources: list[Resource]) -> Stack:
    """Return a stack on a day that does not move."""
    return Stack(resources, Occasion(NOW))


def changed(one: Resource, properties: Mapping[str, Any]) -> Resource:
    """Return a resource with other properties."""
    return replace(one, inputs=properties, outputs=properties)


def variations(value: Any) -> Iterator[Any]:
    """Yield a tree with each of its places replaced by each wrong value, one at a time."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            for other in [*WRONG, *variations(item)]:
                yield {**value, key: other}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for other in variations(item):
                yield [*value[:index], other, *value[index + 1 :]]


def leaves_veiled(value: Any) -> Any:
    """Return a tree whose texts are all one secret."""
    if isinstance(value, Mapping):
        return {key: leaves_veiled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [leaves_veiled(item) for item in value]
    return veiled(SECRET) if isinstance(value, str) else value


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_wrong_value_anywhere_is_told_and_never_crashes(rule: Rule) -> None:
    """Whatever stands in a property: a finding, undecided, or a failure that names the property."""
    for index, one in enumerate(rule.example):
        rest = [*rule.example[:index], *rule.example[index + 1 :]]
        for properties in variations(dict(one.declared())):
            stack = stack_of([changed(one, properties), *rest])
            crashes = [
                each.verdict.reason
                for each in judged(rule, stack)
                if isinstance(each.verdict, RuleFailure)
                and " cannot be read: " not in each.verdict.reason
            ]
            assert crashes == [], properties


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_nothing_known_is_never_kept(rule: Rule) -> None:
    """With every property unknown a rule leaves it open or refuses; it does not pass."""
    blank = [changed(one, dict.fromkeys(one.declared(), UNKNOWN)) for one in rule.example]
    verdicts = [one.verdict for one in judged(rule, stack_of(blank))]
    assert verdicts
    assert not any(isinstance(one, RuleFailure) for one in verdicts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_message_repeats_a_secret(rule: Rule) -> None:
    """Every text of the stack is a secret: what a rule says holds none of it."""
    veil = [changed(one, leaves_veiled(one.declared())) for one in rule.example]
    said = "\n".join(one.text for one in answers_of(judged(rule, stack_of(veil))))
    assert SECRET not in said


def test_every_example_together_and_types_of_no_rule() -> None:
    """Rules meet resources that they know nothing about, and names that come twice."""
    strange = Resource(
        urn="urn:pulumi:example::example::kubernetes:core/v1:Pod::x",
        type="kubernetes:core/v1:Pod",
        name="x",
        inputs=None,
        outputs={"spec": [[{}], None], "tags": "none"},
    )
    nameless = replace(strange, urn="", type="", name="")
    stack = stack_of([*(one for rule in RULES for one in rule.example), strange, nameless])
    failures = [
        one.verdict
        for rule in RULES
        for one in judged(rule, stack)
        if isinstance(one.verdict, RuleFailure)
    ]
    assert failures == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_empty_stack_is_said_to_hold_nothing(rule: Rule) -> None:
    """Nothing to judge is not a rule that is kept."""
    found = [one.verdict for one in judged(rule, stack_of([]))]
    if isinstance(rule, StackRule):
        assert found
        assert not any(isinstance(one, RuleFailure) for one in found)
    else:
        assert found == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_resources_that_depend_on_each_other_in_a_circle_end(rule: Rule) -> None:
    """A state that was mended by hand may hold a circle."""
    urns = tuple(one.urn for one in rule.example)
    circle = [
        replace(one, depends=dict.fromkeys([*one.declared(), "x"], urns)) for one in rule.example
    ]
    found = [one.verdict for one in judged(rule, stack_of(circle))]
    assert not any(isinstance(one, RuleFailure) for one in found)
