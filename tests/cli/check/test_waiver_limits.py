"""A waiver that is over its limits waives nothing."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.check.conftest import Check
from tests.policies.documents.written import DATABASE, made, state

TODAY = datetime.now(UTC).date()
ASKED = ("--state", "weak.json", "--policy-pack-config", "one.json", "--waivers", "waivers.json")


def _day(days: int) -> str:
    return str(TODAY + timedelta(days=days))


def _waiver(**changes: Any) -> dict[str, Any]:
    return {
        "rule": "BC-HA-001",
        "resource": "db",
        "owner": "clinic-team",
        "approver": "practice-lead",
        "reason": "moves next month",
        "control": "a copy in the vault",
        "approved": _day(-10),
        "expires": _day(10),
        **changes,
    }


FAULTS = {
    "holds for 91 days": _waiver(expires=_day(81)),
    "is approved only from": _waiver(approved=_day(1)),
    "covers whatever the stack holds": _waiver(resource="*"),
    "covers every data resource of its type in tier 1": _waiver(resource="d*"),
}


@pytest.mark.requirement("B12")
@pytest.mark.parametrize("level", ["mandatory", "disabled"])
@pytest.mark.parametrize("fault", FAULTS)
def test_the_finding_counts_and_the_rule_about_waivers_says_why(
    check: Check, tmp_path: Path, fault: str, level: str
) -> None:
    """Also where that rule is switched off, and where a baseline was written."""
    weak = {"multiAz": False}
    (tmp_path / "weak.json").write_text(
        state(made(DATABASE, "db", weak), made(DATABASE, "dc", weak))
    )
    levels = {"all": "disabled", "BC-HA-001": "mandatory", "BC-GOV-002": level}
    (tmp_path / "one.json").write_text(json.dumps(levels))
    (tmp_path / "waivers.json").write_text(json.dumps({"waivers": [FAULTS[fault]]}))
    outcome = check(*ASKED, "--format", "json", "--write-baseline", "known.json")
    assert outcome.code == 1
    found = [one for one in outcome.document["findings"] if one["rule"] == "BC-HA-001"]
    assert [one["standing"] for one in found] == ["counts", "counts"]
    told = [one for one in outcome.document["findings"] if one["rule"] == "BC-GOV-002"]
    assert len(told) == (level == "mandatory")
    assert all(fault in one["observed"] for one in told)
    again = check(*ASKED, "--baseline", "known.json")
    assert again.code == (1 if told else 0)


def test_a_longer_time_can_be_configured(check: Check, tmp_path: Path) -> None:
    """As for every figure of a rule."""
    (tmp_path / "weak.json").write_text(state(made(DATABASE, "db", {"multiAz": False})))
    levels = {"all": "disabled", "BC-HA-001": "mandatory", "BC-GOV-002": {"maxDays": 91}}
    (tmp_path / "one.json").write_text(json.dumps(levels))
    (tmp_path / "waivers.json").write_text(json.dumps({"waivers": [_waiver(expires=_day(81))]}))
    assert check(*ASKED).code == 0


@pytest.mark.parametrize("is_at_hand", [False, True])
def test_waivers_that_were_not_looked_for_are_said(
    check: Check, tmp_path: Path, *, is_at_hand: bool
) -> None:
    """A team that keeps them beside its program must not wonder."""
    said = "waivers: none read beside the program: its folder was not found from here"
    (tmp_path / "weak.json").write_text(state(made(DATABASE, "db", {"multiAz": False})))
    if is_at_hand:
        (tmp_path / "Pulumi.yaml").write_text("name: clinic\nruntime: python\n")
    told = f"note: weak.json: {said}" in check("--state", "weak.json").out
    assert told is not is_at_hand


@pytest.mark.parametrize(("text", "line"), [("waivers:\n  - rule: x\n", 2), (None, 1)])
def test_what_is_wrong_with_a_waiver_has_its_place_there(
    check: Check, tmp_path: Path, text: str | None, line: int
) -> None:
    """Code scanning shows it at the entry to mend."""
    (tmp_path / "weak.json").write_text(state(made(DATABASE, "db", {"multiAz": False})))
    (tmp_path / "risks").mkdir()
    said = text or json.dumps({"waivers": [_waiver(resource="*")]})
    (tmp_path / "risks" / "waivers.yaml").write_text(said)
    asked = ("--state", "weak.json", "--waivers", "risks/waivers.yaml", "--format", "sarif")
    results = json.loads(check(*asked).out)["runs"][0]["results"]
    places = [
        one["locations"][0]["physicalLocation"] for one in results if one["ruleId"] == "BC-GOV-002"
    ]
    assert places
    for place in places:
        assert place["artifactLocation"]["uri"] == "risks/waivers.yaml"
        assert place["region"] == {"startLine": line}
