"""Whether a moment is in a blackout of the plan: one that comes once, or again and again."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pods_policies.reading import UNKNOWN, Truth
from pods_policies.relations.plan import Blackout

__all__ = ["is_in"]

_EVERY_DAY: Final = "FREQ=DAILY"
_BY_DAY: Final = frozenset({"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYEASTER"})
_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_FURTHEST: Final = timedelta(days=4 * 366)
"""How far back one that is not over may have begun; a leap day comes that often."""


def is_in(blackout: Blackout, now: datetime) -> Truth:
    """Answer whether a moment is in a blackout; UNKNOWN where its time cannot be told.

    One that comes again and again begins at the start of its day, in its own time zone, unless its
    rule names an hour.
    """
    if blackout.recurs is not None:
        return _recurs(blackout, blackout.recurs, now)
    if blackout.start is None or blackout.end is None:
        return UNKNOWN
    return blackout.start <= now < blackout.end


def _recurs(blackout: Blackout, recurs: str, now: datetime) -> Truth:
    rule = _EVERY_DAY if recurs == "daily" else recurs
    if blackout.lasts_seconds is None or not _names_its_days(rule):
        return UNKNOWN
    zone, lasts = ZoneInfo(blackout.zone), timedelta(seconds=blackout.lasts_seconds)
    try:
        began = _last(rule, now.astimezone(zone).replace(tzinfo=None), min(lasts, _FURTHEST))
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError):  # no rule at all
        return UNKNOWN
    return began is not None and now < began.replace(tzinfo=zone).astimezone(UTC) + lasts


def _names_its_days(rule: str) -> bool:
    """Answer whether a rule means the same days whenever it is counted from.

    The plan gives no day from which `monthly`, or every second week, would be counted.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    is_counted = "COUNT" in parts or parts.get("INTERVAL", "1") != "1"
    if is_counted or parts.get("FREQ") not in _FREQUENCIES:
        return False
    return parts["FREQ"] == "DAILY" or bool(_BY_DAY & {*parts})


def _last(rule: str, now: datetime, back: timedelta) -> datetime | None:
    """Return when a recurrence came last, looking no further back than this."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - the pack must start fast

    first = datetime.combine((now - back).date() - timedelta(days=1), time())
    found: datetime | None = rrulestr(rule, dtstart=first).before(now, inc=True)
    return found
