"""What a model refuses, in the plan's words."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, create_model, field_validator
from pydantic_core import ErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from pods.continuity.findings import Finding
from pods.continuity.impact import Curve
from pods.continuity.loading.pruning import prune
from pods.continuity.loading.refusals import refusal_of
from pods.continuity.loading.validation import validated
from pods.continuity.vocabulary import Amount, Id, Part, Size


class Colour(StrEnum):
    """A few names."""

    RED = "red"
    GREEN = "green"


class Cat(Part):
    """One member of a union."""

    kind: Literal["cat"]
    lives: int


class Dog(Part):
    """Another."""

    kind: Literal["dog"]


CASES: list[tuple[Any, Any, str]] = [
    (str, 5, "wrong-type value: 5; text is required. Put it in quotes."),
    (str, None, "wrong-type value: nothing; text is required. Give a value, or remove the key."),
    (int, "x", "wrong-type value: 'x'; a whole number is required. Write a whole number."),
    (int, 1.5, "wrong-type value: 1.5; a whole number is required. Write a whole number."),
    (float, [], "wrong-type value: a list of 0 entries; a number is required. Write a number."),
    (bool, "maybe", "wrong-type value: 'maybe'; true or false is required. Write true or false."),
    (
        list[str],
        "x",
        "wrong-type value: 'x'; a list is required. Write it as a list, as in [a, b].",
    ),
    (
        dict[str, int],
        [1],
        (
            "wrong-type value: a list of 1 entry; a mapping is required. Write keys with "
            "values below it."
        ),
    ),
    (Cat, 1, "wrong-type value: 1; a mapping is required. Write keys with values below it."),
    (
        date,
        "soon",
        (
            "wrong-type value: 'soon'; a date such as 2026-03-31 is required. Write a date "
            "such as 2026-03-31."
        ),
    ),
    (
        datetime,
        True,
        (
            "wrong-type value: true; a date and time such as 2026-03-31T09:00:00Z is "
            "required. Write a date and time such as 2026-03-31T09:00:00Z."
        ),
    ),
    (
        time,
        "x",
        "wrong-type value: 'x'; a time such as 09:30 is required. Write a time such as 09:30.",
    ),
    (Decimal, "x", "wrong-type value: 'x'; a number is required. Write a number."),
    (
        timedelta,
        "x",
        (
            "wrong-type value: 'x'; a span of time such as 15 min is required. Write a "
            "span of time such as 15 min."
        ),
    ),
    (Colour, "gren", "not-one-of value: 'gren'; red or green is required. Did you mean `green`?"),
    (Colour, 7, "not-one-of value: 7; red or green is required. Choose one of these."),
    (Literal[1], 2, "not-one-of value: 2; 1 is required. Write 1."),
    (
        Annotated[int, Field(gt=0)],
        0,
        "out-of-range value: 0; more than 0 is required. Change the figure.",
    ),
    (
        Annotated[float, Field(le=100)],
        101,
        "out-of-range value: 101; at most 100.0 is required. Change the figure.",
    ),
    (
        Annotated[list[int], Field(min_length=1)],
        [],
        (
            "bad-length value: a list of 0 entries; at least 1 entry is "
            "required. Add what is missing."
        ),
    ),
    (
        Annotated[str, Field(max_length=2)],
        "abc",
        "bad-length value: 'abc' has 3; at most 2 characters are allowed. Shorten it.",
    ),
    (
        Id,
        "A b",
        (
            "bad-form value: 'A b'; lower-case words joined by hyphens are required. Write "
            "it like book-appointment."
        ),
    ),
    (
        Annotated[str, Field(pattern="^a$")],
        "b",
        "bad-form value: 'b'; text of the form ^a$ is required. Write it in that form.",
    ),
    (
        Amount,
        "12",
        (
            "money value: '12'; an amount and its ISO 4217 currency are required. Write it "
            "like 12,000 EUR."
        ),
    ),
    (
        Size,
        80,
        (
            "size value: 80; an amount of data with its unit is required. "
            "Write it like 80 GB or 1.5 TB."
        ),
    ),
    (
        Size,
        "80",
        (
            "size value: '80'; an amount of data with its unit is required. "
            "Write it like 80 GB or 1.5 TB."
        ),
    ),
    (
        Curve,
        {"1 h": 1, "60 min": 2},
        (
            "span-twice value: 1 h and 60 min are the same span; each span stands once. "
            "Keep one of them."
        ),
    ),
    (
        int | str,
        [],
        (
            "wrong-type value: a list of 0 entries; a whole number or text is required. "
            "Write one of these."
        ),
    ),
    (
        list[int],
        [1, "x"],
        "wrong-type value[1]: 'x'; a whole number is required. Write a whole number.",
    ),
    (
        dict[Id, int],
        {"A": 1},
        (
            "bad-form value.A: the key is 'A'; lower-case words joined by hyphens are "
            "required. Write it like book-appointment."
        ),
    ),
    (
        Annotated[Cat | Dog, Field(discriminator="kind")],
        {"kind": "cow"},
        "not-one-of value: `kind` is 'cow'; cat or dog is required. Choose one of these.",
    ),
    (
        Annotated[Cat | Dog, Field(discriminator="kind")],
        {},
        "missing-key value: no `kind`; it is required. Add `kind`.",
    ),
    (
        Cat | str,
        {"kind": "cat"},
        "missing-key value.lives: the key is missing; it is required. Add `lives`.",
    ),
]


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Return findings as text, with their codes."""
    return [f"{item.code} {item.problem()}" for item in findings]


