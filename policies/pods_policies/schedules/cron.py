"""Reads AWS's cron expressions: six fields, with the forms that depend on the calendar."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["Cron", "MalformedScheduleError", "read_cron"]

_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
_WEEKDAYS: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_WRAPPED: Final = re.compile(r"\s*cron\((.*)\)\s*", re.DOTALL)
_FIELD_COUNT: Final = 6
_WEEK: Final = 7


class MalformedScheduleError(ValueError):
    """AWS would not take the expression; the message says why and does not repeat it."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the expression: its name in messages, and what may stand in it."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    def numbers(self, text: str) -> frozenset[int]:
        """Return the numbers that a field stands for."""
        return frozenset(number for part in text.split(",") for number in self.part(part))

    def part(self, part: str) -> Iterator[int]:
        """Yield the numbers of one part: a number, a name, a range or `*`, each with a step."""
        base, slash, step_text = part.partition("/")
        step = self._step(step_text) if slash else 1
        first, dash, last = base.partition("-")
        start = self.low if base == "*" else self.number(first)
        whole = self.high if slash or base == "*" else start
        end = self.number(last) if dash else whole
        if end < start:  # FRI-MON goes round the end
            end += self.high - self.low + 1
        for number in range(start, end + 1, step):
            yield self.low + (number - self.low) % (self.high - self.low + 1)

    def number(self, text: str) -> int:
        """Return the number that a text stands for."""
        if text in self.names:
            return self.low + self.names.index(text)
        number = int(text) if text.isascii() and text.isdecimal() else -1
        if not self.low <= number <= self.high:
            raise MalformedScheduleError(f"{self.name} must be from {self.low} to {self.high}")
        return number

    def _step(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and int(text) > 0):
            raise MalformedScheduleError(f"the step of {self.name} must be a number above 0")
        return int(text)


_MINUTE: Final = _Field("the minute", 0, 59)
_HOUR: Final = _Field("the hour", 0, 23)
_DAY: Final = _Field("the day of the month", 1, 31)
_MONTH: Final = _Field("the month", 1, 12, _MONTHS)
_WEEKDAY: Final = _Field("the day of the week", 1, _WEEK, _WEEKDAYS)
_YEAR: Final = _Field("the year", 1970, 2199)


@dataclass(frozen=True, slots=True)
class _DaysOfMonth:
    """Days by number, the last one, and those nearest to a number that are no weekend."""

    numbers: frozenset[int]
    last: bool
    near: frozenset[int]

    def has(self, day: date) -> bool:
        """Answer whether it runs on this day."""
        if day.day in self.numbers:
            return True
        if not (self.last or self.near):
            return False
        length = monthrange(day.year, day.month)[1]
        return (self.last and day.day == length) or any(
            wanted <= length and _nearest_weekday(day.replace(day=wanted), length) == day
            for wanted in self.near
        )


@dataclass(frozen=True, slots=True)
class _DaysOfWeek:
    """Weekdays, 1 for Sunday: each, the last one of a month, and the nth one of a month."""

    each: frozenset[int]
    last: frozenset[int]
    nth: frozenset[tuple[int, int]]

    def has(self, day: date) -> bool:
        """Answer whether it runs on this day."""
        weekday = day.isoweekday() % _WEEK + 1
        if weekday in self.each:
            return True
        return (weekday in self.last and day.day + _WEEK > monthrange(day.year, day.month)[1]) or (
            weekday,
            (day.day - 1) // _WEEK + 1,
        ) in self.nth


@dataclass(frozen=True, slots=True)
class Cron:
    """When a cron expression runs, in the time of its zone."""

    times: tuple[int, ...]
    """Minutes of the day."""
    days: _DaysOfMonth | _DaysOfWeek
    months: frozenset[int]
    years: frozenset[int]

    def runs_on(self, day: date) -> bool:
        """Answer whether it runs on this day."""
        return day.month in self.months and day.year in self.years and self.days.has(day)


def read_cron(expression: str) -> Cron:
    """Read `cron(…)`, or the six fields alone.

    Raises:
        MalformedScheduleError: for what AWS would not take.
    """
    matched = _WRAPPED.fullmatch(expression)
    fields = (matched[1] if matched else expression).upper().split()
    if len(fields) != _FIELD_COUNT:
        raise MalformedScheduleError(f"a cron expression has six fields, not {len(fields)}")
    minutes, hours, day, month, weekday, year = fields
    return Cron(
        times=tuple(
            sorted(
                hour * 60 + minute
                for hour in _HOUR.numbers(hours)
                for minute in _MINUTE.numbers(minutes)
            )
        ),
        days=_days(day, weekday),
        months=_MONTH.numbers(month),
        years=_YEAR.numbers(year),
    )


def _days(day: str, weekday: str) -> _DaysOfMonth | _DaysOfWeek:
    if (day == "?") == (weekday == "?"):
        raise MalformedScheduleError("one of the two day fields must be `?`, and only one")
    return _days_of_month(day) if weekday == "?" else _days_of_week(weekday)


def _days_of_month(text: str) -> _DaysOfMonth:
    parts = text.split(",")
    near = {part for part in parts if part.endswith("W")}
    plain = [part for part in parts if part != "L" and part not in near]
    return _DaysOfMonth(
        numbers=_DAY.numbers(",".join(plain)) if plain else frozenset(),
        last="L" in parts,
        near=frozenset(_DAY.number(part[:-1]) for part in near),
    )


def _days_of_week(text: str) -> _DaysOfWeek:
    each, last, nth = set[int](), set[int](), set[tuple[int, int]]()
    for part in text.split(","):
        if "#" in part:
            name, _, count = part.partition("#")
            nth.add((_WEEKDAY.number(name), _Field("the week of the month", 1, 5).number(count)))
        elif part == "L":  # the last day of the week is Saturday
            each.add(_WEEK)
        elif part.endswith("L"):
            last.add(_WEEKDAY.number(part[:-1]))
        else:
            each.update(_WEEKDAY.part(part))
    return _DaysOfWeek(frozenset(each), frozenset(last), frozenset(nth))


def _nearest_weekday(day: date, length: int) -> date:
    """Return the nearest day of the same month that is no Saturday and no Sunday."""
    if day.isoweekday() == 6:  # noqa: PLR2004 - Saturday
        return day.replace(day=day.day - 1 if day.day > 1 else day.day + 2)
    if day.isoweekday() == _WEEK:
        return day.replace(day=day.day + 1 if day.day < length else day.day - 2)
    return day
