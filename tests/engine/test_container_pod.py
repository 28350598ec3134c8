"""A POD of containers through a day: it grows by itself, and gets a new image."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import REPOSITORY, Project

pytestmark = pytest.mark.engine

EXAMPLE = REPOSITORY / "docs/components/container_pod.py"


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path) -> Project:
    """The example of the component's page, as a project."""
    settings = {"name": "day", "runtime": "python"}
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    config = {"config": {"aws:region": "us-east-1"}}
    (tmp_path / "Pulumi.day.yaml").write_text(json.dumps(config), encoding="utf-8")
    made = Project(tmp_path, "day", sandbox.environment())
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return made


def _deploy(project: Project, image: str) -> None:
    program = EXAMPLE.read_text(encoding="utf-8").replace("nginx:1.29.4", image)
    (project.folder / "__main__.py").write_text(program, encoding="utf-8")
    outcome = project.run("up", "--yes", "--skip-preview")
    assert outcome.code == 0, str(outcome)


@pytest.mark.requirement("A7", "D6")
def test_an_update_neither_undoes_growth_nor_burns_the_way_back(
    project: Project, aws: Callable[[str], Any]
) -> None:
    """What scaling made of the service stays, and so does the revision that ran before."""
    _deploy(project, "nginx:1.29.4")
    made = {each["type"]: each["outputs"] for each in project.export() if "outputs" in each}
    cluster = made["aws:ecs/cluster:Cluster"]["arn"]
    service = made["aws:ecs/service:Service"]["name"]
    ecs = aws("ecs")
    ecs.update_service(cluster=cluster, service=service, desiredCount=4)
    _deploy(project, "nginx:1.31.0")
    (found,) = ecs.describe_services(cluster=cluster, services=[service])["services"]
    assert found["desiredCount"] == 4
    assert found["taskDefinition"].endswith(":2")
    before = ecs.describe_task_definition(taskDefinition="day-day-clinic-primary:1")
    assert before["taskDefinition"]["status"] == "ACTIVE"
    (container,) = before["taskDefinition"]["containerDefinitions"]
    assert container["image"].endswith("nginx:1.29.4")
