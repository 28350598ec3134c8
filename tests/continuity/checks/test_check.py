"""The checks as a whole."""

import pytest

from pods.continuity.checks import check
from tests.continuity.sample_plan import TODAY, plan_of


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
