"""`pods check --export-exceptions`: waivers as Pulumi's own exceptions."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.check.conftest import Check
from tests.policies.documents.written import DATABASE, PREFIX, made, state

TODAY = datetime.now(UTC).date()
WAIVER = {
    "rule": "BC-HA-001",
    "resource": "db",
    "owner": "clinic-team",
    "approver": "practice-lead",
    "reason": "moves next month",
    "control": "a copy in the vault",
    "approved": str(TODAY - timedelta(days=30)),
    "expires": str(TODAY + timedelta(days=30)),
}
ASKED = ("--state", "weak.json", "--policy-pack-config", "one.json", "--waivers", "waivers.json")
EXPORT = ("--export-exceptions", "exceptions.json")
URN = f"{PREFIX}{DATABASE}::db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a state that breaks a rule, and a configuration of that rule."""
    (tmp_path / "weak.json").write_text(
        state(made(DATABASE, "db", {"multiAz": False}), made(DATABASE, "good", {"multiAz": True}))
    )
    (tmp_path / "one.json").write_text('{"all": "disabled", "BC-HA-001": "mandatory"}')
    return tmp_path


def waive(folder: Path, *entries: dict[str, Any]) -> None:
    """Write the file of waivers."""
    (folder / "waivers.json").write_text(json.dumps({"waivers": list(entries)}))


def exported(folder: Path) -> Any:
    """Return what was written."""
    return json.loads((folder / "exceptions.json").read_text())


@pytest.mark.requirement("B12")
def test_what_is_in_force_is_exported_and_the_rest_is_counted(check: Check, folder: Path) -> None:
    """What has ended, is for a rule that is not run, or means nothing here would come alive."""
    others = [
        {**WAIVER, "expires": str(TODAY - timedelta(days=1))},
        {**WAIVER, "approved": str(TODAY + timedelta(days=1))},
        {**WAIVER, "rule": "BC-BKP-001"},
        {**WAIVER, "resource": "bd"},
        {**WAIVER, "expires": str(TODAY + timedelta(days=61))},
    ]
    waive(folder, WAIVER, *others)
    outcome = check(*ASKED, *EXPORT)
    assert outcome.code == 0, outcome
    [one] = exported(folder)
    assert one["match"] == [{"policies": ["BC-HA-001"], "targets": [URN]}]
    assert one["reason"].startswith("moves next month. Instead: a copy in the vault.")
    assert one["expiresInSeconds"] > 3600
    assert outcome.err == (
        "wrote exceptions.json: 1 exception (of 6 waivers, 5 not in force, not counted or for no "
        "resource of the stack)\n"
    )


def test_waivers_beside_the_code_are_left_out_where_they_do_not_count(
    check: Check, folder: Path
) -> None:
    """Else the export would be the way around the configuration."""
    (folder / "Pulumi.yaml").write_text("name: clinic\nruntime: python\n")
    (folder / "pods-waivers.json").write_text(json.dumps({"waivers": [WAIVER]}))
    asked = (*ASKED[:4], *EXPORT)
    assert check(*asked).code == 0
    assert len(exported(folder)) == 1
    refusing = '{"all": "disabled", "pods": {"waiversBesideCode": false}, "BC-HA-001": "mandatory"}'
    (folder / "one.json").write_text(refusing)
    outcome = check(*asked)
    assert outcome.code == 1
    assert exported(folder) == []
    assert "0 exceptions (of 1 waiver, 1 not in force" in outcome.err


def test_no_waivers_are_no_exceptions(check: Check, folder: Path) -> None:
    """It is said, and how the command ends is decided by what was found."""
    waive(folder)
    outcome = check(*ASKED, *EXPORT)
    assert outcome.code == 1
    assert exported(folder) == []
    assert outcome.err == "wrote exceptions.json: 0 exceptions (no waiver is given)\n"


def test_a_waiver_that_cannot_be_read_is_refused_and_nothing_is_written(
    check: Check, folder: Path
) -> None:
    """The file would seem to hold all of them."""
    waive(folder, WAIVER, {**WAIVER, "expires": "soon"})
    outcome = check(*ASKED, *EXPORT)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "'soon'; a date such as 2026-03-31 is required. Mend the waivers first" in outcome.err
    assert not (folder / "exceptions.json").exists()


def test_a_folder_is_no_file_to_write(check: Check, folder: Path) -> None:
    """As for every other file that is written."""
    waive(folder, WAIVER)
    outcome = check(*ASKED, "--export-exceptions", ".")
    assert outcome.code == 2
    assert "a folder" in outcome.err
