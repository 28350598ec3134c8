"""The functions of the type tables, and braces inside templates."""

from typing import Any

import pytest

from pods.sandbox.provider.expressions import evaluate, fill
from pods.sandbox.provider.values import ABSENT

_WORLD: dict[str, Any] = {
    "id": "sg-1",
    "cidrs": ["10.0.0.0/8"],
    "nothing": None,
    "on": True,
    "routes": [{"to": "a", "by": "x"}, {"to": "b"}],
    "rules": [{"cidrs": ["10.0.0.0/8"], "self": True}, {"cidrs": []}],
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("where(routes, 'to', 'b')", [{"to": "b"}]),
        ("where(routes, 'by', nothing)", [{"to": "b"}]),
        ("where(nothing, 'by', 'x')", ABSENT),
        ("minus(cidrs, nothing)", ["10.0.0.0/8"]),
        ("minus(cidrs, cidrs)", ABSENT),
        ("stamp(cidrs[].{cidr: @}, {group: id})", [{"cidr": "10.0.0.0/8", "group": "sg-1"}]),
        ("present({a: nothing, b: {c: nothing}, d: `0`, e: `[]`})", {"d": 0}),
        ("crc32('0.0.0.0/0')", 1080289494),
        ("from_base64('UEs=')", b"PK"),
        ("from_base64(nothing)", ABSENT),
        ("text(on)", "true"),
        ("lower('MiXed')", "mixed"),
        ("replace('10.0.0.1', '.', '-')", "10-0-0-1"),
        ("fingerprint(cidrs) == fingerprint(cidrs)", True),
        ("fingerprint(cidrs) == fingerprint(routes)", False),
    ],
)
def test_a_function_gives_what_the_tables_need(expression: str, expected: object) -> None:
    """Each function has one plain meaning, and null where its argument is missing."""
    assert evaluate(expression, _WORLD) == expected


def test_a_template_may_hold_braces_at_any_depth() -> None:
    """A whole expression keeps its type, however deep its own braces go."""
    template = "{stamp(rules, {group: id})[].present({pairs: self && [{id: group}] || null})}"
    assert fill(template, _WORLD) == [{"pairs": [{"id": "sg-1"}]}, {}]


def test_two_expressions_side_by_side_are_text() -> None:
    """Braces that close before the end make a text of several parts."""
    assert fill("{id}:{cidrs[0]}", _WORLD) == "sg-1:10.0.0.0/8"
    assert fill("{id}:{nothing}", _WORLD) is ABSENT
