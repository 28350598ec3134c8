"""`pods component-package`."""

from pathlib import Path

from typer.testing import CliRunner

from pods.cli.main import app


def test_it_prints_a_folder_that_pulumi_can_host() -> None:
    """With what tells the language, and the program that is started."""
    result = CliRunner().invoke(app, ["component-package"])
    folder = Path(result.output.strip())
    assert result.exit_code == 0
    assert folder.joinpath("PulumiPlugin.yaml").read_text(encoding="utf-8") == "runtime: python\n"
    assert folder.joinpath("__main__.py").is_file()
