"""The same stack, refused the same way by the engine, from its saved preview and from its state."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.conftest import _with_stack
from tests.engine.pulumi_project import Project, written_project

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi_aws as aws

aws.rds.Instance(
    "ledger",
    engine="postgres",
    instance_class="db.m7g.large",
    allocated_storage=100,
    username="pods",
    manage_master_user_password=True,
    backup_retention_period=7,
    multi_az=False,
    skip_final_snapshot=True,
)
aws.s3.Bucket("pictures", force_destroy=True)
aws.ebs.Volume("scratch", availability_zone="us-east-1a", size=8)
"""

ONLY_IN_FILES = {"BC-DEL-003"}
"""The engine does not tell policies what is retained."""


@pytest.fixture(scope="module")
def project(sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A hand-written stack that keeps next to nothing."""
    folder = written_project(tmp_path_factory.mktemp("three"), "three", PROGRAM)
    return _with_stack(folder, "three", sandbox)


def _checked(project: Project, option: str, text: str) -> dict[str, Any]:
    done = subprocess.run(
        [Path(sys.executable).parent / "pods", "check", option, "-", "--format", "json"],
        input=text,
        capture_output=True,
        text=True,
        cwd=project.folder,
        env={**project.environment, "PWD": str(project.folder)},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def _found(document: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (one["rule"], one["urn"].rpartition("::")[2], one["observed"])
        for one in document["findings"]
        if one["kind"] == "finding" and one["rule"] not in ONLY_IN_FILES
    }


def test_a_stack_is_refused_alike_in_three_places(project: Project, policy_pack: str) -> None:
    """By the same rules, for the same resources, in the same words, at the same line."""
    by_engine = project.run("preview", "--policy-pack", policy_pack)
    assert by_engine.code != 0, by_engine
    previewed = project.run("preview", "--json", "--show-sames")
    assert previewed.code == 0, previewed
    of_preview = _checked(project, "--preview", previewed.output)
    made = project.run("up", "--yes", "--skip-preview")
    assert made.code == 0, made
    of_state = _checked(project, "--state", project.run("stack", "export").output)

    found = _found(of_preview)
    assert ("BC-HA-001", "ledger", "multi_az is False") in found
    assert _found(of_state) == found
    unsaid = {one for one in found if f"{one[1]}: {one[2]}" not in by_engine.output}
    assert unsaid == set(), by_engine
    assert {one[0] for one in found} <= set(re.findall(r"BC-[A-Z]+-\d{3}", by_engine.output))
    lines = {
        one["location"]["line"]: one["observed"]
        for document in (of_preview, of_state)
        for one in document["findings"]
        if one["rule"] == "BC-HA-001"
    }
    assert lines == {12: "multi_az is False"}
