"""What holds for every rule of the catalogue."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pods_policies.catalogue import RULES
from pods_policies.reference_page import examples_of, page
from pods_policies.rule import Rule

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def cases_by_rule() -> dict[str, set[str]]:
    """Return the kinds of cases that the test modules hold, by rule."""
    found: dict[str, set[str]] = {}
    for path in sorted(HERE.glob("*/test_*.py")):
        spec = importlib.util.spec_from_file_location(f"cases_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if hasattr(module, "RULE"):
            found[module.RULE] = {case[0].split(":")[0] for case in module.CASES}
    return found


CASES = cases_by_rule()
KINDS = {"pass", "fail", "boundary", "absent", "unknown", "not applicable"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_cases_of_each_kind(rule: Rule) -> None:
    """A rule without a failing or an unknown case could be inverted or fail open unseen."""
    assert CASES[rule.id] == KINDS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is_and_what_to_do(rule: Rule) -> None:
    """The metadata that pages and policies are made of is complete."""
    assert re.fullmatch(r"BC-[A-Z]{2,3}-\d{3}", rule.id)
    assert all([rule.title, rule.checks, rule.why, rule.remediation, rule.reads])
    assert all(re.fullmatch(r"[A-D]\d+", one) for one in rule.requirements)
    assert rule.requirements


TOOLS = ("AWS Config", "Checkov", "Prowler", "Security Hub")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_names_clauses_and_rules_of_tools_that_were_read(rule: Rule) -> None:
    """An auditor follows a clause, and whoever moves here from another tool follows its ids."""
    assert rule.clauses
    assert len(set(rule.clauses)) == len(rule.clauses)
    assert len(set(rule.equivalents)) == len(rule.equivalents)
    names = "|".join(TOOLS)
    assert [one for one in rule.equivalents if not re.fullmatch(rf"({names}) [\w.]+", one)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_refuses_its_example(rule: Rule) -> None:
    """The page shows real messages: what was found, what is required, what to change."""
    examples = examples_of(rule)
    assert examples
    assert all("; " in one and ". Change: " in one for one in examples)


def test_ids_are_unique() -> None:
    """Configuration and exceptions name rules by id."""
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_the_page_has_an_anchor_for_every_rule() -> None:
    """The link of each policy leads to its section."""
    headings = re.findall(r"^## (.+)$", page(), re.MULTILINE)
    assert headings == [rule.id for rule in RULES]


def test_the_page_in_the_repository_is_current() -> None:
    """A rule that changed brings its page along."""
    written = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    assert page() == written, "scripts/generate writes it anew"


def test_importing_the_pack_brings_in_no_cloud_library() -> None:
    """The engine starts the pack for each operation; it must start fast."""
    code = (
        "import sys, pods_policies.sdk.pack; "
        "print(sorted({'boto3', 'botocore', 'pulumi_aws', 'pods.components'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
