"""What counts, what is said beside it, and for whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pods_policies.formats.json_document import json_text
from pods_policies.formats.junit import junit_text
from pods_policies.formats.words import told_whole
from pods_policies.judging.bearing import NOTHING, bearing_of
from pods_policies.judging.entry import entries_of
from pods_policies.judging.judge import Judgement, judge_resource
from pods_policies.relations.plan import plans_in
from pods_policies.relations.resource import resource
from pods_policies.relations.stack import Occasion
from pods_policies.rule import Level, ResourceRule, Severity
from pods_policies.settings import Settings
from pods_policies.verdicts import RuleFailure, Verdict
from pods_policies.waivers.ledger import Ledger
from tests.policies.formats.sample_report import ENTRIES, WAIVER, entry, report, rule


def test_the_kinds_stand_as_they_should() -> None:
    """A finding, what is undecided and a rule that failed count; the rest is told."""
    made = report()
    assert [(one.rule.id, made.standing(one)) for one in ENTRIES] == [
        ("BC-HA-001", "counts"),
        ("BC-BKP-001", "counts"),
        ("BC-POD-001", "counts"),
        ("BC-BKP-005", "advice"),
        ("BC-BKP-006", "known"),
        ("BC-OBJ-001", "waived"),
    ]
    assert not made.is_success
    assert report(()).is_success


def test_a_threshold_leaves_out_what_is_less_severe() -> None:
    """`--fail-on high`: a medium finding is told and does not count."""
    medium = entry(rule_id=next(one.id for one in report().rules if one.severity.value == "medium"))
    assert not report([medium], least=Severity.HIGH).counting
    assert report([medium], least=Severity.MEDIUM).counting == (medium,)
    undecided = entry(medium.rule.id, kind="undecided")
    assert not report([undecided], least=Severity.HIGH).counting
    assert report([undecided], least=Severity.HIGH, undecided_counts=True).counting


def test_undecided_advice_counts_on_request_only() -> None:
    """A setting notes what is undecided; --fail-on undecided takes it back."""
    noted = entry(kind="undecided", level=Level.ADVISORY)
    assert not report([noted]).counting
    assert report([noted], undecided_counts=True).counting == (noted,)
    waived = entry(kind="undecided", waiver=WAIVER, level=Level.ADVISORY)
    assert not report([waived], undecided_counts=True).counting


@pytest.mark.parametrize("level", list(Level))
def test_a_rule_that_failed_counts_whatever_the_threshold_and_the_level(level: Level) -> None:
    """Nobody knows what it would have found."""
    failure = entry("BC-OBJ-001", kind="failure", level=level)
    assert report([failure], least=Severity.CRITICAL).counting == (failure,)


def test_the_plan_says_for_whom_and_who_may_waive() -> None:
    """Owners of the capabilities that the service serves accept the risk."""
    plan = resource(
        "pods:index:ContinuityPlan",
        "plan",
        {
            "plan": {
                "name": "clinic",
                "capabilities": {
                    "book": {
                        "name": "Book an appointment",
                        "owner": "practice-lead",
                        "tier": 1,
                        "services": ["clinic"],
                    }
                },
            }
        },
    )
    tags = {"pods:service": "clinic", "pods:owner": "clinic-team"}
    database = resource("aws:rds/instance:Instance", "db", {"tags": tags})
    planned = bearing_of(database, Settings().under(plans_in([plan])))
    assert planned.told == "tier 1, service clinic (Book an appointment)"
    assert planned.who_may_waive == "practice-lead"
    tagged = bearing_of(database, Settings())
    assert tagged.told == "tier 1, service clinic"
    assert tagged.who_may_waive == "clinic-team"
    bare = bearing_of(resource("aws:rds/instance:Instance", "db", {}), Settings())
    assert bare.who_may_waive == "whoever answers for the service"
    strange = resource("aws:rds/instance:Instance", "db", {"tags": {"pods:service": ["x"]}})
    assert bearing_of(strange, Settings()).tier == 1


def test_nobody_waives_what_is_wrong_with_waivers() -> None:
    """Else a waiver could excuse itself."""
    assert entry().may_waive == "practice-lead"
    assert entry("BC-GOV-002").may_waive == "nobody"
    assert entry(kind="failure").may_waive == "nobody"


REPORT_IT = "; what it would find is not known, so report it, with these words"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "the rule itself failed: KeyError at a.py:1",
            f"the rule itself failed: KeyError at a.py:1{REPORT_IT}",
        ),
        (
            "multiAz cannot be read: 'x'. Change: give multiAz a value that AWS takes.",
            "multiAz cannot be read: 'x'; give multiAz a value that AWS takes",
        ),
    ],
)
def test_a_rule_that_failed_is_told_in_one_text(reason: str, said: str) -> None:
    """No format adds what is required, what to change, or who may waive it."""
    judgement = Judgement(rule("BC-HA-001"), RuleFailure(reason), Level.MANDATORY)
    (made,) = entries_of([judgement], lambda _: NOTHING, lambda _: None)
    assert (made.observed, made.required, made.change) == (said, "", "")
    assert told_whole(made) == f"the stack: {said}."
    assert "Change:" not in json_text(report([made])) + junit_text(report([made]))
    assert "may waive" not in junit_text(report([made]))


def test_no_waiver_covers_a_rule_that_failed() -> None:
    """Whoever wrote it cannot know what it covers."""

    def broken(*_: object) -> Iterator[Verdict]:
        raise KeyError

    today = date(2026, 11, 20)
    waiver = replace(WAIVER, rule="BC-HA-001", resource="db")
    occasion = Occasion(datetime(2026, 11, 20, tzinfo=UTC), Ledger((waiver,)))
    assert waiver.holds_on(today)
    database = resource("aws:rds/instance:Instance", "db", {})
    failing = replace(rule("BC-HA-001"), check=broken)  # type: ignore[call-arg]
    assert isinstance(failing, ResourceRule)
    (judged,) = judge_resource(failing, database, Settings(), plans_in([]), occasion)
    assert isinstance(judged.verdict, RuleFailure)
    assert judged.waiver is None
    assert judged.counts


def test_findings_are_told_the_worst_first() -> None:
    """The rule of the sample is critical."""
    assert rule("BC-HA-001").severity is Severity.CRITICAL
    assert [one.value for one in Severity] == ["critical", "high", "medium", "low"]
