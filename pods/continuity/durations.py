"""Spans of time as people write them: `15 min`, `1 h 30 min`, `6 months` or ISO 8601's `PT15M`.

Months and years have no fixed length. As what they bound is a retention or an interval between
reviews, a number of months is taken as the longest that such a run of months can be.
"""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from pods.continuity.malformed_values import malformed

__all__ = ["Duration", "as_text", "days_of_months", "parse"]

_UNITS = {
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_NAMES = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("w", "week", "weeks"), "w"),
    **dict.fromkeys(("month", "months"), "month"),
    **dict.fromkeys(("y", "year", "years"), "year"),
}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]+)(?:\s+|$)", re.IGNORECASE)
_ISO = re.compile(
    r"P(?=[\dT])(?:(?P<year>\d{1,6})Y)?(?:(?P<month>\d{1,6})M)?(?:(?P<w>\d{1,6})W)?(?:(?P<d>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<h>\d{1,6})H)?(?:(?P<min>\d{1,6})M)?(?:(?P<s>\d{1,9}(?:\.\d{1,6})?)S)?)?"
)
_LONGEST_TEXT = 60
_LONGEST = timedelta(days=36_525)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS_A_YEAR = 12


@lru_cache(maxsize=1024)  # plans repeat a few spans thousands of times
def parse(text: str) -> timedelta:
    """Return the span that the text names; raises ValueError for any other text."""
    given = text.strip()
    if len(given) > _LONGEST_TEXT:
        raise ValueError(given[:_LONGEST_TEXT])
    amounts = _of_iso(given) if given.startswith("P") else _of_words(given)
    if not amounts:
        raise ValueError(given)
    months = amounts.pop("month", 0) + _MONTHS_A_YEAR * amounts.pop("year", 0)
    if months != int(months):
        raise ValueError(given)
    whole = timedelta(days=days_of_months(int(months)))
    for unit, amount in amounts.items():
        whole += amount * _UNITS[unit]
    if whole > _LONGEST:
        raise ValueError(given)
    return whole


def days_of_months(months: int) -> int:
    """Return the most days that so many months in a row can have: 184 for six, 366 for twelve."""
    years, rest = divmod(months, _MONTHS_A_YEAR)
    # Over several years at most every fourth is a leap year, the first of them included.
    days = 0 if not years else years * 365 + -(-years // 4)
    if not rest:
        return days
    round_trip = (*_MONTH_DAYS, *_MONTH_DAYS)
    return days + max(sum(round_trip[start : start + rest]) for start in range(_MONTHS_A_YEAR))


@lru_cache(maxsize=1024)
def as_text(span: timedelta) -> str:
    """Return the span in words, as `parse` reads them: `1 h 30 min`, `35 days`, `0 s`."""
    seconds = int(span.total_seconds())
    if seconds and seconds % 86_400 == 0:
        days = seconds // 86_400
        return f"{days} day{'s' if days != 1 else ''}"
    parts = []
    for name, size in (("day", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {name}{'s' if name == 'day' and count != 1 else ''}")
    return " ".join(parts) or "0 s"


def _of_iso(text: str) -> dict[str, float]:
    found = _ISO.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return {unit: float(amount) for unit, amount in found.groupdict().items() if amount}


def _of_words(text: str) -> dict[str, float]:
    amounts: dict[str, float] = {}
    position = 0
    while position < len(text):
        part = _PART.match(text, position)
        unit = _NAMES.get(part[2].lower()) if part else None
        if part is None or unit is None or unit in amounts:
            raise ValueError(text)
        amounts[unit] = float(part[1])
        position = part.end()
    return amounts


def _validate(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str):
        try:
            return parse(value)
        except ValueError:
            pass
    raise malformed(
        "duration",
        value,
        "a span of time with its unit is required. "
        "Write it like 15 min, 4 h, 35 days, 6 months, or PT15M.",
    )


Duration = Annotated[
    timedelta,
    BeforeValidator(_validate),
    PlainSerializer(as_text, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A span of time, such as 15 min, 4 h, 35 days, 6 months or PT15M.",
            "examples": ["15 min", "4 h", "35 days", "6 months", "PT15M"],
        }
    ),
]
"""A span of time, not negative."""
