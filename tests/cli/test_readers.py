"""How commands end where nobody reads what they say: as they would have ended."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.unread import code_of, left
from tests.continuity.sample_plan import sample
from tests.policies.documents.written import DATABASE, made, state

ON = "--today 2026-06-01"
ENDS = [
    (0, "--help"),
    (0, f"plan show plan.yaml {ON}"),
    (0, f"plan explain plan.yaml {ON}"),
    (0, f"plan check plan.yaml {ON}"),
    (0, "plan schema"),
    (0, "policy-pack"),
    (0, "sandbox down"),
    (1, f"plan diff stricter.yaml plan.yaml {ON}"),
    (1, "sandbox status"),
    (1, "check --state weak.json --policy-pack-config one.json"),
    (2, f"plan check refused.yaml {ON}"),
    (2, f"plan check refused.yaml {ON} --json"),
    (2, "plan show missing.yaml"),
    (2, "plan chek"),
    (2, "up"),
    (4, "sandbox env"),
]


def _plan(folder: Path, name: str, **changes: Any) -> None:
    (folder / name).write_text(yaml.safe_dump(sample() | changes), encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with plans and a state, of which some are refused."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PODS_SANDBOX_DIR", raising=False)
    plain = sample()
    _plan(tmp_path, "plan.yaml")
    _plan(tmp_path, "refused.yaml", governance=plain["governance"] | {"owner": "nobody"})
    strict = plain["capabilities"]["report"] | {
        "objectives": {"data_corruption": {"rpo": "5 min", "reason": "A contract"}}
    }
    _plan(tmp_path, "stricter.yaml", capabilities=plain["capabilities"] | {"report": strict})
    (tmp_path / "weak.json").write_text(state(made(DATABASE, "db", {"multiAz": False})))
    (tmp_path / "one.json").write_text('{"all": "disabled", "BC-HA-001": "mandatory"}')
    return tmp_path


@pytest.mark.parametrize("buffered", [True, False], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(("code", "typed"), ENDS, ids=[typed for _, typed in ENDS])
def test_every_command_ends_as_it_decides_when_its_reader_leaves(
    monkeypatch: pytest.MonkeyPatch, code: int, typed: str, *, buffered: bool
) -> None:
    """A pipeline must not pass because someone read the first line only."""
    with left(buffered=buffered) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", stream)
        assert code_of(monkeypatch, *typed.split()) == code


def test_a_broken_pipe_that_is_no_reader_s_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands behind a socket has gone: the command could not do its part, and says so."""

    def broken() -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("pods.cli.policy_pack.pack_folder", broken)
    assert code_of(monkeypatch, "policy-pack") == 4
    assert capsys.readouterr().err.startswith("error: output or file system: Broken pipe; ")


def test_a_pipe_that_is_named_may_be_left_too(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """A shell's `>(head -1)` is one."""
    os.mkfifo(folder / "pipe")
    reader = threading.Thread(target=lambda: (folder / "pipe").open().close(), daemon=True)
    reader.start()
    weak = [made(DATABASE, f"db-{number}", {"multiAz": False}) for number in range(300)]
    (folder / "weak.json").write_text(state(*weak))
    typed = "check --state weak.json --policy-pack-config one.json --format json -o pipe"
    assert code_of(monkeypatch, *typed.split()) == 1
    reader.join(10)


FULL = (
    "error: output or file system: No space left on device; pods must be able to use it. Mend it.\n"
)
CLOSED = "note: standard output is closed: nothing is printed\n"


@pytest.mark.parametrize(
    ("typed", "after", "ended"),
    [
        (f"plan check refused.yaml {ON}", "| head -1 > /dev/null", (2, "")),
        ("sandbox status", ">&-", (1, CLOSED)),
        ("plan schema", "> /dev/full", (4, FULL)),
    ],
)
def test_a_process_of_its_own_ends_so_too(
    folder: Path, typed: str, after: str, ended: tuple[int, str]
) -> None:
    """Nor does the interpreter say anything as it ends."""
    command = f"set -o pipefail; \"$0\" -c 'from pods.cli.main import main; main()' {typed} {after}"
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == ended
