"""Values, absent values and unknown values."""

import pytest
from pulumi_policy import proxy

from pods_policies.reading import (
    ABSENT,
    UNKNOWN,
    Truth,
    UnreadableValueError,
    every,
    flag,
    number,
    read,
    settled,
    some,
)

SENTINELS = [value for name, value in vars(proxy).items() if name.startswith("UNKNOWN_")]


def test_every_sentinel_of_the_sdk_is_unknown() -> None:
    """All seven kinds of unknown are seen, wherever they stand."""
    assert len(SENTINELS) == 7
    assert settled({"a": SENTINELS}) == {"a": [UNKNOWN] * 7}


def test_whole_floats_become_integers() -> None:
    """Numbers arrive as floats; messages and comparisons want what the program wrote."""
    settled_values = settled([35.0, 0.5, True])
    assert settled_values == [35, 0.5, True]
    assert [type(value) for value in settled_values] == [int, float, bool]


TREE = {"a": {"b": [{"c": 1}, None]}, "u": UNKNOWN, "n": None}
PATHS = [
    (("a", "b", 0, "c"), 1),
    (("a", "b", -2, "c"), 1),
    (("a", "b", 1), ABSENT),
    (("a", "b", 5), ABSENT),
    (("a", "c"), ABSENT),
    (("a", 0), ABSENT),
    (("n",), ABSENT),
    (("n", "x"), ABSENT),
    (("u",), UNKNOWN),
    (("u", "x", 3), UNKNOWN),
]


@pytest.mark.parametrize(("path", "value"), PATHS)
def test_a_path_ends_in_a_value_or_says_why_not(path: tuple[str | int, ...], value: object) -> None:
    """What lies inside an unknown is unknown; null and whatever is not there are absent."""
    assert read(TREE, *path) == value


def test_numbers_and_flags_are_read_from_text_too() -> None:
    """The provider takes both spellings, so a rule does."""
    assert [number(one) for one in (3, 0.5, "35", ABSENT, UNKNOWN)] == [3, 0.5, 35, ABSENT, UNKNOWN]
    assert [flag(one, default=True) for one in (False, "true", "false", ABSENT, UNKNOWN)] == [
        False,
        True,
        False,
        True,
        UNKNOWN,
    ]


@pytest.mark.parametrize("value", ["hunter2", True, [], {}])
def test_a_value_that_is_no_number_is_refused_and_not_repeated(value: object) -> None:
    """The value may be secret."""
    with pytest.raises(UnreadableValueError, match=r"^a number was expected$"):
        number(value)


def test_a_value_that_is_no_flag_is_refused_and_not_repeated() -> None:
    """The value may be secret."""
    with pytest.raises(UnreadableValueError, match=r"^true or false was expected$"):
        flag("hunter2", default=False)


TRUTHS: list[tuple[list[Truth], Truth, Truth]] = [
    ([], False, True),
    ([True, UNKNOWN, False], True, False),
    ([False, UNKNOWN], UNKNOWN, False),
    ([True, UNKNOWN], True, UNKNOWN),
    ([False, False], False, False),
    ([True, True], True, True),
]


@pytest.mark.parametrize(("truths", "any_of", "all_of"), TRUTHS)
def test_an_unknown_leaves_open_only_what_it_could_change(
    truths: list[Truth], any_of: Truth, all_of: Truth
) -> None:
    """One true settles `some`, one false settles `every`."""
    assert (some(truths), every(truths)) == (any_of, all_of)
