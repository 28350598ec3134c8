"""Names across Regions: which records there are, and what is refused of them."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import RegionalFailoverPlan, plan_regional_failover

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
    assert [(each.role, each.leads_to, each.name, each.failover) for each in records] == [
        ("home", "home", "clinic.example", "PRIMARY"),
        ("elsewhere", "away", "clinic.example", "SECONDARY"),
        ("recovery", "recovery", "away.clinic.example", "PRIMARY"),
        ("last", "page", "away.clinic.example", "SECONDARY"),
    ]
    assert [each.evaluates_target for each in records] == [True, True, True, False]


@pytest.mark.parametrize(
    ("has_recovery", "has_page", "led"),
    [
        (False, False, {"home": "home", "elsewhere": "home"}),
        (False, True, {"home": "home", "elsewhere": "page"}),
        (
            True,
            False,
            {"home": "home", "elsewhere": "away", "recovery": "recovery", "last": "recovery"},
        ),
    ],
)
def test_what_is_not_there_is_stood_in_for(
    has_recovery: bool,  # noqa: FBT001
    has_page: bool,  # noqa: FBT001
    led: dict[str, str],
) -> None:
    """The domain's two records are always there, so that nothing that comes later moves them."""
    records = plan(has_recovery=has_recovery, has_page=has_page).records
    assert {each.role: each.leads_to for each in records} == led
    assert [each.name for each in records[:2]] == ["clinic.example"] * 2
    assert [each.failover for each in records] == ["PRIMARY", "SECONDARY"] * (len(led) // 2)
    assert [each.evaluates_target for each in records] == [each != "page" for each in led.values()]


def test_a_domain_with_nothing_elsewhere_needs_no_check() -> None:
    """Whichever record it chose, both lead home."""
    records = plan(has_recovery=False, has_page=False, has_checks=True).records
    assert [each.is_checked for each in records] == [False, False]


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


def test_a_domain_is_not_held_away_by_nothing_nor_to_nowhere() -> None:
    """The check is what holds it, and something else has to answer."""
    assert problems(has_recovery=False, has_page=False, held_away=True) == [
        (
            "held_away: true, without home_check_ids; what holds the domain away is the check over"
            " the home's probes. Hand over the health_check_ids of Traffic."
        ),
        (
            "held_away: true, with neither a recovery Region nor a page; a domain is held away"
            " where something else can answer. Give one of them, or leave held_away out."
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
    assert plan(has_recovery=False, page_domains=["Clinic.example"]).records[1].leads_to == "page"
