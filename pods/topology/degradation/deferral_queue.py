"""For how long work that was deferred waits in a queue, and what becomes of it when it fails."""

from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["QueuePlan", "plan_queue"]

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
_LONGEST_DAYS = 14
_LONGEST_VISIBILITY_SECONDS = 43_200
_MOST_RECEIVES = 1_000
# Half of what SQS allows: what fails on the last of these days lies for seven more where people
# look at it. The age of a message counts on from the day on which it was first sent:
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
_USUAL_DAYS = 7
_DAY_MINUTES = 24 * 60
_DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """The figures of a queue and of its dead letters."""

    retention_seconds: int
    """How long a message waits before it is dropped."""
    dead_letter_seconds: int
    """How old a message may become in all, once it is among the dead letters."""
    visibility_seconds: int
    """How long a message is hidden from others while one works on it."""
    receives: int
    """Attempts before a message is put among the dead letters."""


def plan_queue(
    *,
    rto_minutes: float = _DAY_MINUTES,
    retention_days: float | None = None,
    visibility_seconds: float = 60,
    receives: float = 5,
) -> QueuePlan:
    """Plan a queue that outlasts the longest outage it is there for.

    Left out, the retention is seven days, or the recovery time and two days more where that is
    longer. Raises `TopologyError` with every figure that SQS or the recovery time forbids.
    """
    rto, visibility, attempts = int(rto_minutes), int(visibility_seconds), int(receives)
    needed = -(-rto // _DAY_MINUTES)
    usual = min(max(_USUAL_DAYS, needed + 2), _LONGEST_DAYS)
    days = usual if retention_days is None else int(retention_days)
    problems = [
        *_retention_problems(rto, days),
        *_unless(
            1 <= visibility <= _LONGEST_VISIBILITY_SECONDS,
            Problem(
                "queue.visibility_seconds",
                f"{visibility} s",
                f"SQS hides a message for 1 to {_LONGEST_VISIBILITY_SECONDS} seconds",
                "Use the longest time that one piece of work takes, and some more.",
            ),
        ),
        *_unless(
            1 <= attempts <= _MOST_RECEIVES,
            Problem(
                "queue.receives",
                f"{attempts}",
                f"SQS takes 1 to {_MOST_RECEIVES}",
                "Use 5: fewer lose work to one bad minute, more delay everything behind it.",
            ),
        ),
    ]
    TopologyError.refuse(problems)
    return QueuePlan(
        retention_seconds=days * _DAY_SECONDS,
        dead_letter_seconds=_LONGEST_DAYS * _DAY_SECONDS,
        visibility_seconds=visibility,
        receives=attempts,
    )


def _retention_problems(rto: int, days: int) -> list[Problem]:
    if rto < 1:
        return [
            Problem(
                "queue.rto_minutes",
                f"{rto} min",
                "an outage lasts a minute or longer",
                "Give the longest outage in minutes; a day is 1440.",
            )
        ]
    if rto >= _LONGEST_DAYS * _DAY_MINUTES:
        return [
            Problem(
                "queue.rto_minutes",
                f"{rto} min",
                f"SQS keeps a message for at most {_LONGEST_DAYS} days, "
                f"{_LONGEST_DAYS * _DAY_MINUTES} min",
                "Give the longest outage in minutes, or keep the work in the object store.",
            )
        ]
    if not 1 <= days <= _LONGEST_DAYS:
        return [
            Problem(
                "queue.retention_days",
                f"{days}",
                f"SQS keeps a message for 1 to {_LONGEST_DAYS} days",
                f"Use {_USUAL_DAYS}.",
            )
        ]
    if days * _DAY_MINUTES <= rto:
        return [
            Problem(
                "queue.retention_days",
                f"{days} days, and an outage of {rto} min",
                "what is deferred must outlast the outage",
                f"Use {min(rto // _DAY_MINUTES + 1, _LONGEST_DAYS)} days or more.",
            )
        ]
    return []


def _unless(holds: bool, problem: Problem) -> list[Problem]:  # noqa: FBT001 - reads as a sentence
    return [] if holds else [problem]
