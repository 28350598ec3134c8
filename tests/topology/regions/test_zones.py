"""Zones: which names, and which pairs of them, can carry a pair."""

import pytest

from pods.errors import TopologyError
from pods.topology import region_of, zone_problems


@pytest.mark.parametrize(
    ("zone", "region"),
    [
        ("us-east-1a", "us-east-1"),
        ("ap-southeast-2c", "ap-southeast-2"),
        ("us-gov-west-1b", "us-gov-west-1"),
    ],
)
def test_a_zone_names_its_region(zone: str, region: str) -> None:
    """The Region is the zone's name without its letter."""
    assert region_of(zone) == region


@pytest.mark.parametrize(
    "text", ["us-east-1", "use1-az1", "us-west-2-lax-1a", "", "us-east-1ab", "us-east-1x"]
)
def test_other_names_are_refused(text: str) -> None:
    """A Region, a zone id, a Local Zone and a seventh zone are no zones that can hold a POD."""
    with pytest.raises(TopologyError, match="not the name of an Availability Zone"):
        region_of(text)


def test_two_zones_of_one_region_are_good() -> None:
    """Nothing is reported for what a pair needs."""
    assert zone_problems(["us-east-1a", "us-east-1b"]) == []


@pytest.mark.parametrize(
    ("zones", "observed"),
    [
        (["us-east-1a"], "['us-east-1a']"),
        (["us-east-1a", "us-east-1a"], "['us-east-1a', 'us-east-1a']"),
        (["us-east-1a", "us-east-1b", "us-east-1c"], "['us-east-1a', 'us-east-1b', 'us-east-1c']"),
        (["us-east-1a", "us-west-2b"], "zones of us-east-1 and us-west-2"),
    ],
)
def test_zones_that_cannot_carry_a_pair_are_reported(zones: list[str], observed: str) -> None:
    """One zone, the same twice, three, or two Regions: each is one problem."""
    assert [problem.observed for problem in zone_problems(zones)] == [observed]


def test_every_problem_is_reported_at_once() -> None:
    """A bad name and a missing zone are told together."""
    assert len(zone_problems(["nowhere"])) == 2


@pytest.mark.parametrize(
    ("zones", "told"),
    [
        (["us-east-1a", "us-east-1b"], []),
        (
            ["eu-west-1a", "eu-west-1b"],
            [
                (
                    "availability_zones: zones of eu-west-1; the stack's aws:region is us-east-1. "
                    "Name two zones of us-east-1, or set aws:region to eu-west-1."
                )
            ],
        ),
        (
            ["eu-west-1a", "us-east-1b"],
            [
                (
                    "availability_zones: zones of eu-west-1 and us-east-1; "
                    "a network lies in one Region. Name two zones of one Region."
                )
            ],
        ),
    ],
)
def test_zones_of_another_region_are_reported(zones: list[str], told: list[str]) -> None:
    """AWS would refuse them minutes later, with the first subnet."""
    assert [str(problem) for problem in zone_problems(zones, "us-east-1")] == told
