"""The products run from their plans on the real engine, and an edit of a plan moves one thing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tests.engine.pulumi_project import Outcome, Project

pytestmark = pytest.mark.engine

_SCHEDULE = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
_AT_HOME = "::clinic-snapshots-policy"


@pytest.fixture(scope="module", params=["handbook", "storefront"])
def first_up(
    request: pytest.FixtureRequest,
    new_product: Callable[[str], Project],
    pack_in_sandboxes: tuple[str, ...],
) -> tuple[Project, Outcome]:
    """A product, up with the policy pack on."""
    project = new_product(request.param)
    return project, project.run("up", "--yes", *pack_in_sandboxes)


def test_a_product_comes_up_from_its_plan(first_up: tuple[Project, Outcome]) -> None:
    """No rule reports, and the stack carries the plan that it was built from."""
    project, outcome = first_up
    assert outcome.code == 0, str(outcome)
    assert "Traceback" not in outcome.output
    (plan,) = [r for r in project.export() if r["type"] == "pods:index:ContinuityPlan"]
    record = plan["inputs"]["plan"]
    assert plan["outputs"]["digest"] == record["digest"]
    assert all(len(each["objectives"]) == 9 for each in record["capabilities"].values())


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


@pytest.mark.requirement("B2")
def test_an_edited_objective_moves_the_schedule_and_nothing_unrelated(
    new_project: Callable[[str], Project],
) -> None:
    """One capability's RPO goes from 24 h to 5 min in the file: copies become hourly."""
    project = new_project("objective")
    (file,) = project.folder.rglob("plan.yaml")
    plan = yaml.safe_load(file.read_text(encoding="utf-8"))
    service = plan["services"]["clinic"]
    # The published schedule is taken out of the plan, so that it follows from the objectives.
    del service["stores"]["workspace"]["protection"]
    del plan["commitments"]
    for capability in plan["capabilities"].values():
        del capability["impact"]["data_loss"]
        capability["objectives"] = {
            "data_corruption": {"rpo": "24 h", "reason": "A day can be typed in again"}
        }
    file.write_text(yaml.safe_dump(plan, sort_keys=False), encoding="utf-8")
    up = project.run("up", "--yes", "--skip-preview")
    assert up.code == 0, str(up)
    (before,) = _schedules(project.export())
    assert before["createRule"]["interval"] == 12

    plan["capabilities"]["records"]["objectives"]["data_corruption"]["rpo"] = "5 min"
    file.write_text(yaml.safe_dump(plan, sort_keys=False), encoding="utf-8")
    preview = project.run("preview", "--json")
    assert preview.code == 0, str(preview)
    steps = json.loads(preview.output[preview.output.index("{\n") :])["steps"]
    changed = {step["urn"]: step for step in steps if step["op"] != "same"}
    kinds = [urn.split("::")[2].rpartition("$")[2] for urn in changed]
    # The schedule of the home, and that of the recovery Region.
    assert sorted(kinds) == sorted(["pods:index:ContinuityPlan", _SCHEDULE, _SCHEDULE])
    assert {step["op"] for step in changed.values()} == {"update"}
    (home,) = (step for urn, step in changed.items() if urn.endswith(_AT_HOME))
    (after,) = home["newState"]["inputs"]["policyDetails"]["schedules"]
    hourly = {**before["createRule"], "interval": 1}
    assert after == {**before, "name": "every-1-hours", "createRule": hourly}


def _schedules(resources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (policy,) = [each for each in resources if each["urn"].endswith(_AT_HOME)]
    schedules: list[dict[str, Any]] = policy["inputs"]["policyDetails"]["schedules"]
    return schedules
