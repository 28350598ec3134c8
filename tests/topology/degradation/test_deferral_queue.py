"""How long deferred work waits."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import QueuePlan, plan_queue

DAY = 24 * 60 * 60


def refusal(**asked: Any) -> str:
    """Return the whole message with which these figures are refused."""
    with pytest.raises(TopologyError) as raised:
        plan_queue(**asked)
    return str(raised.value)


def test_a_week_is_the_usual_wait() -> None:
    """Half of SQS's fourteen days: the other half is for those who look at what failed."""
    assert plan_queue() == QueuePlan(
        retention_seconds=7 * DAY,
        dead_letter_seconds=14 * DAY,
        visibility_seconds=60,
        receives=5,
    )


@pytest.mark.parametrize(
    ("rto_minutes", "days"), [(60, 7), (7_200, 7), (7_201, 8), (14_400, 12), (20_159, 14)]
)
@pytest.mark.requirement("B3")
def test_the_wait_outlasts_the_outage(rto_minutes: int, days: int) -> None:
    """A longer recovery time lengthens the wait, two days beyond it, as far as SQS allows."""
    assert plan_queue(rto_minutes=rto_minutes).retention_seconds == days * DAY
    assert plan_queue(rto_minutes=rto_minutes).retention_seconds > rto_minutes * 60


@pytest.mark.requirement("B3")
def test_a_wait_shorter_than_the_outage_is_refused() -> None:
    """What was accepted with 202 would be dropped before anybody could do it."""
    assert refusal(rto_minutes=2_880, retention_days=2) == (
        "queue.retention_days: 2 days, and an outage of 2880 min; what is deferred must outlast "
        "the outage. Use 3 days or more."
    )


def test_an_outage_longer_than_any_queue_is_refused() -> None:
    """SQS drops every message after fourteen days."""
    assert refusal(rto_minutes=20_160) == (
        "queue.rto_minutes: 20160 min; SQS keeps a message for at most 14 days, 20160 min. Give "
        "the longest outage in minutes, or keep the work in the object store."
    )


@pytest.mark.parametrize("rto_minutes", [-1, 0])
def test_an_outage_of_no_time_is_refused(rto_minutes: int) -> None:
    """The message speaks of what is wrong, and not of SQS's longest wait."""
    assert refusal(rto_minutes=rto_minutes) == (
        f"queue.rto_minutes: {rto_minutes} min; an outage lasts a minute or longer. Give the "
        "longest outage in minutes; a day is 1440."
    )


def test_every_figure_is_refused_at_once() -> None:
    """Beyond SQS's limits there is one problem for each figure."""
    assert refusal(retention_days=15, visibility_seconds=43_201, receives=0).splitlines() == [
        "queue.retention_days: 15; SQS keeps a message for 1 to 14 days. Use 7.",
        (
            "queue.visibility_seconds: 43201 s; SQS hides a message for 1 to 43200 seconds. Use "
            "the longest time that one piece of work takes, and some more."
        ),
        (
            "queue.receives: 0; SQS takes 1 to 1000. Use 5: fewer lose work to one bad minute, "
            "more delay everything behind it."
        ),
    ]
