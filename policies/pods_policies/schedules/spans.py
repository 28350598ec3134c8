"""Writes spans of time, and counts of what happens in them, as messages say them."""

from datetime import timedelta
from math import isfinite
from typing import Final

from pods.continuity.durations import as_text

__all__ = ["counted", "spanned"]

_CENTURY: Final = 100 * 365 * 24 * 60


def spanned(minutes: float) -> str:
    """Write so many minutes: `1 day 1 h`; nothing longer than a century is told apart."""
    if not isfinite(minutes) or minutes >= _CENTURY:
        return "100 years"
    return as_text(timedelta(minutes=round(minutes)))


def counted(a_day: float, what: str) -> str:
    """Write how often something happens: `2 snapshots a day`, `1 backup a day`, `0.14 backups`."""
    return f"{a_day:.3g} {what}{'' if a_day == 1 else 's'} a day"
