"""The pages of the components: each with a drawing, and with its example to the letter."""

import inspect
import re
from pathlib import Path

import pulumi
import pytest

from pods import components
from tests.engine.component_examples import SLICES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/components"
PRODUCTS = [path.read_text(encoding="utf-8") for path in ROOT.glob("stacks/*/__main__.py")]
PAGES = sorted(FOLDER.glob("*.md"))
EXAMPLES = sorted(FOLDER.glob("*.py"))
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_a_drawing_and_its_example(page: Path) -> None:
    """What it shows is the program beside it, or a product: the engine tests run either."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    beside = page.with_suffix(".py")
    programs = [beside.read_text(encoding="utf-8")] if beside.exists() else PRODUCTS
    (shown,) = [text for kind, text in blocks if kind == "python"]
    assert shown in programs
    assert [text for kind, text in blocks if kind == "mermaid"]


def test_no_example_is_without_a_page() -> None:
    """An example that nobody reads is none."""
    assert {path.stem for path in EXAMPLES} <= {path.stem for path in PAGES}


def test_every_example_is_run_on_the_engine_once() -> None:
    """Each is in one slice of the engine tests, and no slice names one that is gone."""
    run = [stem for stems in SLICES.values() for stem in stems]
    assert sorted(run) == [path.stem for path in EXAMPLES]


def test_every_component_has_a_page_and_every_page_is_listed() -> None:
    """A reader finds each of them in one list."""
    listed = (ROOT / "docs/components.md").read_text(encoding="utf-8")
    titles = {
        word
        for page in PAGES
        for word in re.findall(r"\w+", page.read_text(encoding="utf-8").partition("\n")[0])
    }
    made = {
        name
        for name in components.__all__
        if inspect.isclass(found := getattr(components, name))
        and issubclass(found, pulumi.ComponentResource)
    }
    assert made - titles == set()
    assert [page.name for page in PAGES if f"(components/{page.name})" not in listed] == []
