"""A command that is typed wrongly."""

import subprocess
import sys
from pathlib import Path

import pytest

from pods.cli.main import main


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["plan", "chek"], "See `pods plan --help`."),
        (["plan", "check", "--strct"], "See `pods plan check --help`."),
        (["pan"], "See `pods --help`."),
    ],
)
def test_the_help_of_that_command_is_named(
    typed: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is wrong, and where the right options stand."""
    monkeypatch.setattr(sys, "argv", ["pods", *typed])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"{told}\n")


def test_a_reader_that_has_enough_is_no_error() -> None:
    """`pods plan show … | head` ends well."""
    command = "set -o pipefail; \"$0\" -c 'from pods.cli.main import main; main()' "
    done = subprocess.run(
        ["bash", "-c", command + "plan show stacks/reference/plan.yaml | head -1", sys.executable],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
