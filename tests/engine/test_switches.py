"""Switches that operators turned stay as they are, whatever the program does later."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import REPOSITORY, Project

pytestmark = pytest.mark.engine


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path) -> Project:
    """The example of the switches, as a project of its own."""
    program = (REPOSITORY / "docs/components/switches.py").read_text(encoding="utf-8")
    (tmp_path / "__main__.py").write_text(program, encoding="utf-8")
    settings = {"name": "switched", "runtime": "python"}
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    config = {"config": {"aws:region": "us-east-1", "pods:protect": False}}
    (tmp_path / "Pulumi.switched.yaml").write_text(json.dumps(config), encoding="utf-8")
    made = Project(tmp_path, "switched", sandbox.environment())
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return made


@pytest.mark.requirement("B3")
def test_no_edit_of_the_program_turns_a_switch_back(
    project: Project, aws: Callable[[str], Any]
) -> None:
    """After an operator's deployment, other first values and another pace deploy nothing."""
    first = project.run("up", "--yes", "--skip-preview")
    assert first.code == 0, str(first)
    outputs = project.outputs()
    _, application, _, environment, _, profile = outputs["path"][1:].split("/")
    appconfig = aws("appconfig")
    version = appconfig.create_hosted_configuration_version(
        ApplicationId=application,
        ConfigurationProfileId=profile,
        Content=b'{"read_only": true, "cached_answers": false, "queue_deferral": false}',
        ContentType="application/json",
    )
    place = {"ApplicationId": application, "EnvironmentId": environment}
    appconfig.start_deployment(
        **place,
        ConfigurationProfileId=profile,
        DeploymentStrategyId=outputs["strategy_id"],
        ConfigurationVersion=str(version["VersionNumber"]),
    )
    refreshed = project.run("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes")
    assert refreshed.code == 0, str(refreshed)
    project.edit('"bake_minutes": 5', '"bake_minutes": 9, "switched_on": ["cached_answers"]')
    edited = project.run("up", "--yes", "--skip-preview")
    assert edited.code == 0, str(edited)
    assert edited.summary.get("updated") == 1, edited
    deployments = appconfig.list_deployments(**place)["Items"]
    assert [each["ConfigurationVersion"] for each in deployments] == ["1", "2"]
