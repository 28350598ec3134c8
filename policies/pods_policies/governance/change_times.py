"""When changes may happen: weekly windows in a time zone, and blackouts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

__all__ = ["Blackout", "Window", "blackout_at", "read_blackout", "read_window"]

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WINDOW: Final = re.compile(r"(?:([a-z,-]+)\s+)?(\d{2}):(\d{2})-(\d{2}):(\d{2})", re.IGNORECASE)
_MINUTES_A_DAY: Final = 24 * 60
_LAST_HOUR: Final = 24
_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes of some days; one that ends before it starts ends on the next day."""

    days: frozenset[int]
    """From 0, Monday."""
    start: int
    end: int
    text: str

    def has(self, now: datetime) -> bool:
        """Answer whether a local time is inside; the end is not."""
        minute = now.hour * _HOUR + now.minute
        today, yesterday = now.weekday(), (now - timedelta(days=1)).weekday()
        if self.start < self.end:
            return today in self.days and self.start <= minute < self.end
        begun = today in self.days and minute >= self.start
        return begun or (yesterday in self.days and minute < self.end)


@dataclass(frozen=True, slots=True)
class Blackout:
    """Days on which nothing changes, the last one included."""

    first: date
    last: date

    def __str__(self) -> str:
        """Render as `2026-12-20/2027-01-02`."""
        return f"{self.first}/{self.last}"


def read_window(text: str) -> Window:
    """Read `sun 02:00-04:00`, `mon-fri 22:00-02:00`, `sat,sun 00:00-24:00` or `02:00-04:00`.

    Raises:
        ValueError: for anything else.
    """
    matched = _WINDOW.fullmatch(text.strip())
    if matched is None:
        raise ValueError(f"{text!r} is no window such as 'sun 02:00-04:00'")
    days = _days(matched[1]) if matched[1] else frozenset(range(len(_DAYS)))
    start, end = (_minute(matched[at], matched[at + 1]) for at in (2, 4))
    if start in (end, _MINUTES_A_DAY):
        raise ValueError(f"{text!r} has no length")
    return Window(days, start, end, text.strip())


def _minute(hours: str, minutes: str) -> int:
    found = int(hours) * _HOUR + int(minutes)
    if int(minutes) >= _HOUR or found > _LAST_HOUR * _HOUR:
        raise ValueError(f"{hours}:{minutes} is no time of day")
    return found


def _days(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.lower().split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            raise ValueError(f"{part!r} is no day such as sun or mon-fri")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        found |= {at % len(_DAYS) for at in range(start, end + 1 + len(_DAYS) * (end < start))}
    return frozenset(found)


def read_blackout(text: str) -> Blackout:
    """Read `2026-12-20/2027-01-02`, or one day.

    Raises:
        ValueError: for anything else.
    """
    first, _, last = text.strip().partition("/")
    try:
        found = Blackout(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError as error:
        raise ValueError(f"{text!r} is no span of days such as 2026-12-20/2027-01-02") from error
    if found.last < found.first:
        raise ValueError(f"{text!r} ends before it begins")
    return found


def blackout_at(day: date, blackouts: Iterable[Blackout]) -> Blackout | None:
    """Return the blackout that a day is in, or None."""
    return next((one for one in blackouts if one.first <= day <= one.last), None)
