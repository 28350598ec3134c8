"""The checks as a whole."""

from datetime import date

import pytest

from pods.continuity import Plan
from pods.continuity.checks import CHECKS, check
from pods.continuity.findings import Finding
from tests.continuity.sample_plan import TODAY, plan_of, sample


@pytest.mark.requirement("A1")
def test_a_plan_that_is_right_gives_no_finding() -> None:
    """No check has anything against the sample."""
    assert check(plan_of(), TODAY) == ()


def test_a_finding_names_its_place_and_the_remedy() -> None:
    """The whole message of one finding, as people read it."""
    (found,) = check(plan_of(**{"capabilities.book.owner": "clinic-plattform"}), TODAY)
    assert str(found.problem()) == (
        "capabilities.book.owner: clinic-plattform is not defined; "
        "a team of the plan is required. Did you mean clinic-platform?"
    )


def test_the_day_decides_what_is_overdue() -> None:
    """The same plan is in order today, and overdue two years later."""
    found = {finding.code for finding in check(plan_of(), date(2028, 6, 1))}
    assert found == {"review-overdue", "analysis-overdue", "mode-test-overdue", "exercise-overdue"}


@pytest.mark.parametrize("today", [date.min, date.max])
def test_any_day_can_be_today(today: date) -> None:
    """A clock that is wrong gives findings, not an error."""
    assert check(plan_of(), today)


@pytest.mark.parametrize(
    "section",
    ["capabilities", "services", "journeys", "contacts", "teams", "roles", "scales"],
)
def test_a_plan_with_a_section_taken_away_is_checked(section: str) -> None:
    """The loader takes away what is invalid: the checks go on with the rest."""
    found = check(plan_of().model_copy(update={section: {}}), TODAY)
    assert all(isinstance(each, Finding) for each in found)


@pytest.mark.timeout(20)  # all circles between a hundred services would take for ever to list
def test_names_and_circles_that_were_made_to_cost_time_are_found() -> None:
    """A thousand misspelt names, and services that all need each other, are reported."""
    plain = sample()
    plain["journeys"]["visit"]["capabilities"] = [f"bokk-{number}" for number in range(1000)]
    booking = plain["services"]["booking"]
    names = [f"service-{number}" for number in range(100)]
    for name in names:
        plain["services"][name] = {**booking, "stores": {}, "depends_on": names}
    found = check(Plan.model_validate(plain), TODAY)
    assert sum(each.code == "unknown-reference" for each in found) == 1000
    assert sum(each.code == "dependency-cycle" for each in found) == 1


def test_every_check_is_named_once() -> None:
    """The order is the one in which findings are given."""
    assert len(CHECKS) == len(set(CHECKS))
