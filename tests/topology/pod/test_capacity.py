"""Capacity: the survivor of two zones carries the whole load."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology import PodCapacity, capacity_per_zone, plan_capacity


@given(load=st.integers(0, 500), zones=st.integers(2, 6))
def test_the_loss_of_a_zone_is_borne(load: int, zones: int) -> None:
    """What is left can run the load, with less than one instance a zone to spare."""
    each = capacity_per_zone(load, zones)
    assert (zones - 1) * each >= load
    assert (zones - 1) * (each - 1) < load or each == 0


def test_two_zones_need_twice_and_three_half_as_much_again() -> None:
    """The law N / (N - 1), in figures."""
    assert Fraction(2 * capacity_per_zone(30, 2), 30) == 2
    assert Fraction(3 * capacity_per_zone(30, 3), 30) == Fraction(3, 2)


def test_one_zone_cannot_bear_its_loss() -> None:
    """There is no figure for a single zone."""
    with pytest.raises(TopologyError, match="at least two"):
        capacity_per_zone(4, 1)


@given(running=st.integers(1, 100), growth=st.integers(0, 100), percent=st.integers(0, 100))
def test_the_secondary_can_always_carry_the_full_load(
    running: int, growth: int, percent: int
) -> None:
    """By default running, warm and reserved capacity add up to the primary's maximum."""
    pair = plan_capacity(
        primary_running=running, primary_maximum=running + growth, running_percent=percent
    )
    assert pair.secondary.maximum == pair.primary.maximum == running + growth
    assert pair.secondary.running + pair.secondary.warm == pair.secondary.maximum
    assert pair.secondary.reserved == pair.secondary.maximum
    assert pair.secondary.running >= 1
    assert pair.secondary.running * 100 >= running * percent


@pytest.mark.parametrize(("running", "share"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_half_of_the_primary_runs_rounded_up(running: int, share: int) -> None:
    """The default share is a half, and never less than one instance."""
    assert plan_capacity(primary_running=running).secondary.running == share


def test_a_secondary_without_capacity_is_planned() -> None:
    """The judge is not the builder: zero is expressible, so that the policy pack can refuse it."""
    pair = plan_capacity(primary_running=4, secondary_running=0, secondary_maximum=0)
    assert pair.secondary == PodCapacity(running=0, maximum=0, warm=0, reserved=0)


def test_whole_numbers_that_arrive_as_floats_are_whole() -> None:
    """Components hosted for other languages get 4.0 for 4."""
    assert plan_capacity(primary_running=4.0) == plan_capacity(primary_running=4)


def test_impossible_figures_are_reported_together() -> None:
    """Each problem names the arg that it is about."""
    with pytest.raises(TopologyError) as raised:
        plan_capacity(
            primary_running=0, primary_maximum=-1, secondary_running=5, secondary_maximum=2
        )
    assert [problem.subject for problem in raised.value.problems] == [
        "primary.running",
        "primary.maximum",
        "secondary.maximum",
    ]


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"primary_running": -4, "primary_maximum": -5}, ["primary.running", "primary.maximum"]),
        ({"primary_running": -4}, ["primary.running"]),
        ({"primary_running": -4, "secondary_maximum": 0}, ["primary.running"]),
        ({"secondary_running": -1}, ["secondary.running"]),
        ({"primary_running": 4, "secondary_maximum": 1}, ["secondary.maximum"]),
    ],
)
def test_what_follows_from_a_bad_figure_is_not_told(
    figures: dict[str, float], told: list[str]
) -> None:
    """Only figures that were given are named, and none is held against a refused one."""
    with pytest.raises(TopologyError) as raised:
        plan_capacity(**figures)
    assert [problem.subject for problem in raised.value.problems] == told
    assert not [each for each in raised.value.problems if "least -" in each.required]
