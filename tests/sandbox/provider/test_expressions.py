"""The language of the type tables."""

import pytest

from pods.sandbox.provider.expressions import evaluate, fill
from pods.sandbox.provider.values import ABSENT

CONTEXT = {
    "id": "vpc-1",
    "region": "us-east-1",
    "subnets": ["a", "b"],
    "on": False,
    "zones": "a,b",
    "Tags": [{"Key": "k", "Value": "v"}],
    "own": {"k": "v"},
}

FILLED = [
    ("{id}", "vpc-1"),
    ("{on}", False),
    ("{subnets}", ["a", "b"]),
    ("arn:{region}:{id}", "arn:us-east-1:vpc-1"),
    ("arn:{region}:{missing}", ABSENT),
    ("{join(',', subnets)}", "a,b"),
    ("{join(',', missing)}", ABSENT),
    ({"a": "{id}", "b": "{missing}"}, {"a": "vpc-1"}),
    ({"a": {"b": "{missing}"}}, ABSENT),
    (["{missing}"], ABSENT),
    ({"a": {}, "b": []}, {"a": {}, "b": []}),
    ("{subnets[].{Name: @}}", [{"Name": "a"}, {"Name": "b"}]),
    (7, 7),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("template", "expected"), FILLED, ids=[str(c[0]) for c in FILLED])
def test_a_template_is_filled_and_what_is_missing_disappears(
    template: object, expected: object
) -> None:
    """Types are kept, text is formatted, and nothing empty is left behind."""
    assert fill(template, CONTEXT) == expected


EVALUATED = [
    ("tags(Tags)", {"k": "v"}),
    ("pairs(own)", [{"Key": "k", "Value": "v"}]),
    ("split(zones, ',')", ["a", "b"]),
    ("trim_start(id, 'vpc-')", "1"),
    ("trim_end(region, '-1')", "us-east"),
    ("text(on)", "false"),
    ("parse_json('[1]')", [1]),
    ("missing", ABSENT),
    ("tags(missing)", ABSENT),
]


@pytest.mark.parametrize(("expression", "expected"), EVALUATED, ids=[c[0] for c in EVALUATED])
def test_an_expression_finds_its_value(expression: str, expected: object) -> None:
    """JMESPath and the few functions of ours; no value is ABSENT, not an error."""
    assert evaluate(expression, CONTEXT) == expected
