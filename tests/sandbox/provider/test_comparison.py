"""When two values mean the same."""

import pytest

from pods.sandbox.provider.comparison import same, shows
from pods.sandbox.provider.values import UNKNOWN

SAME = [
    (1, "1", True),
    (True, "true", True),
    (True, False, False),
    ([1, 2], [2, 1], False),
    ({"a": 1}, {"a": 1, "b": 2}, False),
    (UNKNOWN, UNKNOWN, True),
    (UNKNOWN, "x", False),
    (None, "", False),
]


@pytest.mark.parametrize(("old", "new", "expected"), SAME)
def test_declared_values_are_compared_exactly(old: object, new: object, expected: bool) -> None:  # noqa: FBT001
    """Only the spelling of numbers and booleans is free."""
    assert same(old, new) is expected


SHOWN = [
    ([1, 2], [2, 1], True),
    ([1], [1, 2], False),
    ([1, 1], [1, 2], False),
    ({"a": 1}, {"a": 1, "b": 2}, True),
    ({"a": 1}, {"b": 1}, False),
    ('{"a": [1]}', '{ "a" : [ 1 ] }', True),
    ('{"a": [1]}', '{"a": [2]}', False),
    ("{not json", "{not json", True),
    (35, "35", True),
    (35, 35.0, True),
    (0.5, "0.5", True),
    ("key-1", "arn:aws:kms:us-east-1:123456789012:key/key-1", True),
    ("arn:aws:iam::123456789012:role/clinic", "clinic", True),
    ("ey-1", "arn:aws:kms:us-east-1:123456789012:key/key-1", False),
    ("", "arn:aws:iam::123456789012:role/", False),
]


@pytest.mark.parametrize(("declared", "found", "expected"), SHOWN)
def test_aws_may_show_more_and_in_another_order(
    declared: object,
    found: object,
    expected: bool,  # noqa: FBT001
) -> None:
    """Drift is a value that is not carried out, not one that is written otherwise."""
    assert shows(declared, found) is expected
