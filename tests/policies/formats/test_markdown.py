"""The comment on a pull request."""

import re
from dataclasses import replace
from typing import Any

import pytest

from pods_policies.formats.markdown import LONGEST, MARK, markdown_text
from pods_policies.rule import Severity
from tests.policies.formats.sample_report import ENTRIES, HOSTILE, entry, report, rule


def test_the_comment_begins_with_its_mark_and_the_outcome() -> None:
    """CI replaces its last comment by the mark; people read the first line."""
    lines = markdown_text(report()).splitlines()
    assert lines[0] == MARK
    assert lines[1] == (
        "## ❌ Continuity: refused: 1 finding, 1 undecided, 1 failed rule (3 critical); "
        "does not count: 1 known, 1 advice, 1 waived"
    )
    number = len(report().rules)
    clean = markdown_text(report((), disabled=())).splitlines()
    assert clean[1] == f"## ✅ Continuity: passes: 1 rule kept, {number - 1} not applicable"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"entries": ENTRIES[3:4]}, "; does not count: 1 advice"),
        ({"entries": ENTRIES[4:5]}, "; does not count: 1 known"),
        ({"entries": ENTRIES[5:]}, "; does not count: 1 waived"),
        ({"entries": (entry("BC-BKP-004"),), "least": Severity.CRITICAL}, "1 advice"),
        ({"disabled": (rule("BC-POD-003"),)}, ", 1 switched off"),
        ({"kept": {}, "allows_nothing_judged": True}, "(allowed by --allow-nothing-judged)"),
    ],
)
def test_the_mark_of_a_clean_stack_is_for_one_where_nothing_is_hidden(
    changes: dict[str, Any], said: str
) -> None:
    """By a baseline, a waiver, a level or a threshold: the title counts what is."""
    made = report(**{"entries": (), "disabled": (), **changes})
    assert made.is_success
    title = markdown_text(made).splitlines()[1]
    assert title.startswith("## ⚠️ Continuity: ")
    assert title.endswith(said)


def test_what_counts_is_in_the_table_and_the_rest_is_folded() -> None:
    """Waived, known and advice never look like what must be mended."""
    text = markdown_text(report())
    table = [line for line in text.splitlines() if line.startswith("| critical")]
    assert len(table) == 3
    folded = text[text.index("<summary>Waived, known, or advice (3)") :]
    assert "(waived)" in folded
    assert "(known)" in folded
    assert "(advice)" in folded
    assert "waived until 2026-12-01 by head-of-platform, owned by clinic-team" in folded


def test_remedies_in_prose_are_no_code() -> None:
    """Only what a program can hold is; and the table says what is required."""
    prose = entry(change="make a second one", prop="")
    text = markdown_text(report([prose, entry()]))
    assert "- change: make a second one" in text
    assert "- change: `multi_az=True (multiAz)`" in text
    assert "| tier 1 needs a standby in another zone (A6) | make a second one |" in text


def test_a_rule_that_failed_is_told_in_one_text() -> None:
    """There is nothing to change in the program, and nothing to waive."""
    text = markdown_text(report(ENTRIES[2:3]))
    block = text[text.index("**BC-POD-001**") : text.index("</details>")]
    for word in ("required:", "change:", "waived"):
        assert word not in block, block
    assert "``" not in text


@pytest.mark.parametrize("is_run", [True, False])
def test_problems_of_waivers_are_told_once(*, is_run: bool) -> None:
    """As findings of the rule about waivers, or as notes where that is not run."""
    ledger = rule("BC-GOV-002")
    rules = tuple(one for one in report().rules if is_run or one is not ledger)
    text = markdown_text(report((), waiver_problems=("w.yaml:1: no",), rules=rules))
    assert ("- w.yaml:1: no" in text) is not is_run


def test_what_is_undecided_of_a_state_is_encrypted() -> None:
    """There is no update before which it would not be known."""
    said = "what is undecided is likely encrypted in this state"
    assert said in markdown_text(report(ENTRIES[1:2]))
    assert said not in markdown_text(report(ENTRIES[:1]))
    source = replace(report().sources[0], kind="preview")
    assert said not in markdown_text(report(ENTRIES[1:2], sources=(source,)))


def test_what_was_not_run_is_said() -> None:
    """A reader must not take it for checked."""
    text = markdown_text(report())
    assert "- 1 rule switched off: BC-POD-003" in text
    assert "- state.json: 2 operations did not end" in text
    assert "- known.json: 1 known finding left aside, 1 are no more" in text


def test_a_comment_is_never_longer_than_it_may_be_and_hides_no_number() -> None:
    """Ten thousand findings: as many as there is room for, and how many there was none for."""
    many = [entry(name=f"db-{number}", required="x" * 300) for number in range(10_000)]
    text = markdown_text(report(many))
    assert len(text) <= LONGEST
    shown = len(re.findall(r"^\*\*BC-HA-001\*\*", text, re.MULTILINE))
    assert shown > 40
    assert f"{10_000 - shown} more have no room here" in text
    assert "10000 findings (10000 critical)" in text
    assert "… and 9990 more below." in text


def test_words_of_a_stack_are_words() -> None:
    """No name breaks the table, mentions a team, links an issue or adds markup."""
    strange = entry(observed=HOSTILE, label=HOSTILE, required=HOSTILE, urn=HOSTILE, change=HOSTILE)
    text = markdown_text(report([strange], disabled=(), baseline=""))
    (row,) = [line for line in text.splitlines() if line.startswith("| critical")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 7
    words = re.sub(r"`[^`\n]*`", "", text.replace("\\`", ""))  # code holds nothing but itself
    assert words.count("\\<script") == 8
    assert "<script" not in words.replace("\\<", "")
    assert "@team" not in words
    assert "#12" not in words
    assert "\x00" not in text
    assert "\x1b" not in text
    assert "\\\\x1b" in text
