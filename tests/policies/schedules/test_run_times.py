"""When schedules run."""

import pytest

from pods_policies.schedules.cron import MalformedScheduleError
from pods_policies.schedules.run_times import every, longest_gap, read_schedule

CRONS = [
    ("cron(0 */12 * * ? *)", 12),
    ("cron(30 1,13 * * ? *)", 12),
    ("cron(0 6,14 * * ? *)", 16),
    ("cron(0 0/8 * * ? *)", 8),
    ("cron(0 0/12 * * ? *)", 12),
    ("cron(0 9-17 * * ? *)", 16),
    ("cron(0 20-4 * * ? *)", 16),
    ("cron(0 12 ? * MON-FRI *)", 72),
    ("cron(0 12 ? * FRI-MON *)", 96),
    ("cron(0 0,12 ? * 2-6 *)", 60),
    ("cron(0 0 1 * ? *)", 31 * 24),
    ("cron(0 12 ? * L *)", 7 * 24),
    ("15 * ? * * *", 1),
    ("rate(12 hours)", 12),
    ("rate(1 day)", 24),
]

DATES = [
    ("cron(0 0 L * ? *)", "the last day of a month", [30, 58, 89]),
    ("cron(0 0 1W * ? *)", "the weekday nearest to the first", [0, 31, 59, 90]),
    ("cron(0 0 2W JAN ? *)", "Saturday the second is Friday the first", [0]),
    ("cron(0 0 31W JAN ? *)", "Sunday the last is Friday before it", [28]),
    ("cron(0 0 15W AUG ? *)", "Sunday is Monday after it", [227]),
    ("cron(0 0 ? JAN,FEB TUE#2 *)", "the second Tuesday", [11, 39]),
    ("cron(0 0 ? JAN FRIL *)", "the last Friday", [28]),
    ("cron(0 0 ? JAN SUNL *)", "the last Sunday, the last day too", [30]),
    ("cron(0 0 ? JAN 6#1,6L 2027)", "first and last Friday", [0, 28]),
]

MALFORMED = [
    ("cron(0 25 * * ? *)", "the hour must be from 0 to 23"),
    ("cron(0 12 * * * *)", "one of the two day fields must be `?`"),
    ("cron(0 12 ? * ? *)", "one of the two day fields must be `?`"),
    ("cron(0 12 * * ?)", "six fields, not 5"),
    ("cron(0/0 12 * * ? *)", "the step of the minute"),
    ("cron(0 12 32W * ? *)", "the day of the month"),
    ("cron(0 12 ? * 2#6 *)", "the week of the month"),
    ("cron(0 12 ? * MONDAY *)", "the day of the week"),
    ("cron(0 12 ? JANUARY MON *)", "the month must be"),
    ("cron(0 12 * * ? 1900)", "the year must be"),
    ("cron(0 1,,2 * * ? *)", "the hour"),
    ("rate(12 hour)", "a rate"),
    ("rate(0 hours)", "a rate"),
    ("rate(half a day)", "a rate"),
    ("at(2027-01-01T00:00:00)", "a rate"),
    ("every day", "six fields, not 2"),
    ("", "six fields, not 0"),
]


@pytest.mark.parametrize(("expression", "hours"), CRONS)
def test_the_longest_gap_of_an_expression(expression: str, hours: float) -> None:
    """Gaps over nights, weekends and months are found."""
    assert read_schedule(expression).worst_gap_hours == hours


@pytest.mark.parametrize(("expression", "meaning", "days"), DATES)
def test_forms_that_depend_on_the_calendar(expression: str, meaning: str, days: list[int]) -> None:
    """Days are counted from a Friday, the first of January."""
    found = [minute // 1440 for minute in read_schedule(expression).minutes if minute < 100 * 1440]
    late = [minute // 1440 for minute in read_schedule(expression).minutes]
    assert (late if days[0] > 100 else found)[: len(days)] == days, meaning


@pytest.mark.parametrize(("expression", "reason"), MALFORMED)
def test_what_aws_would_refuse_says_why(expression: str, reason: str) -> None:
    """The reason names the field and does not repeat the text."""
    with pytest.raises(MalformedScheduleError, match=reason.replace("?", r"\?")):
        read_schedule(expression)


def test_every_twelve_hours_after_noon_is_once_a_day() -> None:
    """`12/12` starts at noon and ends with the day; `0/12` and `1/12` come twice."""
    assert read_schedule("cron(0 12/12 * * ? *)").per_day == 1
    assert read_schedule("cron(0 1/12 * * ? *)").per_day == 2


def test_local_times_move_with_the_clocks() -> None:
    """New York is five hours behind in winter and four in summer: one gap is an hour longer."""
    nightly = read_schedule("cron(0 4 * * ? *)", "America/New_York")
    assert nightly.minutes[0] == 9 * 60
    assert {minute % 1440 for minute in nightly.minutes} == {8 * 60, 9 * 60}
    assert nightly.worst_gap_hours == 25


def test_a_time_that_the_clocks_skip_is_a_day_without_a_run() -> None:
    """At two in the night, once a year, there is no two in the night."""
    skipped = read_schedule("cron(20 2 * * ? *)", "America/New_York")
    assert skipped.worst_gap_hours == 47
    assert len(skipped.minutes) == 399


def test_a_time_that_comes_twice_runs_once() -> None:
    """In autumn the hour after one comes twice."""
    assert len(read_schedule("cron(30 1 * * ? *)", "America/New_York").minutes) == 400


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    """A zone that nobody knows gives no times."""
    with pytest.raises(MalformedScheduleError, match="time zone"):
        read_schedule("cron(0 1 * * ? *)", zone)


def test_a_gap_longer_than_what_is_laid_out_is_seen() -> None:
    """A schedule for one month, or for one year, leaves the rest open."""
    assert read_schedule("cron(0 */12 * MAR ? *)").worst_gap_hours > 300 * 24
    assert read_schedule("cron(0 */12 * * ? 2027)").worst_gap_hours > 30 * 24
    assert read_schedule("cron(0 */12 * * ? 2020-2199)").worst_gap_hours == 12


def test_schedules_fill_each_others_gaps() -> None:
    """Two daily schedules twelve hours apart leave twelve hours."""
    assert longest_gap([every(24, "03:00"), every(24, "15:00")]) == 12
    assert longest_gap([every(24, "03:00"), every(24, "16:00")]) == 13
    assert longest_gap([every(12, "09:00")]) == 12


def test_what_starts_when_aws_chooses_fills_no_gap() -> None:
    """Two daily schedules without a time may run one after the other."""
    assert longest_gap([every(24, None), every(24, None)]) == 24
    assert longest_gap([every(24, None), every(12, "01:00")]) == 12


def test_no_schedule_leaves_no_end() -> None:
    """Without a run the gap has no bound."""
    assert longest_gap([]) == float("inf")
    assert read_schedule("cron(0 0 31 FEB ? *)").worst_gap_hours == float("inf")


def test_a_start_that_is_no_time_is_refused() -> None:
    """Lifecycle policies give a time of day."""
    with pytest.raises(MalformedScheduleError, match="a time of day"):
        every(12, "25:00")
