"""Where `pods check` writes: where it is told, and over nothing that it reads."""

import json
import os
import threading
from pathlib import Path

import pytest

from tests.cli.check.conftest import Check
from tests.policies.documents.written import DATABASE, made, state

ASKED = ("--state", "good.json", "--policy-pack-config", "one.json")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(state(made(DATABASE, "db", {"multiAz": True})))
    (tmp_path / "one.json").write_text('{"all": "disabled", "BC-HA-001": "mandatory"}')


def test_a_link_is_followed(check: Check, tmp_path: Path) -> None:
    """It stays a link, and what it leads to is written, with the rights that it had."""
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "real.json").chmod(0o640)
    (tmp_path / "link.json").symlink_to("real.json")
    assert check(*ASKED, "--format", "json", "-o", "link.json").code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())["findings"] == []
    assert (tmp_path / "real.json").stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_through(check: Check, tmp_path: Path) -> None:
    """A shell's `>(…)` is one; a device too is no file to replace."""
    os.mkfifo(tmp_path / "pipe")
    read: list[str] = []
    reader = threading.Thread(
        target=lambda: read.append((tmp_path / "pipe").read_text()), daemon=True
    )
    reader.start()
    assert check(*ASKED, "--format", "json", "-o", "pipe").code == 0
    assert (tmp_path / "pipe").is_fifo()
    reader.join(10)
    assert json.loads(read[0])["findings"] == []


CLASHES = [
    (("-o", ""), "--output: its name is empty; a file, or - for standard output, is required."),
    (("-o", "good.json"), "--output good.json: --state reads it; another file is required."),
    (("-o", "./one.json"), "--output ./one.json: --policy-pack-config reads it; another"),
    (("-o", "link.json"), "--output link.json: --state reads it; another file is required."),
    (("--write-baseline", "good.json"), "--write-baseline good.json: --state reads it; another"),
    (("--export-exceptions", ""), "--export-exceptions: its name is empty; a file, or"),
    (
        ("--format", "json", "-o", "a", "--format", "sarif", "-o", "./a"),
        "--output ./a: --output is written there; another file is required. Name one.",
    ),
    (("--format", "json", "-o", "-", "--format", "text", "-o", "-"), "--output -: --output is"),
    (("--write-baseline", "-"), "--output -: --write-baseline is written there; a file is"),
    (("--write-baseline", "a", "--export-exceptions", "a"), "--export-exceptions a: --write-base"),
]


@pytest.mark.parametrize(("given", "said"), CLASHES, ids=[said for _, said in CLASHES])
def test_nothing_is_written_over_what_matters(
    check: Check, tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    """Neither over what is read nor over another report; nothing is judged or written."""
    (tmp_path / "link.json").symlink_to("good.json")
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    outcome = check(*ASKED, *given)
    assert outcome.code == 2, outcome
    assert outcome.err.startswith(f"error: {said}"), outcome.err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


def test_a_dash_is_standard_output(check: Check, tmp_path: Path) -> None:
    """Beside files; a file of that name is not made."""
    outcome = check(*ASKED, "--format", "json", "-o", "-", "--format", "text", "-o", "a.txt")
    assert outcome.document["findings"] == []
    assert "judged: 1 resource" in (tmp_path / "a.txt").read_text()
    known = check(*ASKED, "-o", "b.txt", "--write-baseline", "-")
    assert known.document["findings"] == []
    assert not (tmp_path / "-").exists()
