"""What the documentation shows is what the repository holds."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PAGES = [
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    *sorted((REPOSITORY / "docs").rglob("*.md")),
]
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")


def test_the_product_in_the_readme_is_the_program_that_runs() -> None:
    """The snippet is the second product's program, to the letter."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert snippet == (REPOSITORY / "stacks/storefront/__main__.py").read_text(encoding="utf-8")


def test_the_readme_starts_with_the_two_commands() -> None:
    """A newcomer reads them first."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ (make \w+)", readme, re.MULTILINE)
    assert commands[:2] == ["make up", "make test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file of the repository."""
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing


def test_decisions_are_numbered_without_a_gap() -> None:
    """A number is never used twice, and none is lost."""
    names = sorted(path.name for path in (REPOSITORY / "docs/decisions").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_every_recovery_figure_that_is_cited_is_explained() -> None:
    """The table has each T-id that the code or a product names, and none that nobody names."""
    cited = {
        each
        for folder in ("pods", "policies", "stacks", "examples")
        for kind in ("*.py", "*.yaml", "*.md")
        for path in (REPOSITORY / folder).rglob(kind)
        for each in re.findall(r"\bT\d\d\b", path.read_text(encoding="utf-8"))
    }
    assert [row[0] for row in recovery_figures()] == sorted(cited)


def test_every_recovery_figure_says_where_it_is_from() -> None:
    """Each has a kind, and a page of AWS to check it at; none without a figure is published."""
    for _, what, figure, kind, source in recovery_figures():
        assert what
        assert figure
        assert "](https://docs.aws.amazon.com/" in source
        assert kind in {"published", "calibrated", "chosen"}
        assert (kind == "calibrated") == ("with no figure" in figure)


def recovery_figures() -> list[list[str]]:
    """Return the rows of the table, cell by cell."""
    page = (REPOSITORY / "docs/recovery-figures.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| T")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
