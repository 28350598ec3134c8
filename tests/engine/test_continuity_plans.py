"""A product runs from its plan on the real engine: the second does in `test_pods_up_and_down`."""

from collections.abc import Callable

import pytest

from tests.engine.plan_in_state import carried_plan
from tests.engine.pulumi_project import Outcome, Project

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def first_up(
    new_product: Callable[[str], Project], pack_in_sandboxes: tuple[str, ...]
) -> tuple[Project, Outcome]:
    """The handbook, up with the policy pack on."""
    project = new_product("handbook")
    return project, project.run("up", "--yes", *pack_in_sandboxes)


def test_a_product_comes_up_from_its_plan(first_up: tuple[Project, Outcome]) -> None:
    """No rule reports, and the stack carries the plan that it was built from."""
    project, outcome = first_up
    assert outcome.code == 0, str(outcome)
    assert "Traceback" not in outcome.output
    assert carried_plan(project.export())["capabilities"]


def test_a_second_up_changes_nothing(
    first_up: tuple[Project, Outcome], pack_in_sandboxes: tuple[str, ...]
) -> None:
    """The plan is read the same, and the topology follows the same."""
    project, _ = first_up
    outcome = project.run(
        "up", "--yes", "--skip-preview", *pack_in_sandboxes, "--expect-no-changes"
    )
    assert outcome.code == 0, str(outcome)
    assert outcome.summary.keys() == {"unchanged"}, str(outcome)
