"""`pods up` and `pods down` as programs call them; the engine is a script that does as it is told.

What the real engine does is in `tests/engine`.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pods.cli import main as cli
from pods.cli import project_stack
from pods.sandbox.environment import Prepared
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Running, Stopped

RUNNING = Running(
    pid=7,
    process_started=1.0,
    port=4566,
    url="http://127.0.0.1:4566",
    instance_id="i",
    account_id="123456789012",
    regions=("us-east-1",),
    started_at="2026-06-01T00:00:00+00:00",
)
EXPORTED = {
    "deployment": {
        "resources": [
            {
                "type": "aws:rds/instance:Instance",
                "id": "db",
                "outputs": {
                    "engine": "postgres",
                    "engineVersion": "17",
                    "multiAz": True,
                    "backupRetentionPeriod": 35,
                    "password": "hunter2",
                },
            }
        ]
    }
}
ENGINE = """#!/bin/sh
case "$1 $2" in
  "stack export") cat exported.json ;;
  "stack ls") cat stacks.json ;;
  "stack rm") echo '[{"name": "organization/b/sandbox"}]' > stacks.json ;;
  "up --yes") echo "$TOLD"; exit "$ENDS" ;;
  *) echo "the engine works: $1" ;;
esac
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


Pods = Callable[..., Outcome]


@pytest.fixture
def pods(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Pods:
    """Return a function that runs `pods …` in a project, beside an engine that is a script."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PODS_SANDBOX_DIR", raising=False)
    engine = tmp_path / "bin" / "pulumi"
    engine.parent.mkdir()
    engine.write_text(ENGINE)
    engine.chmod(0o755)
    (tmp_path / "Pulumi.yaml").write_text("name: clinic\nruntime: python\n")
    (tmp_path / "exported.json").write_text(json.dumps(EXPORTED))
    (tmp_path / "stacks.json").write_text('[{"name": "sandbox"}]')
    folder = SandboxFolder.of_project(tmp_path)

    def call(*arguments: str, ends: int = 0, told: str = "made") -> Outcome:
        variables = {
            "PATH": f"{engine.parent}{os.pathsep}{os.environ['PATH']}",
            "ENDS": str(ends),
            "TOLD": told,
        }
        prepared = Prepared(variables, forgotten_accounts=0, released_locks=0)
        monkeypatch.setattr(project_stack, "bring_up", lambda: (folder, RUNNING, prepared))
        monkeypatch.setattr(sys, "argv", ["pods", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, said.out, said.err)

    return call


def test_what_stands_is_one_document(pods: Pods) -> None:
    """Progress is beside it, on standard error; nothing secret is in it."""
    done = pods("up", "--json")
    assert done.code == 0
    assert done.document == {
        "stack": "clinic/sandbox",
        "sandbox": {"running": True, **json.loads(json.dumps(RUNNING.document()))},
        "resources": 1,
        "pods": [],
        "databases": [
            {
                "engine": "postgres",
                "engine_version": "17",
                "multi_az": True,
                "backup_retention_days": 35,
            }
        ],
        "snapshots": [],
        "buckets": [],
        "failover_names": [],
    }
    assert "local AWS: account 123456789012 at http://127.0.0.1:4566" in done.err
    assert "Pulumi.sandbox.yaml: written with the settings of a sandbox stack" in done.err
    assert "made\n" in done.err


def test_without_it_people_read_all_in_one_place(pods: Pods) -> None:
    """As ever: what the engine says, and what stands."""
    done = pods("up")
    assert (done.code, done.err) == (0, "")
    assert "made\n" in done.out
    assert "What stands (1 AWS resources, in the sandbox)" in done.out


@pytest.mark.parametrize(
    ("told", "code", "error"),
    [
        ("[mandatory] BC-HA-001", 1, "error: pulumi up: refused by BC-HA-001; "),
        ("no room", 4, "error: pulumi up: it ended with exit code 255; "),
    ],
)
def test_what_fails_leaves_no_document(pods: Pods, told: str, code: int, error: str) -> None:
    """The exit code is the one that people get, and the error stands where it always does."""
    done = pods("up", "--json", ends=255, told=told)
    assert (done.code, done.out) == (code, "")
    assert error in done.err
    assert pods("up", ends=255, told=told).code == code


def test_names_of_a_stack_steer_no_terminal(pods: Pods, tmp_path: Path) -> None:
    """Whoever named a bucket is not who reads of it."""
    bucket = {"type": "aws:s3/bucket:Bucket", "outputs": {"bucket": "a\x1b[2J\u202e"}}
    (tmp_path / "exported.json").write_text(json.dumps({"deployment": {"resources": [bucket]}}))
    assert "a\\x1b[2J\\u202e, not versioned" in pods("up").out


def test_what_is_gone_is_one_document(
    pods: Pods, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which stack, what the sandbox still holds, and whether it goes on."""
    monkeypatch.setattr(process, "status", lambda _folder: RUNNING)
    names = [{"name": "sandbox"}, {"name": "organization/b/sandbox"}]
    (tmp_path / "stacks.json").write_text(json.dumps(names))
    done = pods("down", "--json")
    assert (done.code, done.document) == (
        0,
        {
            "stack": "clinic/sandbox",
            "destroyed": True,
            "held": ["b/sandbox"],
            "sandbox": {"running": True, **json.loads(json.dumps(RUNNING.document()))},
        },
    )
    assert "the engine works: destroy" in done.err
    (tmp_path / "stacks.json").write_text("[]")
    monkeypatch.setattr(process, "stop", lambda _folder: Stopped("it was stopped"))
    assert pods("down", "--json").document["sandbox"] == {
        "running": False,
        "reason": "it was stopped",
    }


def test_where_nothing_runs_nothing_is_destroyed(
    pods: Pods, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is no error, and is said."""
    monkeypatch.setattr(process, "status", lambda _folder: Stopped("it was never started"))
    done = pods("down", "--json")
    assert (done.code, done.document, done.err) == (
        0,
        {
            "stack": "clinic/sandbox",
            "destroyed": False,
            "held": [],
            "sandbox": {"running": False, "reason": "it was never started"},
        },
        "",
    )


def test_an_emptied_sandbox_is_one_document(pods: Pods, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new account, as `pods sandbox status` tells it; and how one is stopped."""
    monkeypatch.setattr(process, "reset", lambda _folder: RUNNING)
    assert pods("sandbox", "reset", "--json").document["instance_id"] == "i"
    assert pods("sandbox", "down", "--json").document == {
        "running": False,
        "reason": "it was never started",
    }


def test_the_policy_pack_is_one_document(pods: Pods) -> None:
    """The folder, as it is printed for people."""
    assert pods("policy-pack", "--json").document == {
        "folder": pods("policy-pack").out.removesuffix("\n")
    }
