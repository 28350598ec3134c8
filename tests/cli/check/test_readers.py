"""How `pods check` ends where nobody reads what it says: as it would have ended."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.cli.unread import code_of, left
from tests.policies.documents.written import DATABASE, made, state

ONE_RULE = '{"all": "disabled", "BC-HA-001": "mandatory"}'
CLOSED = "note: standard output is closed: nothing is printed\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a state that is refused, one that is not, and a configuration."""
    monkeypatch.chdir(tmp_path)
    weak = [made(DATABASE, f"db-{number}", {"multiAz": False}) for number in range(100)]
    (tmp_path / "weak.json").write_text(state(*weak))
    (tmp_path / "good.json").write_text(state(made(DATABASE, "db", {"multiAz": True})))
    (tmp_path / "one.json").write_text(ONE_RULE)
    return tmp_path


def _code(monkeypatch: pytest.MonkeyPatch, arguments: str, **streams: Any) -> int:
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    return code_of(monkeypatch, "check", "--policy-pack-config", "one.json", *arguments.split())


@pytest.mark.parametrize("buffered", [True, False], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_refused_stack_stays_refused_when_its_reader_leaves(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    *,
    buffered: bool,
) -> None:
    """A pipeline must not pass because someone read the first line of many only."""
    with left(buffered=buffered) as stream:
        code = _code(monkeypatch, f"--state weak.json --format {kind}", stdout=stream)
    assert (code, capsys.readouterr().err) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "both", "code"),
    [
        ("--state good.json", False, 0),
        ("--state good.json", True, 0),
        ("--state weak.json --format json -o a.json", True, 1),
        ("--state missing.json", True, 2),
    ],
)
def test_the_verdict_is_the_code_whoever_reads(
    monkeypatch: pytest.MonkeyPatch, folder: Path, arguments: str, code: int, *, both: bool
) -> None:
    """Errors that nobody reads are errors too, and the files are written all the same."""
    names = ["stdout", "stderr"] if both else ["stdout"]
    with ExitStack() as streams:
        unread = {name: streams.enter_context(left()) for name in names}
        assert _code(monkeypatch, arguments, **unread) == code
    assert (folder / "a.json").exists() is ("a.json" in arguments)


@pytest.mark.parametrize(
    ("arguments", "closed", "ended"),
    [
        ("--state weak.json", ["stdout"], (1, CLOSED)),
        ("--state good.json --format json", ["stdout"], (0, CLOSED)),
        ("--state weak.json", ["stdout", "stderr"], (1, "")),
    ],
)
def test_a_closed_output_changes_no_verdict(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: str,
    closed: list[str],
    ended: tuple[int, str],
) -> None:
    """Nor does it show a traceback."""
    code = _code(monkeypatch, arguments, **dict.fromkeys(closed))
    assert (code, capsys.readouterr().err) == ended


def test_a_closed_input_is_empty(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told as any empty file is."""
    assert _code(monkeypatch, "--state -", stdin=None) == 2
    assert capsys.readouterr().err.startswith("error: --state -: it is empty")


def test_a_full_disk_is_told_without_the_sandbox(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check has no folder to name by PODS_SANDBOX_DIR."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        assert _code(monkeypatch, "--state good.json", stdout=full) == 4
    assert capsys.readouterr().err == (
        "error: output or file system: No space left on device; pods must be able to use it. "
        "Mend it.\n"
    )
