"""What every part of the plan is written in: names, texts, sizes, shares, money, languages."""

import re
from decimal import Decimal
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from moneyed import CurrencyDoesNotExist, Money, get_currency
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from pods.continuity.malformed_values import malformed

__all__ = ["Amount", "Id", "Language", "Level", "Part", "Percent", "Size", "Text"]

_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

Id = Annotated[
    str,
    StringConstraints(pattern=_ID, max_length=63),
    # Not `Field(description=…)`: that would hide what a field's own docstring says.
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _ID,
            "maxLength": 63,
            "description": "Lower-case words joined by hyphens, such as book-appointment.",
        }
    ),
]
"""The name by which one part of the plan refers to another."""

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    WithJsonSchema(
        {"type": "string", "minLength": 1, "maxLength": 4000, "description": "Words for people."}
    ),
]
"""Words for people; never empty."""

Percent = Annotated[
    float,
    Field(gt=0, le=100, allow_inf_nan=False),
    WithJsonSchema(
        {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 100,
            "description": "A share in percent.",
        }
    ),
]
"""A share above 0 and up to 100."""

Level = Annotated[int, Field(ge=0, le=10)]
"""A level of a scale; 0 is no impact."""

_UNIT = r"[A-Za-z]\s*$"


def _with_unit(value: Any) -> Any:
    # A bare 80 would be 80 bytes, which nobody means.
    if isinstance(value, ByteSize) or (isinstance(value, str) and re.search(_UNIT, value)):
        return value
    raise malformed(
        "size",
        value,
        "an amount of data with its unit is required. Write it like 80 GB or 1.5 TB.",
    )


Size = Annotated[
    ByteSize,
    BeforeValidator(_with_unit),
    PlainSerializer(lambda size: f"{int(size)} B", return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _UNIT,
            "description": "An amount of data with its unit, such as 80 GB.",
            "examples": ["80 GB", "1.5 TB"],
        }
    ),
]
"""An amount of data with its unit, such as `80 GB`, in bytes."""


class Part(BaseModel):
    """A part of the plan: plain, frozen, with no keys but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _money(value: Any) -> Money:
    if isinstance(value, Money):
        return value
    amount, _, code = str(value).strip().rpartition(" ")
    try:
        number = Decimal(amount.replace(",", "").replace("_", ""))
        if isinstance(value, str) and number.is_finite() and number >= 0:
            return Money(number, get_currency(code.upper()))
    except (ArithmeticError, CurrencyDoesNotExist):
        pass
    raise malformed(
        "money",
        value,
        "an amount and its ISO 4217 currency are required. Write it like 12,000 EUR.",
    )


Amount = Annotated[
    Money,
    PlainValidator(_money),
    PlainSerializer(lambda money: f"{money.amount:,} {money.currency.code}", return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "description": "An amount of money with its currency.",
            "examples": ["12,000 EUR"],
        }
    ),
]
"""Money: an amount and an ISO 4217 currency."""


def _language(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise malformed(
            "language", value, "a language tag is required. Write it like en, de or pt-BR."
        ) from None
    return value


Language = Annotated[
    str,
    AfterValidator(_language),
    WithJsonSchema(
        {"type": "string", "description": "A language tag.", "examples": ["en", "de", "pt-BR"]}
    ),
]
"""A language, as its BCP 47 tag."""
