"""Each component's example on the real engine: up, unchanged, and gone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import REPOSITORY, Project

pytestmark = pytest.mark.engine

EXAMPLES = sorted((REPOSITORY / "docs/components").glob("*.py"))


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Project]:
    """The example as a project of its own; what it built is destroyed, come what may."""
    example: Path = request.param
    settings = {"name": "example", "runtime": "python"}
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    program = example.read_text(encoding="utf-8")
    (tmp_path / "__main__.py").write_text(program, encoding="utf-8")
    stack = example.stem.replace("_", "-")
    config = {"config": {"aws:region": "us-east-1", "pods:protect": False}}
    (tmp_path / f"Pulumi.{stack}.yaml").write_text(json.dumps(config), encoding="utf-8")
    made = Project(tmp_path, stack, sandbox.environment())
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    yield made
    made.run("destroy", "--yes", "--skip-preview", "--remove")


@pytest.mark.parametrize("project", EXAMPLES, ids=lambda path: path.stem, indirect=True)
def test_an_example_comes_up_once_and_goes_away(project: Project) -> None:
    """Everything is made, a second run finds it as declared, and nothing is left behind."""
    first = project.run("up", "--yes", "--skip-preview")
    assert first.code == 0, str(first)
    assert first.summary.keys() == {"created"}, first
    second = project.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    assert second.code == 0, str(second)
    gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)
    assert project.export() == []
