"""Windows on the clock of a place, as the UTC times that AWS works by."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pods.continuity.services import DailyWindow

__all__ = ["Window", "maintenance_after", "start_of", "window_of"]

_DAY_MINUTES = 24 * 60
_SHORTEST_MINUTES = 30
# What is left of a day must hold a maintenance window, and half an hour before it.
_LONGEST_MINUTES = 22 * 60
# The offsets of one winter and one summer day tell a zone's standard time from its summer time.
_SAMPLES = (date(2026, 1, 1), date(2026, 7, 1))
_USUAL_MAINTENANCE = (10 * 60, 11 * 60)


class Window(NamedTuple):
    """A daily window or time in UTC."""

    text: str
    because: str
    start: int
    """Minutes after midnight."""
    minutes: int


def window_of(window: DailyWindow) -> Window:
    """Return the window in UTC, as `07:20-09:20`; AWS takes none shorter than 30 minutes."""
    start, note = _utc(window.start, window.zone)
    length = (_minutes(window.end) - _minutes(window.start)) % _DAY_MINUTES
    if length < _SHORTEST_MINUTES:
        length = _SHORTEST_MINUTES
        note += f"; AWS takes no window below {_SHORTEST_MINUTES} minutes"
    if length > _LONGEST_MINUTES:
        length = _LONGEST_MINUTES
        note += f"; cut to {_LONGEST_MINUTES // 60} hours, to leave room for maintenance"
    local = f"{window.start:%H:%M}-{window.end:%H:%M} {window.zone}"
    return Window(f"{_clock(start)}-{_clock(start + length)}", f"{local}{note}", start, length)


def start_of(window: DailyWindow) -> Window:
    """Return when the window starts in UTC, as `07:20`."""
    start, note = _utc(window.start, window.zone)
    return Window(_clock(start), f"{window.start:%H:%M} {window.zone}{note}", start, 0)


def maintenance_after(backup: Window) -> str:
    """Return a weekly window that does not meet the daily one: the usual one where it fits."""
    start, end = _USUAL_MAINTENANCE
    ahead = (start - backup.start) % _DAY_MINUTES
    if ahead < backup.minutes or ahead + (end - start) > _DAY_MINUTES:
        start = (backup.start + backup.minutes + _SHORTEST_MINUTES) % _DAY_MINUTES
        end = start + 60
    last = "mon" if end >= _DAY_MINUTES else "sun"
    return f"sun:{_clock(start)}-{last}:{_clock(end)}"


def _utc(local: time, zone: str) -> tuple[int, str]:
    offsets = [
        datetime.combine(day, time(12), tzinfo=ZoneInfo(zone)).utcoffset() or timedelta(0)
        for day in _SAMPLES
    ]
    standard, summer = min(offsets), max(offsets)
    note = ", by its standard time" if standard != timedelta(0) else ""
    if summer != standard:
        hours = (summer - standard) / timedelta(hours=1)
        late = "an hour" if hours == 1 else f"{hours:g} hours"
        note = (
            f", by its standard time: AWS knows no summer time, so in summer it lies {late} "
            "later on that clock"
        )
    return (_minutes(local) - int(standard.total_seconds()) // 60) % _DAY_MINUTES, note


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> str:
    return f"{minutes % _DAY_MINUTES // 60:02}:{minutes % 60:02}"
