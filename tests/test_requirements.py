"""Every requirement has its place; those of plan and topology have a test that proves them."""

import re
from pathlib import Path

import pytest

from pods.topology.planner import KINDS
from scripts.requirements_page import page, proofs, requirements

ROOT = Path(__file__).parents[1]
REQUIREMENTS = requirements()
PROOFS = proofs()


LAST = {"A": 16, "B": 16, "C": 4, "D": 10}


@pytest.mark.parametrize(
    "name", [name for name, each in REQUIREMENTS.items() if each.must_be_proven]
)
def test_a_requirement_of_the_plan_or_the_topology_must_be_proven(name: str) -> None:
    """At least one test carries its id, and it stands somewhere."""
    assert PROOFS.get(name), f"{name} has no test: mark one with pytest.mark.requirement"
    assert REQUIREMENTS[name].where


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_what_carries_a_requirement_exists(name: str) -> None:
    """No row points at what is gone, and none is proven that stands nowhere."""
    where = REQUIREMENTS[name].where
    assert [path for path in where if not (ROOT / path).exists()] == []
    assert where or name not in PROOFS


def test_every_row_of_the_source_plans_is_listed() -> None:
    """None is left out, none is invented, and they stand in the sources' order."""
    rows = [f"{letter}{number}" for letter in LAST for number in range(1, LAST[letter] + 1)]
    assert list(REQUIREMENTS) == rows


def test_every_id_that_is_cited_is_listed() -> None:
    """Whoever reads an id of a figure, of a policy or of an example finds what it means."""
    policies = (ROOT / "docs/policies.md").read_text(encoding="utf-8")
    lists = re.findall(r"Requirements: ([A-D0-9, ]+)[.]", policies)
    assert len(lists) == len(re.findall(r"(?m)^## BC-", policies)) > 0
    cited = {name for kind in KINDS.values() for name in kind.requirements}
    cited |= {name for each in lists for name in each.split(", ")}
    for path in [*ROOT.glob("stacks/**/*.yaml"), *ROOT.glob("examples/**/*.yaml")]:
        for each in re.findall(r"\(([A-D]\d+(?:, [A-D]\d+)*)\)", path.read_text("utf-8")):
            cited.update(each.split(", "))
    assert {"B14", "A10", "D10"} <= cited
    assert sorted(cited - set(REQUIREMENTS)) == []


def test_no_mark_names_an_unknown_requirement() -> None:
    """A mark with a misspelt id proves nothing."""
    assert sorted(set(PROOFS) - set(REQUIREMENTS)) == []


def test_every_requirement_of_the_plan_is_listed() -> None:
    """These rows of the source plans are the plan's to carry."""
    listed = {name for name, each in REQUIREMENTS.items() if "plan" in each.parts}
    plan = {"A1", "A2", "A3", "A13", "A14"}
    plan |= {"B1", "B2", "B3", "B5", "B6", "B7", "B11", "C4", "D9"}
    assert listed == plan


def test_every_requirement_of_the_topology_is_listed() -> None:
    """These rows of the source plans are the components' to carry."""
    listed = {name for name, each in REQUIREMENTS.items() if "topology" in each.parts}
    topology = {"A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11"}
    topology |= {"B2", "B3", "B4", "B10", "C2", "D1", "D2", "D3", "D6", "D7", "D8"}
    assert listed == topology


def test_a_requirement_without_a_test_is_seen(tmp_path: Path) -> None:
    """The page says so for each group; the marks are read from the tests' own text."""
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
    lines = page({}).splitlines()
    (ours,) = (line for line in lines if line.startswith("| A1 |"))
    (other,) = (line for line in lines if line.startswith("| B13 |"))
    assert ours.endswith("| **none** |")
    (built,) = (line for line in lines if line.startswith("| D7 |"))
    assert built.endswith("| **none** |")
    assert other.endswith("| evidence | nothing yet | not yet proven |")
