"""What a change of the plan asks of the topology."""

from typing import Any

import pytest

from pods.topology.planner import Change, Effect, differences, plan_all
from tests.continuity.sample_plan import plan_of, sample
from tests.topology.planner.plans import with_objectives


def _between(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    return differences(plan_all(plan_of(old)), plan_all(plan_of(new)))


def test_no_change_asks_for_nothing() -> None:
    """The same plan, and a plan with other words."""
    assert _between(sample(), sample()) == ()
    assert _between(sample(), sample() | {"title": "Another"}) == ()


@pytest.mark.requirement("B2")
def test_a_stricter_objective_asks_for_one_figure_and_one_strategy() -> None:
    """From 24 hours to 5 minutes: the schedule, and a way back to any moment."""
    loose = with_objectives(data_corruption="1 h/24 h")
    strict = with_objectives(data_corruption="1 h/5 min")
    changes = _between(loose, strict)
    assert [
        (each.subject, each.old, each.new, each.effect, each.capability) for each in changes
    ] == [
        ("snapshots.interval_hours", 12, 1, Effect.STRONGER, "book"),
        ("strategy", "backup_and_restore", "point_in_time", Effect.STRONGER, "book"),
    ]
    assert {each.disruption for each in changes} == {"data_corruption"}


def test_the_way_back_is_weaker_and_names_who_asked() -> None:
    """The other direction, for the same capability."""
    loose = with_objectives(data_corruption="1 h/24 h")
    strict = with_objectives(data_corruption="1 h/5 min")
    assert [(each.subject, each.effect, each.capability) for each in _between(strict, loose)] == [
        ("snapshots.interval_hours", Effect.WEAKER, "book"),
        ("strategy", Effect.WEAKER, "book"),
    ]


def test_a_figure_that_comes_or_goes_is_a_change() -> None:
    """Without its objects, a service needs no versions of them."""
    less = sample()
    del less["services"]["booking"]["stores"]["scans"]
    gone = {each.subject: each for each in _between(sample(), less)}
    assert set(gone) == {
        "object_store.noncurrent_days",
        "object_store.replica_region",
        "object_store.versioning",
    }
    assert {each.effect for each in gone.values()} == {Effect.WEAKER}
    come = _between(less, sample())
    assert {(each.effect, each.old) for each in come} == {(Effect.STRONGER, None)}


def test_another_owner_is_neither_stronger_nor_weaker() -> None:
    """Different is not better."""
    other = sample()
    other["teams"]["others"] = dict(other["teams"]["clinic-platform"])
    other["services"]["booking"]["owner"] = "others"
    (change,) = _between(sample(), other)
    assert (change.subject, change.old, change.new, change.effect) == (
        "owner",
        "clinic-platform",
        "others",
        Effect.OTHER,
    )


def test_services_come_and_go() -> None:
    """One change for a service as a whole."""
    more = sample()
    more["services"]["other"] = dict(more["services"]["booking"], depends_on=[])
    added = Change("other", "service", None, "other", Effect.ADDED, None, None)
    removed = Change("other", "service", "other", None, Effect.REMOVED, None, None)
    assert _between(sample(), more) == (added,)
    assert _between(more, sample()) == (removed,)


def test_fewer_people_told_are_weaker_and_more_are_stronger() -> None:
    """A set is weaker when it lacks one, whatever else it has."""
    fewer = sample()
    fewer["teams"]["clinic-platform"]["members"] = ["platform-lead"]
    fewer["teams"]["clinic-platform"]["on_call"] = "platform-lead"
    (change,) = _between(sample(), fewer)
    assert (change.subject, change.effect) == ("alerts.subscriptions", Effect.WEAKER)
    (change,) = _between(fewer, sample())
    assert change.effect is Effect.STRONGER


def test_a_capability_that_comes_brings_its_strategies() -> None:
    """Nine strategies more, and fewer when it goes."""
    less = sample()
    del less["capabilities"]["report"]
    come = _between(less, sample())
    assert [(each.subject, each.old, each.effect) for each in come] == [
        ("strategy", None, Effect.STRONGER)
    ] * 9
    assert {each.effect for each in _between(sample(), less)} == {Effect.WEAKER}
