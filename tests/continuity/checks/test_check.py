"""The checks as a whole."""

import copy
import time
from datetime import date
from typing import Any

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


def test_names_and_circles_that_were_made_to_cost_time_cost_little() -> None:
    """A thousand misspelt names, and services that all need each other, are found in seconds."""
    plain = sample()
    plain["journeys"]["visit"]["capabilities"] = [f"bokk-{number}" for number in range(1000)]
    booking = plain["services"]["booking"]
    names = [f"service-{number}" for number in range(100)]
    for name in names:
        plain["services"][name] = {**booking, "stores": {}, "depends_on": names}
    start = time.perf_counter()
    found = check(Plan.model_validate(plain), TODAY)
    assert time.perf_counter() - start < 5
    assert sum(each.code == "unknown-reference" for each in found) == 1000
    assert sum(each.code == "dependency-cycle" for each in found) == 1


def test_checks_are_linear() -> None:
    """Four times the capabilities take about four times as long, and a thousand under a second.

    The bound is wide because the machine is shared; on a quiet one a thousand take 0.1 s.
    """
    check(plan_of(), TODAY)  # imports what is imported late
    small, large = (_seconds(_large(count)) for count in (250, 1000))
    assert large < 1
    assert large < small * 12


def _seconds(plan: Plan) -> float:
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        assert check(plan, TODAY) == ()
        spent.append(time.perf_counter() - start)
    return min(spent)


def _large(capabilities: int) -> Plan:
    """Return a plan with so many capabilities, and a tenth of services and of dependencies."""
    plain: dict[str, Any] = sample()
    book, booking = plain["capabilities"]["book"], plain["services"]["booking"]
    payments = plain["dependencies"]["payments"]
    names = [f"book-{number}" for number in range(capabilities)]
    tenth = capabilities // 10
    plain["capabilities"] = {
        name: {**copy.deepcopy(book), "services": [f"booking-{number % tenth}"]}
        for number, name in enumerate(names)
    }
    plain["services"] = {
        f"booking-{number}": {
            **booking,
            # Each service needs the next, so what is behind the first is all of them.
            "depends_on": [f"payments-{number}", f"booking-{number + 1}"][: tenth - number],
        }
        for number in range(tenth)
    }
    plain["dependencies"] = {f"payments-{number}": payments for number in range(tenth)}
    for holder in (
        plain["journeys"]["visit"],
        plain["commitments"]["patients"],
        plain["degradation_modes"]["read-only"],
        *plain["exercises"].values(),
    ):
        holder["capabilities"] = names
    return Plan.model_validate(plain)


def test_every_check_is_named_once() -> None:
    """The order is the one in which findings are given."""
    assert len(CHECKS) == len(set(CHECKS))
