"""Names across Regions: which records there are, and what is refused of them."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import FailoverRecord, RegionalFailoverPlan, plan_regional_failover

ASKED: dict[str, Any] = {
    "domain": "clinic.example",
    "home_name": "home.clinic.example",
    "has_recovery": True,
    "has_page": True,
}


def plan(**changes: Any) -> RegionalFailoverPlan:
    """Plan the names of a home, a recovery Region and a page, with some of it changed."""
    return plan_regional_failover(**{**ASKED, **changes})


def problems(**changes: Any) -> list[str]:
    """Return what is refused of these names."""
    with pytest.raises(TopologyError) as raised:
        plan(**changes)
    return [str(problem) for problem in raised.value.problems]


def test_the_page_is_the_last_of_all() -> None:
    """Always healthy, below everything that has health."""
    records = plan().records
    assert [(each.role, each.name, each.failover) for each in records] == [
        ("home", "clinic.example", "PRIMARY"),
        ("away", "clinic.example", "SECONDARY"),
        ("recovery", "away.clinic.example", "PRIMARY"),
        ("page", "away.clinic.example", "SECONDARY"),
    ]
    assert [each.evaluates_target for each in records] == [True, True, True, False]


@pytest.mark.parametrize(("role", "evaluates"), [("recovery", True), ("page", False)])
def test_one_of_the_two_needs_no_name_of_its_own(role: str, evaluates: bool) -> None:  # noqa: FBT001
    """The domain leads to it."""
    left = plan(has_recovery=role == "recovery", has_page=role == "page").records[1:]
    assert left == (
        FailoverRecord(role, "clinic.example", "SECONDARY", evaluates_target=evaluates),
    )


def test_the_probes_of_the_home_decide_over_its_record_alone() -> None:
    """One that passes is enough; 256 can never pass, as Route 53 counts 255 at most."""
    checked = plan(has_checks=True)
    assert [each.is_checked for each in checked.records] == [True, False, False, False]
    assert checked.home_threshold == 1
    assert plan(has_checks=True, held_away=True).home_threshold == 256


def test_names_that_refer_to_themselves_are_refused() -> None:
    """Below the domain, and two of them."""
    assert problems(home_name="clinic.example", away_name="other.example") == [
        (
            "home_name: 'clinic.example'; a name below clinic.example is required. Write it like"
            " home.clinic.example."
        ),
        (
            "away_name: 'other.example'; a name below clinic.example is required. Write it like"
            " away.clinic.example."
        ),
    ]
    assert problems(away_name="HOME.clinic.example") == [
        (
            "away_name: 'HOME.clinic.example' is the home_name; each failover pair has a name of"
            " its own. Use two names below the domain."
        )
    ]


def test_a_failover_to_nowhere_is_refused() -> None:
    """And one that is held away by nothing."""
    assert problems(has_recovery=False, has_page=False, held_away=True) == [
        (
            "recovery_entry: missing, and no page; a failover needs somewhere to go. Give a"
            " recovery_entry, a page, or both."
        ),
        (
            "held_away: true, without home_check_ids; what holds the domain away is the check over"
            " the home's probes. Hand over the health_check_ids of Traffic."
        ),
    ]


def test_a_page_must_take_the_names_that_lead_to_it() -> None:
    """Both, where it is behind a recovery Region; the domain alone where it is not."""
    assert problems(page_domains=["www.clinic.example"]) == [
        (
            "page.domains: www.clinic.example; the page is reached by clinic.example and"
            " away.clinic.example, and CloudFront refuses other names. Add clinic.example and"
            " away.clinic.example to the page's domains and to its certificate."
        )
    ]
    assert plan(has_recovery=False, page_domains=["Clinic.example"]).records[1].role == "page"
