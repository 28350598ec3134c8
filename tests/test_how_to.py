"""The guides show what runs: their snippets are parts of products, and their commands work."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pods.cli.main import app

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "docs/how-to").glob("*.md"))
PRODUCTS = [
    path.read_text(encoding="utf-8")
    for pattern in ("*.yaml", "*.py")
    for path in sorted((ROOT / "stacks").rglob(pattern))
]
_BLOCK = re.compile(r"```(yaml|python|console)\n(.*?)```", re.DOTALL)


def blocks(guide: Path, *kinds: str) -> list[str]:
    """Return the guide's snippets of these kinds."""
    found = _BLOCK.findall(guide.read_text(encoding="utf-8"))
    return [text for kind, text in found if kind in kinds]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_shows_parts_of_products(guide: Path) -> None:
    """Every snippet stands in a plan or a program of the repository, to the letter."""
    snippets = blocks(guide, "yaml", "python")
    assert snippets
    strange = [each for each in snippets if not any(each in product for product in PRODUCTS)]
    assert strange == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_the_commands_of_a_guide_work(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run one after the other in an empty folder, each ends well."""
    monkeypatch.chdir(tmp_path)
    commands = [
        line.removeprefix("$ ")
        for block in blocks(guide, "console")
        for line in block.splitlines()
        if line.startswith("$ pods plan ")
    ]
    assert commands
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        # Warnings of a fresh plan are what --strict is for.
        assert result.exit_code == (2 if "--strict" in command else 0), (command, result.output)
