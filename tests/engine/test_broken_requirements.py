"""A stack written by hand that breaks a requirement is refused at preview, by the rule's id."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.broken_requirements import BROKEN, Broken
from tests.engine.pulumi_project import Project, written_project

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def preview(
    sandbox: Prepared, policy_pack: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Broken], str]:
    """Return what the preview of a broken stack prints; it must fail."""

    def run(broken: Broken) -> str:
        folder = written_project(tmp_path_factory.mktemp("broken"), "broken", broken.text)
        config = folder / "policy.json"
        config.write_text(json.dumps({"all": "mandatory", broken.rule: broken.settings}))
        project = Project(folder, f"breaks-{broken.requirement.lower()}", sandbox.environment())
        made = project.run("stack", "init")
        assert made.code == 0, str(made)
        _configured(folder, project.stack)
        outcome = project.run(
            "preview", "--policy-pack", policy_pack, "--policy-pack-config", str(config)
        )
        assert outcome.code != 0, str(outcome)
        assert "Traceback" not in outcome.output, str(outcome)
        return outcome.output

    return run


def _configured(folder: Path, stack: str) -> None:
    (folder / "Pulumi.sandbox.yaml").rename(folder / f"Pulumi.{stack}.yaml")


@pytest.mark.requirement(
    "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "B4", "B10", "D1", "D2", "D3", "D5", "D8"
)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: f"{one.requirement} {one.rule}")
def test_a_stack_that_breaks_a_requirement_is_refused(
    preview: Callable[[Broken], str], broken: Broken
) -> None:
    """The rule is named, and says which requirement it protects and what to change."""
    output = preview(broken)
    found = output[output.index(broken.rule) :].partition("Change: ")[0]
    assert broken.requirement in found
    assert "undecided: " not in found
