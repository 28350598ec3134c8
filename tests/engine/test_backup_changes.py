"""Backups on the real engine: what a change of the plan touches, and what it leaves alone."""

import json
from pathlib import Path

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

_PROGRAM = """
import json

import pulumi

from pods import Backups

Backups("keep", json.loads(pulumi.Config("test").require("args")))
"""
_LOCK = "aws:backup:VaultLockConfiguration"


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path) -> Project:
    """A project with backups and nothing else."""
    settings = {"name": "keeping", "runtime": "python"}
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (tmp_path / "__main__.py").write_text(_PROGRAM, encoding="utf-8")
    made = Project(tmp_path, "backups", sandbox.environment())
    _set(made, {})
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return made


def _set(project: Project, changes: dict[str, object]) -> None:
    args = json.dumps({"region": "us-west-2", "audit": False, **changes})
    config = {"aws:region": "us-east-1", "pods:protect": False, "test:args": args}
    path = project.folder / "Pulumi.backups.yaml"
    path.write_text(json.dumps({"config": config}), encoding="utf-8")


@pytest.mark.requirement("B10")
def test_a_vault_is_never_without_its_policy(project: Project) -> None:
    """Another retention is no other lock, and another lock leaves the policies where they are."""
    first = project.run("up", "--yes", "--skip-preview")
    assert first.code == 0, str(first)
    _set(project, {"retention_days": 90})
    longer = project.run("up", "--yes", "--skip-preview")
    assert longer.code == 0, str(longer)
    assert _LOCK not in str(longer)
    _set(project, {"retention_days": 90, "lock": "compliance", "compliance_lock_confirmed": "keep"})
    firmer = project.run("up", "--yes", "--skip-preview")
    assert firmer.code == 0, str(firmer)
    assert firmer.summary["replaced"] == 2, str(firmer)
    assert "aws:backup:VaultPolicy" not in str(firmer)
    assert "compliance lock: made today it is final on" in str(firmer)
