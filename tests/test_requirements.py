"""Every requirement of the plan has a place in the code and a test that proves it."""

from pathlib import Path

import pytest

from scripts.requirements_page import page, proofs, requirements

ROOT = Path(__file__).parents[1]
REQUIREMENTS = requirements()
PROOFS = proofs()


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_a_requirement_is_proven(name: str) -> None:
    """At least one test carries its id, and what is said to carry it exists."""
    assert PROOFS.get(name), f"{name} has no test: mark one with pytest.mark.requirement"
    missing = [path for path in REQUIREMENTS[name].where if not (ROOT / path).exists()]
    assert missing == []


def test_no_mark_names_an_unknown_requirement() -> None:
    """A mark with a misspelt id proves nothing."""
    assert sorted(set(PROOFS) - set(REQUIREMENTS)) == []


def test_every_requirement_of_the_plan_is_listed() -> None:
    """These rows of the source plans are the plan's to carry."""
    listed = {name for name, each in REQUIREMENTS.items() if "plan" in each.parts}
    plan = {"A1", "A2", "A3", "A13", "A14"}
    plan |= {"B1", "B2", "B3", "B5", "B6", "B7", "B11", "C4", "D9"}
    assert listed == plan


def test_a_requirement_without_a_test_is_seen(tmp_path: Path) -> None:
    """The page says so in bold; the marks are read from the tests' own text."""
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_one.py").write_text(
        "import pytest\n\n\n@pytest.mark.requirement('A1', 'B1')\ndef test_it() -> None: ...\n"
    )
    assert proofs(tests) == {
        "A1": [("tests/test_one.py", "test_it")],
        "B1": [("tests/test_one.py", "test_it")],
    }
    assert "**none**" not in page()
