"""What commands import: each pays for what it works with, and for nothing else."""

import json
import subprocess
import sys
from pathlib import Path

from tests.policies.documents.written import DATABASE, made, state

ENGINE = {"boto3", "botocore", "flask", "grpc", "jinja2", "moto", "pulumi", "pulumi_aws"}
"""What only the sandbox, the engine and programs need."""
SLOW = ENGINE | {
    "babel",
    "filelock",
    "networkx",
    "psutil",
    "pulumi_policy",
    "rich",
    "yaml",
}
"""What no command needs to say how it is used; pydantic is Typer's own."""
RUN = """
import contextlib, io, json, sys
from pods.cli.main import main

for typed in json.loads(sys.argv[1]):
    sys.argv = ["pods", *typed.split()]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(SystemExit):
        main()
    assert out.getvalue(), typed
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def _imported(folder: Path, *typed: str) -> set[str]:
    """Return the packages that commands import, one after the other in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(typed)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_help_is_at_hand_at_once(tmp_path: Path) -> None:
    """Whoever asks how a command is used waits for none of what it works with."""
    helps = [
        "--help",
        "up --help",
        "check --help",
        "plan --help",
        "plan check --help",
        "sandbox --help",
        "sandbox up --help",
        "engine --help",
        "policy-pack",
        "plan schema",
    ]
    assert _imported(tmp_path, *helps) & SLOW == set()


def test_judging_files_needs_neither_engine_nor_cloud(tmp_path: Path) -> None:
    """`pods check` reads what was exported, in a pipeline that may have nothing else."""
    (tmp_path / "a.json").write_text(state(made(DATABASE, "db", {"multiAz": True})))
    found = _imported(tmp_path, "check --state a.json", "check --explain BC-HA-001")
    assert "pods_policies" in found
    assert found & (ENGINE | {"networkx", "pulumi_policy"}) == set()


def test_a_sandbox_is_asked_for_without_its_tables(tmp_path: Path) -> None:
    """Whether one runs is a question to a process, and no simulated AWS is needed to ask it."""
    assert _imported(tmp_path, "sandbox status") & ENGINE == set()
