"""The page about waivers shows what works."""

import json
import re
from pathlib import Path
from typing import Any

from pods_policies.catalogue import RULES
from pods_policies.governance.waiver_terms import WaiverSettings
from pods_policies.rule import ResourceRule
from pods_policies.settings import Settings
from pods_policies.waivers.entry import Entry
from pods_policies.waivers.files import read_waivers

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "waive-a-finding.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the page's examples in a language."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_waiver_can_be_read() -> None:
    """And its keys are those of the table."""
    ledger = read_waivers([PAGE.with_suffix("") / "pods-waivers.yaml"])
    assert (len(ledger.waivers), ledger.problems) == (1, ())
    table = re.findall(r"^\| (`.+?) \|", TEXT, re.MULTILINE)
    assert {key for row in table for key in re.findall(r"`(\w+)`", row)} == set(Entry.model_fields)


def test_the_configurations_name_what_exists() -> None:
    """Settings, rules, and rules that can mend."""
    of_waivers, of_mending = (json.loads(block) for block in blocks("json"))
    assert set(of_waivers["pods"]) == {Settings.model_fields["waivers_beside_code"].alias}
    by_id: dict[str, Any] = {rule.id: rule for rule in RULES}
    mending = [by_id[name] for name, level in of_mending.items() if level == "remediate"]
    assert mending
    assert all(isinstance(rule, ResourceRule) and rule.mend is not None for rule in mending)
    assert {"maxDays", "mostResources"} <= {
        field.alias for field in WaiverSettings.model_fields.values()
    }
