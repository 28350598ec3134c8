"""Spans of time, as people and as machines write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.continuity.durations import as_text, days_of_months, parse


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15 min", timedelta(minutes=15)),
        ("15min", timedelta(minutes=15)),
        ("1 h 30 min", timedelta(hours=1, minutes=30)),
        ("1.5 h", timedelta(minutes=90)),
        (" 2 Hours ", timedelta(hours=2)),
        ("35 days", timedelta(days=35)),
        ("2 weeks", timedelta(weeks=2)),
        ("6 months", timedelta(days=184)),
        ("1 year", timedelta(days=366)),
        ("0 s", timedelta(0)),
        ("PT15M", timedelta(minutes=15)),
        ("P1DT12H", timedelta(days=1, hours=12)),
        ("P6M", timedelta(days=184)),
        ("P2W", timedelta(weeks=2)),
        ("PT0.5S", timedelta(seconds=0.5)),
    ],
)
def test_a_span_is_read(text: str, span: timedelta) -> None:
    """Words and ISO 8601 say the same; months are the longest that they can be."""
    assert parse(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "min",
        "-15 min",
        "15 min 3 min",
        "15 parsecs",
        "1.5 months",
        "P",
        "PT",
        "P1.5D",
        "101 years",
        "99999999 h",
        "1 h, 30 min",
        "nan h",
        "1e3 h",
        "1 h" + " " * 100 + "30 min",
    ],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    """No unit, a sign, a unit twice, parts of months, or more than a hundred years."""
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


@given(st.integers(0, 3_000_000_000))
def test_a_span_is_read_as_it_is_shown(seconds: int) -> None:
    """What the reports print can be written into a plan."""
    span = timedelta(seconds=seconds)
    assert parse(as_text(span)) == span


@given(st.integers(1, 60), st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_so_many_months_are_never_longer(months: int, start: date) -> None:
    """Wherever a run of months begins, a retention of as many covers it."""
    month = start.month - 1 + months
    end = date(start.year + month // 12, month % 12 + 1, 1)
    assert (end - start.replace(day=1)).days <= days_of_months(months)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(0), "0 s"),
        (timedelta(minutes=90), "1 h 30 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=35), "35 days"),
        (timedelta(days=1, hours=2), "1 day 2 h"),
    ],
)
def test_a_span_is_shown_in_words(span: timedelta, text: str) -> None:
    """The largest units that it has, and none that are empty."""
    assert as_text(span) == text
