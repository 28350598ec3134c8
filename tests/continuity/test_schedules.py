"""What comes again and again."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from pods.continuity.schedules import WORDS, Recurrence, next_after

READER: TypeAdapter[str] = TypeAdapter(Recurrence)


@pytest.mark.parametrize(
    ("rule", "last", "following"),
    [
        ("yearly", date(2026, 3, 1), date(2027, 3, 1)),
        ("twice a year", date(2026, 3, 1), date(2026, 9, 1)),
        ("quarterly", date(2026, 11, 30), date(2027, 2, 28)),
        ("yearly", date(2028, 2, 29), date(2029, 2, 28)),
        ("yearly", date.max, None),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 11, 30), date(2027, 5, 30)),
        ("FREQ=MONTHLY;BYDAY=1MO", date(2026, 11, 22), date(2026, 12, 7)),
        ("FREQ=WEEKLY;COUNT=1", date(2026, 3, 1), None),
    ],
)
def test_the_next_day_is_counted_from_the_last(
    rule: str, last: date, following: date | None
) -> None:
    """A word keeps to the month; a rule passes one without the day over, and may end."""
    assert next_after(rule, last) == following


@pytest.mark.parametrize("rule", [*WORDS, "FREQ=MONTHLY;BYMONTHDAY=-1", "RRULE:FREQ=DAILY"])
def test_words_and_rules_are_taken(rule: str) -> None:
    """The usual words, and rules with or without their name."""
    assert READER.validate_python(rule) == rule.removeprefix("RRULE:")


@pytest.mark.parametrize(
    "rule",
    [
        "sometimes",
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "FREQ=MONTHLY;BYDAY=9XX",
        "FREQ=YEARLY;INTERVAL=1000",
        "DTSTART:20260101\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;" * 40,
        7,
        None,
    ],
)
def test_what_is_no_recurrence_is_refused(rule: object) -> None:
    """Rules below a day, for ever, or with a start of their own."""
    with pytest.raises(ValidationError, match="a recurrence by days or longer is required"):
        READER.validate_python(rule)
