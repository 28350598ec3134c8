"""The guides show what runs: their snippets are parts of products, and their commands work."""

import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pods.cli.main import app

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "docs/how-to").glob("*.md"))
PRODUCTS = [
    path.read_text(encoding="utf-8")
    for folder in ("stacks", "docs/how-to")
    for pattern in ("*.yaml", "*.yml", "*.py")
    for path in sorted((ROOT / folder).rglob(pattern))
]
COMMANDS = ("$ pods plan ", "$ pods check ")
_BLOCK = re.compile(r"```(yaml|python|console)\n(.*?)```", re.DOTALL)


def blocks(guide: Path, *kinds: str) -> list[str]:
    """Return the guide's snippets of these kinds."""
    found = _BLOCK.findall(guide.read_text(encoding="utf-8"))
    return [text for kind, text in found if kind in kinds]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_shows_parts_of_products(guide: Path) -> None:
    """Every snippet stands in a plan, a program or a pipeline of the repository, to the letter."""
    snippets = blocks(guide, "yaml", "python")
    assert snippets
    strange = [each for each in snippets if not any(each in product for product in PRODUCTS)]
    assert strange == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_the_commands_of_a_guide_work(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run one after the other in an empty folder, or one with the guide's samples, each ends so."""
    beside = guide.with_suffix("")
    if beside.is_dir():
        shutil.copytree(beside, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    commands = [
        line.removeprefix("$ ")
        for block in blocks(guide, "console")
        for line in block.splitlines()
        if line.startswith(COMMANDS)
    ]
    assert commands
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        wrong = getattr(result.exception, "exit_code", None)
        assert (wrong or result.exit_code) == _ends(command), (command, result.output)


def test_the_guide_shows_a_refusal_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the letter, from the samples beside the guide."""
    guide = ROOT / "docs/how-to/check-pull-requests.md"
    (shown,) = re.findall(r"```text\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(guide.with_suffix(""), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    command = ["check", "--preview", "preview.json", "--policy-pack-config", "policies.json"]
    assert shown in CliRunner().invoke(app, command).output


def test_the_tests_of_the_guide_to_testing_pass() -> None:
    """What the guide shows as tests are tests, and hold."""
    shown = runpy.run_path(str(ROOT / "docs/how-to/test-your-stack/test_stack.py"))
    tests = [value for name, value in shown.items() if name.startswith("test_")]
    assert len(tests) == 2
    for test in tests:
        test()


def _ends(command: str) -> int:
    """Return the exit code that a guide leads its reader to expect."""
    if "--strict" in command:  # warnings of a fresh plan are what it is for
        return 2
    # The sample of a preview has findings, and they are known once they were written down.
    return int("--preview" in command and "--baseline" not in command)
