"""A stack that no rule concerns is not one that keeps them."""

import json
import xml.etree.ElementTree as ET  # the text under test is our own
from pathlib import Path

import pytest

from tests.cli.check.conftest import Check
from tests.policies.documents.written import BUCKET, made, state

SAID = "nothing judged: no rule concerns what the stack holds"
NATIVE = "aws-native:rds:DBInstance"
STACKS = {
    "only the stack": [made("pulumi:pulumi:Stack", "clinic-prod", {})],
    "another cloud": [made("azure-native:storage:StorageAccount", "files", {})],
    "another AWS provider": [made(NATIVE, "db", {}), made("awscc:s3/bucket:Bucket", "b", {})],
}
ASKED = ("--state", "state.json")


@pytest.mark.parametrize("case", STACKS)
def test_a_stack_that_no_rule_concerns_ends_with_two(
    check: Check, tmp_path: Path, case: str
) -> None:
    """Unless that is asked for; then it is said aloud."""
    (tmp_path / "state.json").write_text(state(*STACKS[case]))
    outcome = check(*ASKED)
    assert outcome.code == 2, outcome
    assert outcome.out.splitlines()[-1] == SAID
    allowed = check(*ASKED, "--allow-nothing-judged")
    assert allowed.code == 0
    assert allowed.out.splitlines()[-1] == f"{SAID} (allowed by --allow-nothing-judged)"
    document = check(*ASKED, "--format", "json").document
    assert document["success"] is False


def test_types_of_other_providers_are_named(check: Check, tmp_path: Path) -> None:
    """Also beside resources that are judged."""
    (tmp_path / "state.json").write_text(state(made(BUCKET, "b", {}), *STACKS[(*STACKS,)[2]]))
    outcome = check(*ASKED)
    assert outcome.code == 1
    assert (
        "note: state.json: resources of other AWS providers are not judged: 2 "
        f"({NATIVE}, awscc:s3/bucket:Bucket)"
    ) in outcome.out


def test_every_format_tells_it(check: Check, tmp_path: Path) -> None:
    """A test page or a dashboard must not show a clean stack."""
    (tmp_path / "state.json").write_text(state(*STACKS["only the stack"]))
    (invocation,) = json.loads(check(*ASKED, "--format", "sarif").out)["runs"][0]["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert SAID in str(invocation["toolExecutionNotifications"])
    root = ET.fromstring(check(*ASKED, "--format", "junit").out)  # noqa: S314
    assert root.get("errors") == "1"
    assert f"❌ Continuity: {SAID}" in check(*ASKED, "--format", "markdown").out
