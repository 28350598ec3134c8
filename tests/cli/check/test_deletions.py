"""`pods check --preview` and what the update deletes."""

import json
from pathlib import Path

import pytest

from tests.cli.check.conftest import Check
from tests.policies.documents.written import BUCKET, DATABASE, PREFIX, made, preview, step

CLOSED = {"enforcementLevel": "mandatory", "blackouts": ["2020-01-01/2999-12-31"]}
WEAK = {"multiAz": False, "tags": {"pods:tier": "1"}}


@pytest.mark.requirement("B11")
def test_data_deleted_in_a_blackout_are_refused_and_judged_by_nothing_else(
    check: Check, tmp_path: Path
) -> None:
    """A database that goes need not have a standby any more."""
    gone = made(DATABASE, "db", WEAK)
    steps = (
        step("same", made(BUCKET, "b", {})),
        {"op": "delete", "urn": gone["urn"], "oldState": gone},
    )
    (tmp_path / "preview.json").write_text(preview(*steps))
    configuration = {"all": "disabled", "BC-HA-001": "mandatory", "BC-GOV-004": CLOSED}
    (tmp_path / "closed.json").write_text(json.dumps(configuration))
    asked = ("--preview", "preview.json", "--policy-pack-config", "closed.json")
    outcome = check(*asked, "--format", "json")
    assert outcome.code == 1
    [found] = outcome.document["findings"]
    assert (found["rule"], found["urn"]) == ("BC-GOV-004", f"{PREFIX}{DATABASE}::db")
    assert found["observed"].startswith("it would be deleted in the blackout ")
    for kind in ("text", "sarif", "junit", "markdown"):
        assert "BC-GOV-004" in check(*asked, "--format", kind).out
