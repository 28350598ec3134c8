"""What comes again and again: words for the usual ones, RFC 5545 rules for the others."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from dateutil.rrule import rrulestr
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

__all__ = ["WORDS", "Recurrence", "next_after"]

WORDS = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "twice a year": "FREQ=MONTHLY;INTERVAL=6",
    "yearly": "FREQ=YEARLY",
}
"""Words for the usual ones."""

_LONGEST_TEXT = 200
_ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - a rule is tried on the calendar, not on a clock
# Rules by the hour or the second take for ever to count, and no exercise needs them.
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def next_after(rule: str, last: date) -> date | None:
    """Return the first day of a recurrence after `last`, counted from it; None if it has ended."""
    start = datetime(last.year, last.month, last.day)  # noqa: DTZ001 - whole days
    found = rrulestr(WORDS.get(rule, rule), dtstart=start).after(start)
    return found.date() if found is not None else None


def _validate(value: Any) -> str:
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
        rule = WORDS.get(value, value).removeprefix("RRULE:")
        if _is_rule(rule):
            return value if value in WORDS else rule
    raise PydanticCustomError(
        "recurrence",
        "{observed}; a recurrence by days or longer is required. "
        "Write one of {words}, or a rule such as FREQ=MONTHLY;BYDAY=1MO.",
        {"observed": repr(value)[:60], "words": ", ".join(WORDS)},
    )


def _is_rule(rule: str) -> bool:
    if not any(f"FREQ={frequency}" in rule.upper() for frequency in _FREQUENCIES):
        return False
    if "\n" in rule or "DTSTART" in rule.upper():
        return False
    try:
        found = rrulestr(rule, dtstart=_ANY_DAY).after(_ANY_DAY)
    except (ValueError, KeyError, AttributeError, TypeError):
        return False
    return found is None or found - _ANY_DAY < timedelta(days=36_525)


Recurrence = Annotated[
    str,
    BeforeValidator(_validate),
    WithJsonSchema(
        {
            "type": "string",
            "description": "How often: a word, or a recurrence rule of RFC 5545.",
            "examples": [*WORDS, "FREQ=MONTHLY;BYDAY=1MO"],
        }
    ),
]
"""A recurrence: one of `WORDS`, or a rule of RFC 5545."""
