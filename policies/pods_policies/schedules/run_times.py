"""When a schedule runs, and the longest time between two runs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from math import inf
from operator import sub
from typing import Final
from zoneinfo import ZoneInfo

from pods_policies.schedules.cron import Cron, MalformedScheduleError, read_cron

__all__ = ["RunTimes", "every", "longest_gap", "read_schedule"]

FIRST_DAY: Final = date(2027, 1, 1)
DAYS: Final = 400
"""Runs are laid out over this many days: more than a year, so that each month's length occurs."""

DAY: Final = 24 * 60
_UNITS: Final = {"minute": 1, "hour": 60, "day": DAY}
_UTC: Final = ("UTC", "Etc/UTC")
_RATE: Final = re.compile(r"\s*rate\(\s*(\d{1,6})\s+(minute|hour|day)(s?)\s*\)\s*")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, eq=False)
class RunTimes:
    """The minutes at which a schedule runs, counted from `FIRST_DAY` in UTC, in order."""

    minutes: tuple[int, ...]
    placed: bool = True
    """False when the times of day are not known, since AWS chooses when it starts."""

    @property
    def mean_gap_days(self) -> float:
        """The mean time between two runs, in days."""
        return DAYS / len(self.minutes) if self.minutes else inf

    @property
    def per_day(self) -> float:
        """The mean number of runs a day."""
        return len(self.minutes) / DAYS

    @cached_property
    def worst_gap_hours(self) -> float:
        """The longest time between two runs, in hours."""
        return _longest(self.minutes) / 60


@lru_cache(maxsize=256)
def every(hours: float, start: str | None = "00:00") -> RunTimes:
    """Return the runs of a schedule that repeats after some hours, from a time of day on.

    Raises:
        MalformedScheduleError: for a start that is no time of day.
    """
    matched = _CLOCK.fullmatch(start or "00:00")
    if matched is None:
        raise MalformedScheduleError("the start must be a time of day such as 03:00")
    period = max(1, round(hours * 60))
    first = (int(matched[1]) * 60 + int(matched[2])) % period
    return RunTimes(tuple(range(first, DAYS * DAY, period)), placed=start is not None)


def longest_gap(schedules: Iterable[RunTimes]) -> float:
    """Return the longest time between two runs of several schedules together, in hours.

    One whose times of day are not known counts alone, and never as the one that fills the gaps of
    another.
    """
    rows = list(schedules)
    if len(rows) == 1:
        return rows[0].worst_gap_hours
    placed = {minute for one in rows if one.placed for minute in one.minutes}
    alone = [one.worst_gap_hours for one in rows if not one.placed]
    return min([_longest(sorted(placed)) / 60, *alone])


def _longest(minutes: Sequence[int]) -> float:
    if not minutes:
        return inf
    between = max(map(sub, minutes[1:], minutes), default=0)
    # Before the first run and after the last one nothing is saved either.
    return max(between, minutes[0], DAYS * DAY - minutes[-1])


@lru_cache(maxsize=256)
def read_schedule(expression: str, zone: str = "UTC") -> RunTimes:
    """Return the runs of `cron(…)` in a time zone, or of `rate(…)`.

    A time that the clocks skip in spring is not run, one that comes twice in autumn runs once:
    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html

    Raises:
        MalformedScheduleError: for what AWS would not take.
    """
    rate = _RATE.fullmatch(expression)
    if rate is not None:
        return _rate(int(rate[1]), rate[2], plural=bool(rate[3]))
    if expression.lstrip().startswith(("rate(", "at(")):
        raise MalformedScheduleError("a rate such as rate(12 hours) is required")
    cron = read_cron(expression)
    return RunTimes(tuple(sorted(_minutes(cron, None if zone in _UTC else _zone(zone)))))


def _rate(count: int, unit: str, *, plural: bool) -> RunTimes:
    if count < 1 or plural != (count > 1):
        raise MalformedScheduleError("a rate is written rate(1 hour) or rate(12 hours)")
    return every(count * _UNITS[unit] / 60, None)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise MalformedScheduleError("the time zone must be a name such as Europe/Oslo") from error


def _minutes(cron: Cron, zone: ZoneInfo | None) -> Iterator[int]:
    for offset in range(-1, DAYS + 1):  # a day beyond each end: elsewhere it may be that day still
        day = FIRST_DAY + timedelta(offset)
        if cron.runs_on(day):
            for time in cron.times if zone is None else _in_utc(day, cron.times, zone):
                if 0 <= offset * DAY + time < DAYS * DAY:
                    yield offset * DAY + time


def _in_utc(day: date, times: tuple[int, ...], zone: ZoneInfo) -> Iterator[int]:
    """Yield the minutes after the day's midnight in UTC at which these local times come."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    ahead = midnight.utcoffset()
    if ahead == (midnight + timedelta(1)).utcoffset():
        shift = int((ahead or timedelta()).total_seconds()) // 60
        yield from (time - shift for time in times)
        return
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for time in times:
        local = midnight + timedelta(minutes=time)
        at = local.astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            yield int((at - start).total_seconds()) // 60
