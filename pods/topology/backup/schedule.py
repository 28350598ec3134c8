"""When AWS Backup starts its jobs: explicit hours, and out of the database's own way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.backup.windows import DAY_MINUTES, DAYS, WEEK_MINUTES, Blocked, blocked_times

__all__ = ["BackupSchedule", "plan_backup_schedule"]

# Divisors of a day, at most hourly as AWS Backup's snapshots are (T18): the same hours every day.
_INTERVALS = (1, 2, 3, 4, 6, 8, 12, 24)
# AWS's own default is eight hours, all of which a recovery may lose; an hour is the least that it
# takes: https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
_START_WINDOW_MINUTES = 60
_FEWEST_COMPLETION_HOURS = 2
_MOST_COMPLETION_HOURS = 876_000
# A first full copy of a large bucket takes days, and a job that runs out of time leaves nothing.
_COMPLETION_HOURS = 168
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_STEP_MINUTES = 5
# Not on the hour, when most schedules of an account, and of AWS, start.
_FIRST_CHOICE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class BackupSchedule:
    """The hours of the jobs, and what they promise."""

    cron: str
    """AWS's cron expression, UTC, with every hour written out: "every 12 hours" from an hour after
    noon would run once a day."""
    hours: tuple[int, ...]
    minute: int
    interval_hours: int
    start_window_minutes: int
    completion_window_minutes: int
    worst_rpo_minutes: int
    """Longest span of work that a loss can cost: the interval, and the hour to start in."""
    blocked_runs: tuple[str, ...]
    """Runs of a week in which a database takes no backup, such as `mon 08:15`."""

    @property
    def blocked_hours(self) -> tuple[str, ...]:
        """The blocked runs by their hour: those of every day once, without a day."""
        days = {
            run[4:]: [each for each in DAYS if f"{each} {run[4:]}" in self.blocked_runs]
            for run in self.blocked_runs
        }
        daily = sorted(hour for hour, found in days.items() if len(found) == len(DAYS))
        return (
            *(f"{hour} every day" for hour in daily),
            *(run for run in self.blocked_runs if run[4:] not in daily),
        )


def plan_backup_schedule(
    *,
    interval_hours: float = 24,
    start_at: str | None = None,
    avoid_windows: Sequence[str] = (),
    completion_hours: float = _COMPLETION_HOURS,
) -> BackupSchedule:
    """Plan the hours; without `start_at` the first that no window of the database blocks.

    Where the interval is too short for any such hour, the fewest runs are blocked, and are named.
    Raises `TopologyError` with every figure that AWS would refuse, and for a time that is blocked
    though another would not be.
    """
    interval, completion = int(interval_hours), int(completion_hours)
    blocked, problems = blocked_times(avoid_windows)
    problems += _refused(interval, start_at, completion)
    TopologyError.refuse(problems)
    best = _best_start(interval, blocked)
    start = best if start_at is None else _minutes(start_at)
    lost = _blocked_runs(start, interval, blocked)
    if lost and not _blocked_runs(best, interval, blocked):
        raise TopologyError(
            Problem(
                "backups.start_at",
                f"{start_at!r} starts in or within an hour before a window of the database "
                f"({', '.join(_named(each) for each in lost)})",
                "RDS takes no other backup then, and the job fails",
                f"Leave it out, or use {_clock(best)}.",
            )
        )
    hours = tuple(sorted((start // 60 + run * interval) % 24 for run in range(24 // interval)))
    return BackupSchedule(
        cron=f"cron({start % 60} {','.join(map(str, hours))} * * ? *)",
        hours=hours,
        minute=start % 60,
        interval_hours=interval,
        start_window_minutes=_START_WINDOW_MINUTES,
        completion_window_minutes=completion * 60,
        worst_rpo_minutes=interval * 60 + _START_WINDOW_MINUTES,
        blocked_runs=tuple(_named(each) for each in lost),
    )


def _refused(interval: int, start_at: str | None, completion: int) -> list[Problem]:
    problems = []
    if interval not in _INTERVALS:
        problems.append(
            Problem(
                "backups.interval_hours",
                f"{interval}",
                f"one of {', '.join(map(str, _INTERVALS))} hours is required",
                "Choose one of these: only they come at the same hours every day.",
            )
        )
    if start_at is not None and _TIME.fullmatch(start_at) is None:
        problems.append(
            Problem(
                "backups.start_at",
                f"{start_at!r}",
                "a UTC time HH:MM is required",
                "Write it like 00:15, or leave it out.",
            )
        )
    if not _FEWEST_COMPLETION_HOURS <= completion <= _MOST_COMPLETION_HOURS:
        problems.append(
            Problem(
                "backups.completion_hours",
                f"{completion}",
                f"AWS takes {_FEWEST_COMPLETION_HOURS} to {_MOST_COMPLETION_HOURS} hours, an hour "
                "more than it may take to start",
                f"Use {_COMPLETION_HOURS}, which a first full copy needs.",
            )
        )
    return problems


def _best_start(interval: int, blocked: Sequence[Blocked]) -> int:
    """Return the first minute of the day with the fewest blocked runs."""
    period = interval * 60
    starts = [(_FIRST_CHOICE_MINUTES + step) % period for step in range(0, period, _STEP_MINUTES)]
    return min(starts, key=lambda start: len(_blocked_runs(start, interval, blocked)))


def _blocked_runs(start: int, interval: int, blocked: Sequence[Blocked]) -> list[int]:
    """Return the runs of a week, in its minutes, of which any start would be blocked."""
    first = start % (interval * 60)
    return [
        run
        for run in range(first, WEEK_MINUTES, interval * 60)
        if any(each.touches(run, _START_WINDOW_MINUTES) for each in blocked)
    ]


def _named(run: int) -> str:
    day, minute = divmod(run, DAY_MINUTES)
    return f"{DAYS[day]} {_clock(minute)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
