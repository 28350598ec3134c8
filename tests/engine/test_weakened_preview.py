"""One figure weakened, and the preview refused: by which rule, what was found, what to change."""

from collections.abc import Callable

import pytest

from tests.engine.pulumi_project import Project
from tests.engine.small_pair import CHOSEN

pytestmark = pytest.mark.engine

WEAKENINGS = [
    pytest.param(
        '"database": {"multi_az": False}',
        "BC-HA-001",
        "multiAz",
        "multi_az=True",
        id="database in one zone",
    ),
    pytest.param(
        '"snapshots": {"interval_hours": 24}',
        "BC-BKP-005",
        "24",
        "12",
        id="snapshots once a day",
    ),
    pytest.param(
        '"object_store": {"versioning": False}',
        "BC-OBJ-001",
        "version",
        "Enabled",
        id="no versions of objects",
    ),
    pytest.param(
        '"secondary": {"availability_zone": "us-east-1a"}',
        "BC-POD-002",
        "us-east-1a",
        "must leave a POD",
        id="both PODs in one zone",
    ),
    pytest.param(
        '"secondary": {"running": 0, "maximum": 0}',
        "BC-POD-003",
        "0",
        "4",
        id="a secondary without capacity",
    ),
]


@pytest.mark.parametrize(("weak", "rule", "found", "required"), WEAKENINGS)
def test_a_weakened_figure_fails_the_preview(  # noqa: PLR0917 - a table's columns
    new_pair: Callable[[str], Project],
    policy_pack: str,
    weak: str,
    rule: str,
    found: str,
    required: str,
) -> None:
    """The rule's id, what was found, what is required and the line to change are all printed."""
    project = new_pair(rule.lower())
    line = project.edit(CHOSEN, f"{CHOSEN}, {weak}")
    outcome = project.run("preview", "--policy-pack", policy_pack)
    assert outcome.code != 0, str(outcome)
    finding = outcome.output[outcome.output.index(rule) :]
    assert found in finding, outcome
    assert required in finding, outcome
    assert "Change:" in finding, outcome
    assert f"Likely line: __main__.py:{line}" in finding, outcome
    assert "Traceback" not in outcome.output, outcome