@pytest.mark.parametrize(("kind", "value", "said"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_each_refusal_says_what_to_write(kind: Any, value: Any, said: str) -> None:
    """Observed, required and remedy, without a word of pydantic's."""
    model = create_model("Model", __base__=Part, value=(kind, ...))
    assert told(validated(model, {"value": value}).findings) == [said]


ERRORS: dict[str, dict[str, Any]] = {str(item["type"]): {**item} for item in list_all_errors()}


@pytest.mark.parametrize("kind", ERRORS)
def test_no_jargon_is_left(kind: str) -> None:
    """Every error that pydantic can raise has words of ours."""
    message, context = ERRORS[kind]["example_message_python"], ERRORS[kind]["example_context"]
    details = ErrorDetails(type=kind, loc=("a",), msg=message, input="x", ctx=context or {})
    refusal = refusal_of(details)
    text = f"{refusal.observed}; {refusal.required}. {refusal.remedy}"
    assert "Input should" not in text
    assert "pydantic" not in text.lower()
    assert all((refusal.code, refusal.observed, refusal.required, refusal.remedy))


def test_a_validators_own_words_are_taken_apart() -> None:
    """The form `observed; required. remedy` is kept, any other is the requirement."""

    class Spoken(BaseModel):
        model_config = ConfigDict(extra="forbid")
        a: int = 0
        b: int = 0

        @field_validator("a")
        @classmethod
        def _three(cls, _value: int) -> int:
            raise ValueError("4 of them; 3 are kept. Drop one.")

        @field_validator("b")
        @classmethod
        def _short(cls, _value: int) -> int:
            raise ValueError("must be odd")

    assert told(validated(Spoken, {"a": 1, "b": 2}).findings) == [
        "bad-value a: 4 of them; 3 are kept. Drop one.",
        "bad-value b: 2; must be odd. Correct the value.",
    ]


def test_an_unknown_key_gets_the_nearest_or_all_of_them() -> None:
    """A typing mistake is named; where nothing resembles it, the keys are listed."""
    findings = validated(Cat, {"kind": "cat", "lifes": 1, "zzz": 2}).findings
    assert told(findings)[1:] == [
        "unknown-key lifes: the key is not known; only known keys are read. Did you mean `lives`?",
        (
            "unknown-key zzz: the key is not known; only known keys are read. "
            "Remove it, or use `kind` or `lives`."
        ),
    ]


def test_what_is_pruned_is_the_smallest_that_can_go() -> None:
    """An optional key goes alone; a required one takes its item with it."""

    class Home(Part):
        cats: dict[str, Cat]
        note: str | None = None

    value = {
        "note": 5,
        "cats": {"tom": {"kind": "cat", "lives": "x"}, "kit": {"kind": "cat", "lives": 9}},
    }
    pruned = prune(Home, value)
    assert pruned.removed == ["cats.tom", "note"]
    assert pruned.instance == Home(cats={"kit": Cat(kind="cat", lives=9)})
    assert len(pruned.findings) == 2
    assert value["note"] == 5, "the document stays as it was read"
