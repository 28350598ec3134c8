"""Cases of BC-GOV-002."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pods.testing import Declared, diagnose
from pods_policies.catalogue import RULES
from pods_policies.sdk.pack import policies
from pods_policies.sdk.service import PackService

RULE = "BC-GOV-002"
TODAY = datetime.now(UTC).date()
ROOT = Declared("pulumi:pulumi:Stack", "test-test")
DATABASE = Declared("aws:rds/instance:Instance", "clinic-db", {"multiAz": False})
SECOND = Declared("aws:rds/instance:Instance", "clinic-store", {"multiAz": False})
SAFE = Declared("aws:rds/instance:Instance", "safe", {"multiAz": True})
TABLE = Declared("aws:dynamodb/table:Table", "clinic-table")
WEAK = Declared("aws:rds/instance:Instance", "weak", {"tags": {"pods:tier": "4"}})


def waiver(**changes: Any) -> dict[str, Any]:
    """Return a waiver that is in order, with changes; a value of None leaves a key out."""
    said = {
        "rule": "BC-HA-001",
        "resource": "clinic-db",
        "owner": "database team",
        "approver": "head of risk",
        "reason": "engine upgrade",
        "control": "hourly copies",
        "approved": str(TODAY - timedelta(days=30)),
        "expires": str(TODAY + timedelta(days=30)),
        **changes,
    }
    return {key: value for key, value in said.items() if value is not None}


def day(days: int) -> str:
    """Return a day as files write it, counted from today."""
    return str(TODAY + timedelta(days=days))


def says(what: str, resource: str = "clinic-db", rule: str = "BC-HA-001", line: int = 1) -> str:
    """Return the start of a message about a waiver."""
    return f'test-test: the waiver of {rule} for "{resource}" (pods-waivers.json:{line}) {what}'


UNREADABLE = "test-test: waivers cannot be read: pods-waivers.json:1:"
URN = DATABASE.urn
ELSEWHERE = "urn:pulumi:prod::test::aws:rds/instance:Instance::clinic-db"

CASES: list[tuple[str, list[Any], list[Declared], list[str]]] = [
    ("pass: by name", [waiver()], [DATABASE], []),
    ("pass: by URN", [waiver(resource=URN)], [DATABASE], []),
    ("pass: a pattern for one", [waiver(resource="clinic-d?")], [DATABASE, TABLE], []),
    (
        "pass: a pattern for two of one type, of which others are as weighty",
        [waiver(resource="clinic-*")],
        [DATABASE, SECOND, SAFE],
        [],
    ),
    (
        "fail: expired",
        [waiver(expires=day(-1))],
        [DATABASE],
        [says(f"expired on {day(-1)}")],
    ),
    (
        "fail: not yet approved",
        [waiver(approved=day(1))],
        [DATABASE],
        [says(f"is approved only from {day(1)}")],
    ),
    ("fail: unused", [waiver(resource="safe")], [SAFE], [says("covers no finding", "safe")]),
    (
        "fail: of a rule that does not concern the resource",
        [waiver(resource="clinic-table")],
        [DATABASE, TABLE],
        [says("covers no finding", "clinic-table")],
    ),
    (
        "fail: of a rule that met no resource of its types",
        [waiver(rule="BC-BKP-002")],
        [DATABASE],
        [says("covers no finding", rule="BC-BKP-002")],
    ),
    (
        "fail: of nothing",
        [waiver(resource="clinic-bd")],
        [DATABASE],
        [says("means no resource of this stack", "clinic-bd")],
    ),
    (
        "fail: of everything",
        [waiver(resource="**")],
        [DATABASE, SECOND],
        [says("covers whatever the stack holds", "**")],
    ),
    (
        "fail: of a whole type of tier 1",
        [waiver(resource="clinic-*")],
        [DATABASE, SECOND, WEAK],
        [says("covers every data resource of its type in tier 1", "clinic-*")],
    ),
    (
        "fail: of several types",
        [waiver(rule="BC-OBJ-001", resource="files*")],
        [
            Declared("aws:s3/bucket:Bucket", "files"),
            Declared("aws:s3/bucketVersioning:BucketVersioning", "files-versions"),
        ],
        [says("covers resources of 2 types", "files*", "BC-OBJ-001")],
    ),
    (
        "fail: itself",
        [waiver(rule=RULE, resource="test-test")],
        [DATABASE],
        [says("cannot count", "test-test", RULE)],
    ),
    (
        "unknown: a rule that nobody has",
        [waiver(rule="BC-HA-999")],
        [DATABASE],
        [says("names no rule of the pack", rule="BC-HA-999")],
    ),
    (
        "boundary: 90 days, the last one is today",
        [waiver(approved=day(-90), expires=day(0))],
        [DATABASE],
        [],
    ),
    (
        "boundary: 91 days",
        [waiver(approved=day(-1), expires=day(90))],
        [DATABASE],
        [says("holds for 91 days")],
    ),
    (
        "boundary: ten resources, and eleven",
        [waiver(resource="a-*"), waiver(resource="b-*")],
        [
            SAFE,
            *(Declared(DATABASE.type, f"a-{at}", {"multiAz": False}) for at in range(10)),
            *(Declared(DATABASE.type, f"b-{at}", {"multiAz": False}) for at in range(11)),
        ],
        [says("covers 11 resources, more than 10", "b-*")],
    ),
    (
        "absent: the approver and the control",
        [waiver(approver=None, control=None)],
        [SAFE],
        [
            f"{UNREADABLE} waivers[0].approver: the key is missing",
            f"{UNREADABLE} waivers[0].control: the key is missing",
        ],
    ),
    ("not applicable: none", [], [DATABASE], ["n/a: no waiver is given"]),
    (
        "not applicable: of another stack",
        [waiver(resource=ELSEWHERE)],
        [DATABASE],
        ["n/a: " + says("is for another stack", ELSEWHERE).removeprefix("test-test: ")],
    ),
    (
        "not applicable: of a rule that is not run",
        [waiver(rule="BC-BKP-001")],
        [DATABASE],
        [
            "n/a: "
            + says("is for a rule not run here", rule="BC-BKP-001").removeprefix("test-test: ")
        ],
    ),
]

RUN = ("BC-HA-001", "BC-BKP-002", "BC-OBJ-001", RULE)


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of waivers that the environment names."""
    file = tmp_path / "pods-waivers.json"
    monkeypatch.setenv("PODS_WAIVERS", str(file))
    return file


