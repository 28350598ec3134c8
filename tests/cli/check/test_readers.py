"""How `pods check` ends where nobody reads what it says: as it would have ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.policies.documents.written import DATABASE, made, state

ONE_RULE = '{"all": "disabled", "BC-HA-001": "mandatory"}'
CLOSED = "note: standard output is closed: nothing is printed\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a state that is refused, one that is not, and a configuration."""
    weak = [made(DATABASE, f"db-{number}", {"multiAz": False}) for number in range(300)]
    (tmp_path / "weak.json").write_text(state(*weak))
    (tmp_path / "good.json").write_text(state(made(DATABASE, "db", {"multiAz": True})))
    (tmp_path / "one.json").write_text(ONE_RULE)
    return tmp_path


def _run(folder: Path, arguments: str, after: str) -> tuple[int, str]:
    command = (
        "set -o pipefail; \"$0\" -c 'from pods.cli.main import main; main()' "
        f"check --policy-pack-config one.json {arguments} {after}"
    )
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_refused_stack_stays_refused_when_its_reader_leaves(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, buffered: str
) -> None:
    """A pipeline must not pass because someone read the first line only."""
    monkeypatch.setenv("PYTHONUNBUFFERED", buffered)
    ended = _run(folder, f"--state weak.json --format {kind}", "| head -1")
    assert ended == (1, "")


@pytest.mark.parametrize(
    ("arguments", "after", "code"),
    [
        ("--state good.json", "| true", 0),
        ("--state good.json", "2>&1 | true", 0),
        ("--state weak.json --format json -o a.json", "2>&1 | true", 1),
        ("--state missing.json", "2>&1 | true", 2),
    ],
)
def test_the_verdict_is_the_code_whoever_reads(
    folder: Path, arguments: str, after: str, code: int
) -> None:
    """Errors that nobody reads are errors too, and the files are written all the same."""
    assert _run(folder, arguments, after) == (code, "")
    assert (folder / "a.json").exists() is ("a.json" in arguments)


@pytest.mark.parametrize(
    ("arguments", "after", "ended"),
    [
        ("--state weak.json", ">&-", (1, CLOSED)),
        ("--state good.json --format json", ">&-", (0, CLOSED)),
        ("--state weak.json", ">&- 2>&-", (1, "")),
    ],
)
def test_a_closed_output_changes_no_verdict(
    folder: Path, arguments: str, after: str, ended: tuple[int, str]
) -> None:
    """Nor does it show a traceback."""
    assert _run(folder, arguments, after) == ended


def test_a_closed_input_is_empty(folder: Path) -> None:
    """It is told as any empty file is."""
    code, said = _run(folder, "--state -", "<&-")
    assert code == 2
    assert said.startswith("error: --state -: it is empty"), said


def test_a_full_disk_is_told_without_the_sandbox(folder: Path) -> None:
    """A check has no folder to name by PODS_SANDBOX_DIR."""
    code, said = _run(folder, "--state good.json", "> /dev/full")
    assert code == 4
    assert said == (
        "error: output or file system: No space left on device; pods must be able to use it. "
        "Mend it.\n"
    )
