"""A component of the package in a program that knows only its type and its schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pods.cli.component_package import package_folder
from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

_PROGRAM = '''
"""What the generated class of any language does: the type, and its inputs, for the engine."""

import pulumi


class SnapshotSchedule(pulumi.ComponentResource):
    def __init__(self, name, inputs):
        outputs = {"policyId": None, "worstRpoMinutes": None}
        super().__init__(
            "pods:index:SnapshotSchedule", name, {**outputs, **inputs}, None, remote=True
        )


made = SnapshotSchedule("nightly", INPUTS)
pulumi.export("policy", made.policyId)
pulumi.export("worst", made.worstRpoMinutes)
'''


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path) -> Iterator[Project]:
    """A project that names the package's folder, as `pulumi package add` would."""
    settings: dict[str, Any] = {
        "name": "clinic",
        "runtime": "python",
        "plugins": {"providers": [{"name": "pods", "path": str(package_folder())}]},
    }
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    config = {"config": {"aws:region": "us-east-1"}}
    (tmp_path / "Pulumi.package.yaml").write_text(json.dumps(config), encoding="utf-8")
    made = Project(tmp_path, "package", sandbox.environment())
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    yield made
    made.run("destroy", "--yes", "--skip-preview", "--remove")


def _write(project: Project, inputs: dict[str, Any]) -> None:
    program = _PROGRAM.replace("INPUTS", repr(inputs))
    (project.folder / "__main__.py").write_text(program, encoding="utf-8")


def test_a_component_of_the_package_comes_up_and_goes_away(project: Project) -> None:
    """Its children lie under it; a second run changes nothing; its outputs reach the program."""
    _write(project, {"target": "clinic", "intervalHours": 24})
    first = project.run("up", "--yes", "--skip-preview")
    assert first.code == 0, str(first)
    made = {each["type"]: each for each in project.export()}
    policy = made["aws:dlm/lifecyclePolicy:LifecyclePolicy"]
    assert policy["parent"] == made["pods:index:SnapshotSchedule"]["urn"]
    assert made["pulumi:pulumi:Stack"]["outputs"] == {"policy": policy["id"], "worst": 1500}
    second = project.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    assert second.code == 0, str(second)
    gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)
    assert project.export() == []


def test_mistakes_are_messages(project: Project) -> None:
    """All of them, in the spelling of the schema, and no stack trace of ours."""
    _write(project, {"intervalHours": 5, "retentionDays": 0, "target": "clinic"})
    refused = project.run("preview")
    assert refused.code != 0
    assert "nightly cannot be built" in refused.output
    assert "intervalHours" in refused.output
    assert "retentionDays" in refused.output
    assert "pods/package" not in refused.output
    assert "Traceback" not in refused.output
