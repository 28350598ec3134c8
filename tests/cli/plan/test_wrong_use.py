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


@pytest.mark.parametrize("shown", ["show", "check", "explain"])
@pytest.mark.parametrize("buffered", ["", "1"])
def test_a_reader_that_has_enough_is_no_error(
    shown: str, buffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pods plan show … | head` ends well, whether Python buffers what it prints or not."""
    monkeypatch.setenv("PYTHONUNBUFFERED", buffered)
    command = (
        "set -o pipefail; \"$0\" -c 'from pods.cli.main import main; main()' "
        f"plan {shown} stacks/reference/plan.yaml | head -1"
    )
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
