"""A command that is typed wrongly."""

import sys

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
