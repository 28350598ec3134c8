"""Whose needs a service bears, and who is named for a figure."""

from typing import Any

import pytest

from pods.topology.planner import ServiceTopology, plan_topology
from tests.continuity.sample_plan import plan_of, sample


def _chain(criticality: str | None = None) -> dict[str, Any]:
    """Return the sample with `report` on a service of its own, and one below both."""
    plain = sample()
    plain["capabilities"]["report"]["services"] = ["reading"]
    below = "store-of-all" if criticality is None else "internal-store"
    plain["services"]["reading"] = dict(plain["services"]["booking"], depends_on=[below])
    plain["services"]["store-of-all"] = dict(plain["services"]["booking"], depends_on=[])
    if criticality is not None:
        plain["dependencies"]["internal-store"] = {
            "name": "Store",
            "kind": "internal",
            "criticality": criticality,
            "owner": "clinic-platform",
            "provides": "Data",
            "service": "store-of-all",
        }
    return plain


def _planned(plain: dict[str, Any], service: str) -> ServiceTopology:
    return plan_topology(plan_of(plain), service)


@pytest.mark.requirement("B5")
def test_a_service_inherits_the_needs_of_those_above_it() -> None:
    """However far: `book` reaches the store by way of booking and reading."""
    plain = _chain()
    assert _planned(plain, "store-of-all").tier == 4
    plain["services"]["booking"]["depends_on"] = ["reading"]
    topology = _planned(plain, "store-of-all")
    assert topology.tier == 1
    tier = next(each for each in topology.decisions if each.figure.name == "tier")
    assert tier.because == "book is of tier 1, and stands on it by way of booking"
    assert [(each.capability, each.value) for each in tier.losers] == [("report", 4)]


@pytest.mark.parametrize(
    ("criticality", "count"), [("critical", 1), ("important", 1), ("minor", 0)]
)
def test_an_internal_dependency_passes_needs_on(criticality: str, count: int) -> None:
    """Unless hardly anyone would notice its loss."""
    topology = _planned(_chain(criticality), "store-of-all")
    assert len({capability for capability, _ in topology.strategies}) == count


def test_services_that_need_each_other_share_their_needs() -> None:
    """A cycle is a check's finding, and no endless loop."""
    plain = _chain()
    plain["services"]["store-of-all"]["depends_on"] = ["reading", "nowhere"]
    assert _planned(plain, "booking").tier == 1
    assert _planned(plain, "reading").tier == 4


@pytest.mark.requirement("B2")
def test_the_strongest_need_wins_and_the_loser_is_named() -> None:
    """One schedule for two capabilities: the stricter decides, the other would take less."""
    decision = next(
        each
        for each in _planned(sample(), "booking").decisions
        if each.figure.name == "snapshots.interval_hours"
    )
    assert (decision.value, decision.capability, decision.disruption) == (
        1,
        "book",
        "data_corruption",
    )
    assert decision.requirements == ("A9",)
    assert [tuple(each) for each in decision.losers] == [("report", "data_corruption", 12)]


def test_everyone_of_the_owning_team_is_told() -> None:
    """Every way of every member, in order, and nobody of another team."""
    plain = sample()
    plain["contacts"]["stranger"] = {"name": "Stranger", "email": "stranger@clinic.example"}
    args = _planned(plain, "booking").pair_args()["alerts"]["subscriptions"]
    assert args == sorted(args, key=lambda each: (each["protocol"], each["endpoint"]))
    team = plain["teams"]["clinic-platform"]
    contacts = [plain["contacts"][each] for each in {*team["members"], team["on_call"]}]
    expected = {
        (protocol, contact[way])
        for contact in contacts
        for protocol, way in (("email", "email"), ("sms", "phone"), ("https", "pager"))
        if way in contact
    }
    assert {(each["protocol"], each["endpoint"]) for each in args} == expected


def test_the_nearest_way_counts() -> None:
    """A capability that stands on a service directly, and by way of another, is one need."""
    plain = _chain()
    plain["capabilities"]["report"]["services"] = ["reading", "store-of-all"]
    tier = next(
        each for each in _planned(plain, "store-of-all").decisions if each.figure.name == "tier"
    )
    assert tier.because == "report is of tier 4"
