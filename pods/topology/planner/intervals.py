"""How often copies are made, and how old the last one can be."""

from datetime import timedelta
from functools import lru_cache

__all__ = ["INTERVALS", "largest_interval", "worst_age"]

INTERVALS = (1, 2, 3, 4, 6, 8, 12, 24)
"""Hours between two copies, as Data Lifecycle Manager takes them (T19)."""

# A copy starts within an hour of its schedule (T19); AWS Backup is given the same hour (T18).
_START_DELAY = timedelta(hours=1)


@lru_cache
def worst_age(interval_hours: int) -> timedelta:
    """Return how old the last copy can be when data is lost."""
    return timedelta(hours=interval_hours) + _START_DELAY


@lru_cache(maxsize=1024)
def largest_interval(rpo: timedelta, rarest: int) -> int:
    """Return the longest interval in hours whose copies keep the RPO; 1 where none does."""
    return max(
        (each for each in INTERVALS if each <= rarest and worst_age(each) <= rpo),
        default=INTERVALS[0],
    )
