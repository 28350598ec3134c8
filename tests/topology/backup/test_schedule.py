"""The hours of AWS Backup's jobs, read back from the cron expression that AWS is given."""

import itertools
import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology.backup.schedule import BackupSchedule, plan_backup_schedule
from pods.topology.backup.windows import Blocked, blocked_times

INTERVALS = (1, 2, 3, 4, 6, 8, 12, 24)
DATABASE = ("07:20-09:20", "sun:10:00-sun:11:00")
MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - UTC throughout; a Monday
TIMES = st.builds(
    lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59)
)


def starts(cron: str, days: int = 8) -> list[datetime]:
    """Return every moment of some days that the expression names, in order."""
    found = re.fullmatch(r"cron\((\d+) ([\d,]+) \* \* \? \*\)", cron)
    assert found is not None, cron
    hours = sorted(int(hour) for hour in found[2].split(","))
    return [
        MONDAY + timedelta(days=day, hours=hour, minutes=int(found[1]))
        for day in range(days)
        for hour in hours
    ]


@settings(max_examples=60)
@given(st.sampled_from(INTERVALS), TIMES)
def test_no_gap_is_longer_than_the_interval(interval: int, start: str) -> None:
    """Whatever the interval and the time, each run of a week follows the one before in time."""
    plan = plan_backup_schedule(interval_hours=interval, start_at=start)
    runs = starts(plan.cron)
    gaps = {later - earlier for earlier, later in itertools.pairwise(runs)}
    assert gaps == {timedelta(hours=interval)}
    assert start in {f"{each:%H:%M}" for each in runs}


@pytest.mark.requirement("A6")
@pytest.mark.parametrize("start", ["12:00", "14:00", "23:59"])
def test_twelve_hourly_after_noon_is_twice_a_day(start: str) -> None:
    """The hours are written out, as "every 12 hours" from the afternoon would run once a day."""
    plan = plan_backup_schedule(interval_hours=12, start_at=start)
    assert len(plan.hours) == 2
    assert plan.hours[1] - plan.hours[0] == 12
    assert len(starts(plan.cron, days=1)) == 2


@settings(max_examples=60)
@given(st.sampled_from(INTERVALS), TIMES, st.integers(30, 300))
def test_what_is_called_free_is_free(interval: int, opens: str, length: int) -> None:
    """A run that is not named as blocked lies an hour and its own hour away from the window."""
    start = int(opens[:2]) * 60 + int(opens[3:])
    end = (start + length) % (24 * 60)
    window = f"{opens}-{end // 60:02}:{end % 60:02}"
    plan = plan_backup_schedule(interval_hours=interval, avoid_windows=[window])
    blocked = set(plan.blocked_runs)
    for run in starts(plan.cron, days=7):
        to_window = (start - run.hour * 60 - run.minute) % (24 * 60)
        is_clear = to_window > 120 and to_window + length <= 24 * 60
        assert (f"{run:%a %H:%M}".lower() not in blocked) == is_clear


def test_the_default_leaves_the_database_alone() -> None:
    """Once and twice a day, and every six and eight hours, miss both windows of the default."""
    plans = {
        interval: plan_backup_schedule(interval_hours=interval, avoid_windows=DATABASE)
        for interval in INTERVALS
    }
    assert plans[24].cron == "cron(15 0 * * ? *)"
    assert plans[12].cron == "cron(15 0,12 * * ? *)"
    assert plans[6].cron == "cron(0 5,11,17,23 * * ? *)"
    free = {interval for interval, plan in plans.items() if not plan.blocked_runs}
    assert free == {6, 8, 12, 24}


def test_blocked_runs_are_named_where_none_is_free() -> None:
    """Four hours find no start around a window that blocks four: the runs that fail are said."""
    plan = plan_backup_schedule(interval_hours=4, avoid_windows=["07:20-09:20"])
    assert len(plan.blocked_runs) == 7
    assert plan.blocked_runs[0] == "mon 08:15"
    assert plan.hours == (0, 4, 8, 12, 16, 20)


def test_what_is_promised_is_the_interval_and_an_hour() -> None:
    """The window to start in is the shortest that AWS takes, and both windows are said."""
    plan = plan_backup_schedule(interval_hours=6)
    assert plan == BackupSchedule(
        cron="cron(15 0,6,12,18 * * ? *)",
        hours=(0, 6, 12, 18),
        minute=15,
        interval_hours=6,
        start_window_minutes=60,
        completion_window_minutes=168 * 60,
        worst_rpo_minutes=7 * 60,
        blocked_runs=(),
    )


def test_a_time_that_is_blocked_for_nothing_is_refused() -> None:
    """Another hour would be free, and is named."""
    with pytest.raises(TopologyError) as raised:
        plan_backup_schedule(start_at="10:30", avoid_windows=["sun:10:00-sun:11:00"])
    assert str(raised.value) == (
        "backups.start_at: '10:30' starts in or within an hour before a window of the database "
        "(sun 10:30); RDS takes no other backup then, and the job fails. "
        "Leave it out, or use 00:15."
    )


def test_a_time_that_nothing_could_better_is_taken() -> None:
    """Hourly, every start is blocked: the one asked for is as good as another."""
    plan = plan_backup_schedule(interval_hours=1, start_at="00:40", avoid_windows=DATABASE)
    assert (plan.minute, "mon 06:40" in plan.blocked_runs) == (40, True)


def test_figures_that_aws_refuses_are_reported_together() -> None:
    """Four wrong figures are four problems, each with its remedy."""
    with pytest.raises(TopologyError) as raised:
        plan_backup_schedule(
            interval_hours=5, start_at="25:00", avoid_windows=["tonight"], completion_hours=1
        )
    assert str(raised.value).splitlines() == [
        (
            "backups.avoid_windows: 'tonight'; a UTC window of the database is required. "
            "Write it like 07:20-09:20 or sun:10:00-sun:11:00."
        ),
        (
            "backups.interval_hours: 5; one of 1, 2, 3, 4, 6, 8, 12, 24 hours is required. "
            "Choose one of these: only they come at the same hours every day."
        ),
        (
            "backups.start_at: '25:00'; a UTC time HH:MM is required. "
            "Write it like 00:15, or leave it out."
        ),
        (
            "backups.completion_hours: 1; AWS takes 2 to 876000 hours, an hour more than it may "
            "take to start. Use 168, which a first full copy needs."
        ),
    ]


def test_a_window_over_the_end_of_the_week_blocks_its_beginning() -> None:
    """Sunday night to Monday morning is one span, with the hour before."""
    (blocked,), problems = blocked_times(["sun:23:30-mon:00:30"])
    assert problems == []
    assert blocked == Blocked(start=6 * 1440 + 22 * 60 + 30, minutes=120)
    assert blocked.touches(0, 60)
    assert not blocked.touches(30, 60)
