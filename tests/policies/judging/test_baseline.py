"""Known findings stay known, and no new one hides among them."""

from datetime import date

import pytest

from pods.errors import ConfigurationError
from pods_policies.judging.baseline import baseline_from, baseline_of, compared
from pods_policies.judging.entry import Entry
from pods_policies.judging.fingerprint import fingerprint
from tests.policies.formats.sample_report import ENTRIES, entry

DAY = date(2026, 11, 22)


def _again(*entries: Entry, known: tuple[Entry, ...]) -> tuple[list[bool], int]:
    text = baseline_of(known, DAY).text()
    marked, gone = compared(baseline_from("known.json", text), entries)
    return [one.is_known for one in marked], gone


def test_the_same_finding_is_known_and_one_that_is_mended_is_counted() -> None:
    """A baseline that is longer than the stack's findings asks to be written anew."""
    assert _again(entry(), known=(entry(), entry(name="mended"))) == ([True], 1)


def test_a_name_is_found_again_and_steers_no_terminal() -> None:
    """The file is printed too, and names in it are other people's."""
    strange = entry(name="db\x9b2J\u202e", urn="urn:pulumi:prod::clinic::a::db\x9b2J\u202e")
    assert baseline_of([strange], DAY).text().replace("\n", "").isprintable()
    assert _again(strange, known=(strange,)) == ([True], 0)


def test_what_is_wrong_with_waivers_is_never_known() -> None:
    """Else a baseline would let a waiver hold for good; nor does a file written by hand."""
    fault = entry(rule_id="BC-GOV-002")
    assert not baseline_of([fault], DAY).findings
    text = baseline_of([entry()], DAY).text().replace("BC-HA-001", "BC-GOV-002")
    marked, _ = compared(baseline_from("known.json", text), [fault])
    assert [one.is_known for one in marked] == [False]


@pytest.mark.parametrize(
    "other",
    [
        entry(name="another"),
        entry(rule_id="BC-BKP-001"),
        entry(fingerprint="aa"),
    ],
    ids=["of another resource", "of another rule", "of another value"],
)
def test_another_finding_is_new(other: Entry) -> None:
    """Resource, rule and value are all compared."""
    assert _again(other, known=(entry(),)) == ([False], 1)


def test_a_second_one_that_looks_the_same_is_new() -> None:
    """They are counted, not only compared."""
    assert _again(entry(), entry(), known=(entry(),)) == ([True, False], 0)


def test_a_rule_that_failed_is_never_known_and_a_waived_finding_needs_no_baseline() -> None:
    """Nobody knows what a failed rule would have found; a waiver ends, a baseline does not."""
    made = baseline_of(ENTRIES, DAY)
    assert {one.rule for one in made.findings} == {
        "BC-HA-001",
        "BC-BKP-001",
        "BC-BKP-005",
        "BC-BKP-006",
    }
    failure = entry(kind="failure", fingerprint="")
    assert _again(failure, known=(entry(fingerprint=""),)) == ([False], 1)


SAME = [
    ("vpc-0a1b2c3d4e5f60718 has one zone", "vpc-ffffffffffffffff0 has one zone"),
    ("clinic-db-0a1b2c3 has no copy", "clinic-db-9f8e7d6 has no copy"),
    ("arn:aws:kms:us-east-1:111111111111:key/a is", "arn:aws:kms:us-east-1:222222222222:key/b is"),
    ("ended 2026-11-22T10:00:00Z", "ended 2026-12-01T10:00:00+00:00"),
]
OTHER = [
    ("backup_retention_period is 7", "backup_retention_period is 1"),
    ("in us-east-1a", "in us-east-1b"),
    ("multi_az is False", "multi_az is not set"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ids_and_dates_do_not_make_a_finding_new(one: str, other: str) -> None:
    """They change with each deployment."""
    assert fingerprint("finding", one, "p") == fingerprint("finding", other, "p")


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_value_that_gets_worse_makes_a_finding_new(one: str, other: str) -> None:
    """Else a baseline would hide it."""
    assert fingerprint("finding", one, "p") != fingerprint("finding", other, "p")


def test_what_was_undecided_and_is_found_is_new() -> None:
    """As is what was found about another property."""
    assert fingerprint("undecided", "x", "p") != fingerprint("finding", "x", "p")
    assert fingerprint("finding", "x", "p") != fingerprint("finding", "x", "q")


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"version": 2, "made": "2026-11-22"}'])
def test_another_file_is_no_baseline(text: str) -> None:
    """An empty one would make everything new, and one of another form everything known."""
    with pytest.raises(ConfigurationError, match="a file that --write-baseline wrote is required"):
        baseline_from("known.json", text)
