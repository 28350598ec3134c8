"""Who keeps the plan, and when it is looked at again."""

from datetime import date, timedelta

from pydantic import Field

from pods.continuity.durations import Duration
from pods.continuity.vocabulary import Id, Part, Text

__all__ = ["Governance"]


class Governance(Part):
    """Ownership, review and approval of the plan."""

    owner: Id
    """The role that keeps it."""
    approver: Id
    """The role that approves it."""
    approved: date
    last_review: date
    review_every: Duration = timedelta(days=366)
    """Default: yearly."""
    next_review: date | None = None
    """Default: counted from the last one."""
    significant_changes: list[Text] = Field(min_length=1)
    """What makes a review due before its time."""
