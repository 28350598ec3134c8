"""The JSON report and its published schema."""

import json
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from pods_policies.formats.json_document import SCHEMA_ID, json_text, schema_text
from tests.policies.formats.sample_report import HOSTILE, URN, entry, report


def _document(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json_text(report(**changes)))
    return made


def test_the_report_keeps_to_its_schema() -> None:
    """What is published holds, for each kind of entry."""
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA_ID
    validator = Draft202012Validator(schema)
    for made in (_document(), _document(entries=()), _document(entries=[entry(name=HOSTILE)])):
        assert [error.message for error in validator.iter_errors(made)] == []
    assert list(validator.iter_errors({**_document(), "more": 1}))


def test_a_finding_says_everything_that_a_program_needs() -> None:
    """Rule, place, what to change, for whom, and who may waive it."""
    found = _document()["findings"][0]
    assert found == {
        "rule": "BC-HA-001",
        "kind": "finding",
        "severity": "critical",
        "level": "mandatory",
        "standing": "counts",
        "urn": f"{URN}db",
        "resource": 'aws.rds.Instance "db"',
        "observed": "multi_az is False",
        "required": "tier 1 needs a standby in another zone (A6)",
        "change": "multi_az=True (multiAz)",
        "tier": 1,
        "service": "clinic",
        "capabilities": ["Book an appointment"],
        "requirements": list(entry().rule.requirements),
        "clauses": [str(one) for one in entry().rule.clauses],
        "explain": "pods check --explain BC-HA-001",
        "mayWaive": "practice-lead",
        "fingerprint": "00ff00ff00ff00ff",
        "location": {"file": "infra/__main__.py", "line": 12, "certain": True},
        "waiver": None,
    }


def test_counts_and_waivers_are_whole() -> None:
    """A program need not count; every waiver is listed, used or not."""
    made = _document()
    assert made["counts"] == {
        "finding": 2,
        "undecided": 1,
        "failure": 1,
        "waived": 1,
        "known": 1,
    }
    assert made["countingBySeverity"]["critical"] == 3
    assert made["success"] is False
    (waiver,) = made["waivers"]
    assert waiver["used"] is True
    assert date.fromisoformat(waiver["expires"]) == date(2026, 12, 1)
    assert made["switchedOff"] == ["BC-POD-003"]


def test_each_rule_and_each_finding_is_counted_once() -> None:
    """A rule that concerns nothing, or whose findings are left aside, is not kept."""
    made = _document()
    assert made["outcome"] == "refused"
    assert made["standings"] == {"counts": 3, "known": 1, "advice": 1, "waived": 1}
    number = made["ruleCounts"]["run"]
    assert made["ruleCounts"] == {
        "run": number,
        "kept": 0,
        "notApplicable": number - 6,
        "switchedOff": 1,
    }
    clean = _document(entries=())
    assert clean["outcome"] == "passes"
    assert clean["headline"] == f"passes: 1 rule kept, {number - 1} not applicable, 1 switched off"
    assert clean["ruleCounts"]["kept"] == 1
    assert _document(entries=(), kept={})["outcome"] == "nothing judged"
