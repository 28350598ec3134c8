"""The command line: what a user sees of errors, and what a script reads."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from pods.cli import main as cli

Captured = pytest.CaptureFixture[str]


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["pods", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    code = ended.value.code
    return code if isinstance(code, int) else 0


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PODS_SANDBOX_DIR", raising=False)


@pytest.mark.parametrize("command", ["up", "down"])
def test_a_folder_without_a_project_is_bad_input(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured, command: str
) -> None:
    """One line says what is missing, and the exit code is 2."""
    assert _run(monkeypatch, command) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: project: no Pulumi.yaml in ")
    assert error.endswith("; a Pulumi project is required. Change to the project's folder.\n")


def test_an_unknown_option_is_bad_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The command line's own mistakes have the code of bad input."""
    assert _run(monkeypatch, "sandbox", "status", "--jsno") == 2
    assert "No such option" in capsys.readouterr().err


def test_the_environment_of_nothing_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """`eval` must not be given text that leads nowhere."""
    assert _run(monkeypatch, "sandbox", "env") == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "`pods sandbox up`" in captured.err


def test_status_is_read_by_scripts(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Nothing runs: exit code 1, and JSON that says so."""
    assert _run(monkeypatch, "sandbox", "status", "--json") == 1
    assert json.loads(capsys.readouterr().out)["running"] is False


def test_down_without_a_sandbox_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """What does not run need not be stopped."""
    assert _run(monkeypatch, "sandbox", "down") == 0
    assert "never started" in capsys.readouterr().out


def test_the_policy_pack_is_a_folder_that_pulumi_takes(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """The printed path holds the pack's two files."""
    assert _run(monkeypatch, "policy-pack") == 0
    folder = Path(capsys.readouterr().out.strip())
    assert (folder / "PulumiPolicy.yaml").is_file()
    assert (folder / "__main__.py").is_file()


def test_an_interruption_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Ctrl-C shows no traceback and has the shell's exit code."""

    def interrupted(**_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupted)
    assert _run(monkeypatch) == 130
    assert capsys.readouterr().err.startswith("interrupted: nothing is lost")


def test_an_error_says_a_name_and_obeys_nothing_in_it(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Whoever named the file is not who reads of it."""
    assert _run(monkeypatch, "check", "--state", "a\x1b[2J\u202eb\n.json") == 2
    assert capsys.readouterr().err.startswith("error: --state a\\x1b[2J\\u202eb")


def test_every_command_answers_programs_too() -> None:
    """Each has --json; `pods check` has formats, of which JSON is one."""
    shown = {
        name: {option for each in command.params for option in each.opts}
        for name, command in _commands(get_command(cli.app))
    }
    assert {name for name, options in shown.items() if "--json" not in options} == {"pods check"}


def _commands(command: Any, name: str = "pods") -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield name, command
    for each, found in inner.items():
        yield from _commands(found, f"{name} {each}")
