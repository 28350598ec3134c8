"""The pages of the components: each with a drawing, and with its example to the letter."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "docs/components"
PAGES = sorted(FOLDER.glob("*.md"))
EXAMPLES = sorted(FOLDER.glob("*.py"))
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_a_drawing_and_its_example(page: Path) -> None:
    """What it shows is the program beside it, which the engine tests run."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    example = page.with_suffix(".py").read_text(encoding="utf-8")
    assert [text for kind, text in blocks if kind == "python"] == [example]
    assert [text for kind, text in blocks if kind == "mermaid"]


def test_no_example_is_without_a_page() -> None:
    """An example that nobody reads is none."""
    assert {path.stem for path in EXAMPLES} == {path.stem for path in PAGES}