def said_of(file: Path, waivers: list[Any], stack: list[Declared]) -> tuple[list[str], list[str]]:
    """Return what is said of the waivers, and of the other rules, by both services alike."""
    file.write_text(json.dumps({"waivers": waivers}))
    rules = [rule for rule in reversed(RULES) if rule.id in RUN]
    found = diagnose(policies(rules), ROOT, *stack)
    by_pack = diagnose(policies(rules), ROOT, *stack, service=PackService)
    of_ledger, of_others = (
        [one.message.split("; ")[0] for one in found.violations if (one.policy == RULE) is about]
        for about in (True, False)
    )
    again = [one.message.split("; ")[0] for one in by_pack.violations if one.policy == RULE]
    assert sorted(again) == sorted(of_ledger)
    reasons = [f"n/a: {why}" for rule, why in found.not_applicable if rule == RULE]
    return of_ledger + reasons, of_others


@pytest.mark.requirement("B12")
@pytest.mark.parametrize(("case", "waivers", "stack", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_waiver_is_owned_short_narrow_and_used(
    outside: Path, case: str, waivers: list[Any], stack: list[Declared], expected: list[str]
) -> None:
    """What is wrong with a waiver refuses the stack; the rule runs after those that use them."""
    assert case
    assert said_of(outside, waivers, stack)[0] == expected


@pytest.mark.requirement("B12")
def test_a_waived_finding_is_advice_that_names_who_and_why(outside: Path) -> None:
    """It is never silent."""
    _, [message] = said_of(outside, [waiver()], [DATABASE])
    assert (
        f"waived until {day(30)}, approved by head of risk (engine upgrade, instead: hourly "
        "copies, pods-waivers.json:1): clinic-db: multi_az is False"
    ) in message


@pytest.mark.requirement("B12")
@pytest.mark.parametrize(("beside", "levels"), [(True, ["advisory"]), (False, ["mandatory"] * 2)])
def test_waivers_beside_the_code_count_unless_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, beside: bool, levels: list[str]
) -> None:
    """Who may write the program could otherwise excuse it."""
    (tmp_path / "Pulumi.yaml").write_text("name: test\n")
    (tmp_path / "pods-waivers.json").write_text(json.dumps({"waivers": [waiver()]}))
    monkeypatch.setenv("PWD", str(tmp_path))
    monkeypatch.delenv("PODS_WAIVERS", raising=False)
    rules = [rule for rule in RULES if rule.id in RUN]
    config = {"waiversBesideCode": beside}
    found = diagnose(policies(rules), ROOT, DATABASE, config=config, service=PackService).violations
    assert [one.level for one in found] == levels
    told = ["is kept beside the code and does not count" in one.message for one in found]
    assert told == ([False] if beside else [False, True])


@pytest.mark.requirement("B12")
@pytest.mark.parametrize("service", [None, PackService])
@pytest.mark.parametrize("fault", [{"expires": day(61)}, {"resource": "*"}])
def test_a_waiver_over_its_limits_waives_nothing(
    outside: Path, fault: dict[str, Any], service: Any
) -> None:
    """In the engine too: the finding counts, and so does what is wrong with the waiver."""
    outside.write_text(json.dumps({"waivers": [waiver(**fault)]}))
    rules = [rule for rule in RULES if rule.id in {"BC-HA-001", RULE}]
    more = {} if service is None else {"service": service}
    found = diagnose(policies(rules), ROOT, DATABASE, **more).violations
    assert {(one.policy, one.level) for one in found} == {
        ("BC-HA-001", "mandatory"),
        (RULE, "mandatory"),
    }


def test_an_unreadable_file_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is named and not there would leave everybody to believe in it."""
    monkeypatch.setenv("PODS_WAIVERS", str(tmp_path / "gone.yaml"))
    rules = [rule for rule in RULES if rule.id in RUN]
    [message] = [one.message for one in diagnose(policies(rules), ROOT, SAFE).violations]
    assert message.startswith("test-test: waivers cannot be read: gone.yaml:1: ")
