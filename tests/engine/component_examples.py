"""The components' examples, several in one stack: each under a resource of its own."""

import json
from collections.abc import Sequence
from pathlib import Path

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import REPOSITORY, Project

__all__ = ["FOLDER", "SLICES", "come_up_once_and_go_away"]

FOLDER = REPOSITORY / "docs/components"

# Starting an engine costs more than most examples. Each slice is a test file, which is a process.
SLICES = {
    "places": (
        "certificate",
        "container_pod",
        "isolation_switch",
        "network",
        "pod",
        "recovery_region",
        "traffic",
        "workload_boundary",
    ),
    "data": (
        "aurora_database",
        "backups",
        "database",
        "database_cluster",
        "database_proxy",
        "database_replica",
        "export_reader",
        "object_store",
        "snapshot_schedule",
    ),
    "services": (
        "alerts",
        "dashboard",
        "image_repository",
        "probes",
        "queue",
        "regional_failover",
        "shared_secrets",
        "static_page",
        "switches",
        "watches",
    ),
    "fleets": ("platform", "pod_fleet"),
}

# A program runs to the letter of its page. Its stack is a resource with the program's name, so that
# two programs may both have a `clinic`, and what it exports is kept there.
_PROGRAM = '''
"""Programs, each as if its stack were its own."""

import json
import runpy
from pathlib import Path

import pulumi
from pulumi.runtime.settings import get_root_resource, set_root_resource


class Example(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__(f"example:index:{name}", name)
        self.exported = {}

    def export(self, name, value):
        self.exported[name] = value


stack = get_root_resource()
for program in json.loads(pulumi.Config("examples").require("programs")):
    example = Example(Path(program).stem)
    set_root_resource(example)
    pulumi.export = example.export
    runpy.run_path(program)
    set_root_resource(stack)
    example.register_outputs(example.exported)
'''


def come_up_once_and_go_away(sandbox: Prepared, folder: Path, examples: Sequence[str]) -> None:
    """Make everything, find it as declared in a second run, and leave nothing behind."""
    project = _project(sandbox, folder, examples)
    try:
        first = project.run("up", "--yes", "--skip-preview")
        assert first.code == 0, str(first)
        assert first.summary.keys() == {"created"}, first
        second = project.run("up", "--yes", "--skip-preview", "--expect-no-changes")
        assert second.code == 0, str(second)
        made = {each["urn"].rpartition("::")[2] for each in project.export()}
        assert made >= set(examples)
    finally:
        gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)
    assert project.export() == []


def _project(sandbox: Prepared, folder: Path, examples: Sequence[str]) -> Project:
    settings = {"name": "example", "runtime": "python"}
    (folder / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "__main__.py").write_text(_PROGRAM, encoding="utf-8")
    programs = json.dumps([str(FOLDER / f"{each}.py") for each in examples])
    config = {"aws:region": "us-east-1", "pods:protect": False, "examples:programs": programs}
    # One sandbox serves all tests of a process: each slice has a stack of its own.
    name = f"examples-{examples[0].replace('_', '-')}"
    settings_of_stack = folder / f"Pulumi.{name}.yaml"
    settings_of_stack.write_text(json.dumps({"config": config}), encoding="utf-8")
    project = Project(folder, name, sandbox.environment())
    outcome = project.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return project
