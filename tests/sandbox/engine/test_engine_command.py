import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from pods.cli.engine import app
from pods.errors import EngineError

FakeEngine = Callable[[Path, str], Path]


def test_the_command_says_which_engine_and_what_was_passed_over(
    machine: Path, fake_engine: FakeEngine
) -> None:
    """As JSON: path, version, origin, host, and each engine that was not taken."""
    old = fake_engine(machine / "path", "v3.100.0")
    engine = fake_engine(machine / "home" / ".pulumi" / "bin", "v3.300.0")
    result = CliRunner().invoke(app, ["--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "path": str(engine),
        "version": "3.300.0",
        "origin": "pulumi home",
        "official_language_host": False,
        "passed_over": [f"{old} is version 3.100.0"],
    }


def test_the_command_speaks_plainly(machine: Path, fake_engine: FakeEngine) -> None:
    """Without --json, version and origin come first."""
    engine = fake_engine(machine / "path", "v3.300.0")
    result = CliRunner().invoke(app, [])
    assert result.stdout.splitlines() == [
        "pulumi 3.300.0 (PATH)",
        f"  path           {engine}",
        "  language host  pods' own",
    ]


def test_no_engine_is_an_error_with_its_remedy(machine: Path) -> None:
    """Looking installs nothing; it says how to."""
    result = CliRunner().invoke(app, [])
    assert isinstance(result.exception, EngineError)
    assert "Run `pods engine --install`" in str(result.exception)
    assert list((machine / "cache").iterdir()) == []
