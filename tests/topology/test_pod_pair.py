"""Where the PODs stand, and what the pair is called."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_pair

ZONES = ["us-east-1a", "us-east-1b"]


def planned(name: str = "clinic", **changes: Any) -> Any:
    """Plan a pair with some things changed."""
    return plan_pair(name, **{"availability_zones": ZONES, "owner": "clinic-team", **changes})


def test_the_pods_stand_in_different_zones() -> None:
    """The first zone is the primary's, the last the secondary's."""
    plan = planned()
    assert (plan.region, plan.primary_zone, plan.secondary_zone) == ("us-east-1", *ZONES)
    assert plan.tags == {"pods:service": "clinic", "pods:tier": "1", "pods:owner": "clinic-team"}


def test_both_pods_in_one_zone_are_planned() -> None:
    """The judge is not the builder: the policy pack refuses it."""
    plan = planned(secondary_zone="us-east-1a")
    assert plan.primary_zone == plan.secondary_zone == "us-east-1a"


@pytest.mark.parametrize("name", ["a", "storefront", "a-name-of-14ch"])
def test_names_that_a_load_balancer_can_carry_are_allowed(name: str) -> None:
    """Up to fourteen characters."""
    assert planned(name).tags["pods:service"] == name


@pytest.mark.parametrize("name", ["", "Clinic", "1clinic", "clinic-", "a-name-of-15chr"])
def test_other_names_are_refused(name: str) -> None:
    """The message says why names are short."""
    with pytest.raises(TopologyError, match="load balancers carry the name"):
        planned(name)


def test_every_problem_is_reported() -> None:
    """Tier, owner and both zones are told together."""
    with pytest.raises(TopologyError) as raised:
        planned(tier=5, owner="", primary_zone="us-east-1c", secondary_zone="eu-west-1a")
    assert [problem.subject for problem in raised.value.problems] == [
        "tier",
        "owner",
        "primary.availability_zone",
        "secondary.availability_zone",
    ]


def test_the_schemes_tags_are_beside_the_programs_own() -> None:
    """A program's tags are taken, but not those that follow from the other args."""
    assert planned(tags={"area": "north"}).tags.items() >= {"area": "north"}.items()
    with pytest.raises(TopologyError) as raised:
        planned(owner="Team; ours", tags={"pods:tier": "2"})
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "tags.pods:tier: a tag that the components set; it says the continuity tier, 1 (most "
            "critical) to 4. Remove it: its value follows from the other args."
        ),
        (
            "owner: 'Team; ours'; AWS takes up to 256 letters, digits, spaces and "
            "+ - = . _ : / @. Leave the other signs out."
        ),
    ]
