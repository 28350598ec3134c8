"""What comes again and again: words for the usual ones, RFC 5545 rules for the others."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from pydantic import BeforeValidator, WithJsonSchema

from pods.continuity.malformed_values import malformed

__all__ = ["WORDS", "Recurrence", "next_after"]

WORDS = {
    "daily": relativedelta(days=1),
    "weekly": relativedelta(weeks=1),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
    "twice a year": relativedelta(months=6),
    "yearly": relativedelta(years=1),
}
"""Words for the usual ones, and how far on each comes again."""

_LONGEST_TEXT = 200
_ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - a rule is tried on the calendar, not on a clock
# Rules by the hour or the second take for ever to count, and no exercise needs them.
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def next_after(rule: str, last: date) -> date | None:
    """Return the first day of a recurrence after `last`, counted from it; None if it has ended.

    A word that leads to a day which the month does not have means the month's last: three months
    after 30 November is 28 February. A rule of RFC 5545 passes such a month over.
    """
    if rule in WORDS:
        try:
            return last + WORDS[rule]
        except (OverflowError, ValueError):
            return None  # the calendar ends
    start = datetime(last.year, last.month, last.day)  # noqa: DTZ001 - whole days
    found = rrulestr(rule, dtstart=start).after(start)
    return found.date() if found is not None else None


def _validate(value: Any) -> str:
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
        rule = value.removeprefix("RRULE:")
        if rule in WORDS or _is_rule(rule):
            return rule
    raise malformed(
        "recurrence",
        value,
        "a recurrence by days or longer is required. "
        f"Write one of {', '.join(WORDS)}, or a rule such as FREQ=MONTHLY;BYDAY=1MO.",
    )


@lru_cache(maxsize=256)  # plans repeat a few rules, and each takes long to be tried
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
