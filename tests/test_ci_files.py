"""What users copy into their CI is held to by linters that they would run themselves."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pods_policies.formats.markdown import LONGEST, MARK

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/how-to/check-pull-requests"
BIN = Path(sys.executable).parent


def _ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / command[0], *command[1:]], capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.parametrize(
    ("file", "schema"),
    [("github-actions.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_a_pipeline_keeps_to_the_schema_of_its_system(file: str, schema: str) -> None:
    """The schemas travel in the package of check-jsonschema."""
    done = _ran("check-jsonschema", "--builtin-schema", schema, str(FOLDER / file))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_has_no_weakness_that_an_auditor_finds() -> None:
    """Pinned actions, no more rights than needed, nothing of a pull request in a shell."""
    workflow = str(FOLDER / "github-actions.yml")
    done = _ran("zizmor", "--offline", "--no-progress", "--persona", "pedantic", workflow)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_auditor_finds_a_weakness(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    text = (FOLDER / "github-actions.yml").read_text(encoding="utf-8")
    weak = tmp_path / "weak.yml"
    pinned = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8"
    assert pinned in text
    weak.write_text(text.replace(pinned, "actions/checkout@v5"), encoding="utf-8")
    done = _ran("zizmor", "--offline", "--no-progress", "--persona", "pedantic", str(weak))
    assert "unpinned" in done.stdout
    assert done.returncode != 0


def test_the_hooks_are_what_pre_commit_takes() -> None:
    """A manifest with a fault is told only when somebody installs it."""
    for kind, file in (
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", FOLDER / "pre-commit-config.yaml"),
    ):
        done = _ran("pre-commit", kind, str(file))
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_place_previews_whole_stacks() -> None:
    """A preview without what stays as it is would be refused where nobody tried it."""
    places = [*FOLDER.glob("*.y*ml"), ROOT / ".pre-commit-hooks.yaml"]
    commands = [line for place in places for line in place.read_text().splitlines()]
    previews = [line for line in commands if "pulumi preview" in line]
    assert len(previews) == 4
    assert all("--json --show-sames" in line for line in previews)


def test_both_pipelines_ask_for_the_same_report() -> None:
    """The twins differ in what their systems show."""
    github = yaml.safe_load((FOLDER / "github-actions.yml").read_text(encoding="utf-8"))
    gitlab = yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text(encoding="utf-8"))
    steps = {step.get("name"): step for step in github["jobs"]["check"]["steps"]}
    asked = steps["Check"]["run"].replace("sarif", "junit")
    assert asked.replace(".junit", ".xml") == gitlab["continuity"]["script"][1]


FAKE = """#!/bin/sh
printf '%s\n' "$(echo "$(basename "$0") $*" | tr '\n' ' ')" >> calls
case "$*" in *startswith*) printf '%s' "$OWN";; */user*) echo 5;; esac
"""


def _calls(script: str, folder: Path, own: str) -> list[str]:
    """Run a step with programs that only write down how they are called; return those calls."""
    for name in ("gh", "curl", "jq"):
        (folder / name).write_text(FAKE, encoding="utf-8")
        (folder / name).chmod(0o755)
    (folder / "continuity.md").write_text(MARK, encoding="utf-8")
    (folder / "calls").unlink(missing_ok=True)
    told = {"GITHUB_REPOSITORY": "o/r", "PULL_REQUEST": "3", "NOTES_TOKEN": "t", "OWN": own}
    told |= {"CI_API_V4_URL": "api", "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "3"}
    told["PATH"] = f"{folder}:/usr/bin:/bin"
    subprocess.run(["sh", "-e", "-c", script], check=True, cwd=folder, env=told)
    return (folder / "calls").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("own", "call"),
    [
        ("7", "gh api --silent --method PATCH repos/o/r/issues/comments/7 --field"),
        ("", "gh api --silent --method POST repos/o/r/issues/3/comments --field"),
    ],
)
def test_the_workflow_replaces_its_own_comment_alone(tmp_path: Path, own: str, call: str) -> None:
    """The last comment of the bot may be another program's."""
    workflow = yaml.safe_load((FOLDER / "github-actions.yml").read_text(encoding="utf-8"))
    steps = {step.get("name"): step for step in workflow["jobs"]["check"]["steps"]}
    looked, wrote = _calls(steps["Comment"]["run"], tmp_path, own)
    assert f'startswith("{MARK}")' in looked
    assert wrote.startswith(f"{call} body=@continuity.md")


@pytest.mark.parametrize(("own", "method", "end"), [("7", "PUT", "/7"), ("", "POST", "")])
def test_the_pipeline_replaces_its_own_note_alone(
    tmp_path: Path, own: str, method: str, end: str
) -> None:
    """Another bot's note stays, and each push does not add one more."""
    pipeline = yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text(encoding="utf-8"))
    calls = _calls("\n".join(pipeline["continuity"]["after_script"]), tmp_path, own)
    assert any(f'startswith("{MARK}")' in call for call in calls)
    (wrote,) = [call for call in calls if "--request" in call]
    assert f"--request {method} " in wrote
    assert wrote.strip().endswith(f"api/projects/1/merge_requests/3/notes{end}")


def test_the_sample_is_a_comment() -> None:
    """Whether it is current, scripts/generate --check says."""
    text = (FOLDER / "comment.md").read_text(encoding="utf-8")
    assert text.startswith(MARK)
    assert "refused: 2 findings" in text
    assert "(waived)" in text
    assert len(text) < LONGEST
