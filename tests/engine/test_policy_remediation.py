"""A rule that is configured to mend does so in the engine, and the change is shown."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi
import pulumi_aws as aws

group = aws.cloudwatch.LogGroup("evidence", retention_in_days=7, name_prefix="evidence")
pulumi.export("days", group.retention_in_days)
"""


@pytest.fixture
def evidence(sandbox: Prepared, tmp_path: Path) -> Iterator[Project]:
    """Return a project with one log group that is kept for a week."""
    project = Project(tmp_path, "remediation", sandbox.environment())
    (tmp_path / "Pulumi.yaml").write_text("name: raw\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    project.run("stack", "init")
    yield project
    gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)


def test_what_a_rule_mends_is_shown_and_made(evidence: Project, policy_pack: str) -> None:
    """Mandatory refuses; remediate sets the retention, in the preview's diff and in the state."""
    config = evidence.folder / "levels.json"

    def run(level: str, command: str, *rest: str) -> str:
        config.write_text(json.dumps({"all": "disabled", "BC-LOG-001": level}), encoding="utf-8")
        pack = ("--policy-pack", policy_pack, "--policy-pack-config", str(config))
        outcome = evidence.run(command, *rest, *pack)
        assert (outcome.code == 0) is (level == "remediate"), str(outcome)
        assert "BC-LOG-001" in outcome.output, outcome
        return outcome.output

    run("mandatory", "preview")
    assert "retentionInDays: 365" in run("remediate", "preview", "--diff")
    run("remediate", "up", "--yes")
    assert evidence.outputs() == {"days": 365}
