"""What day it is, for dates that a preview shows."""

from datetime import UTC, date, datetime

__all__ = ["today"]


def today() -> date:
    """Return the day in UTC."""
    return datetime.now(UTC).date()
