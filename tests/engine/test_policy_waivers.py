"""A waiver beside the program, in the engine: told and let pass, or refused."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Outcome, Project

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi_aws as aws

aws.cloudwatch.LogGroup("evidence", retention_in_days=7)
"""


def test_a_waiver_beside_the_program_is_told_and_can_be_refused(
    sandbox: Prepared, tmp_path: Path, policy_pack: str
) -> None:
    """The pack finds the file from the shell's folder; it never passes in silence."""
    project = Project(tmp_path, "waivers", sandbox.environment())
    (tmp_path / "Pulumi.yaml").write_text("name: raw\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    project.run("stack", "init")
    today = datetime.now(UTC).date()
    waiver = {
        "rule": "BC-LOG-001",
        "resource": "evidence",
        "owner": "platform",
        "approver": "risk",
        "reason": "a trial",
        "control": "copied each night",
        "approved": str(today),
        "expires": str(today + timedelta(days=30)),
    }
    (tmp_path / "pods-waivers.json").write_text(json.dumps({"waivers": [waiver]}))

    def preview(**shared: Any) -> Outcome:
        config = tmp_path / "levels.json"
        levels = {"BC-LOG-001": "mandatory", "BC-GOV-002": "mandatory", "pods": shared}
        config.write_text(json.dumps({"all": "disabled", **levels}), encoding="utf-8")
        pack = ("--policy-pack", policy_pack, "--policy-pack-config", str(config))
        return project.run("preview", *pack)

    passed = preview(enforcementLevel="mandatory")
    assert passed.code == 0, passed
    assert f"waived until {waiver['expires']}, approved by risk (a trial" in passed.output, passed
    refused = preview(enforcementLevel="mandatory", waiversBesideCode=False)
    assert refused.code != 0, refused
    assert "BC-GOV-002" in refused.output, refused
    assert "is kept beside the code and does not count" in refused.output, refused
