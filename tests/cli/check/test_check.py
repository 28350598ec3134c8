"""`pods check`: what is judged, what is said, and how it ends."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pods_policies.catalogue import RULES
from pods_policies.formats.json_document import schema_text
from tests.cli.check.conftest import Check
from tests.policies.documents.written import BUCKET, DATABASE, PREFIX, entry, made, preview, state
from tests.policies.documents.written import step as a_step

ONE_RULE = '{"all": "disabled", "BC-HA-001": "mandatory"}'
WEAK = {"multiAz": False, "tags": {"pods:service": "clinic", "pods:owner": "clinic-team"}}
GOOD = {**WEAK, "multiAz": True}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a state, a preview and a configuration."""
    (tmp_path / "weak.json").write_text(state(made(DATABASE, "db", WEAK)))
    (tmp_path / "good.json").write_text(state(made(DATABASE, "db", GOOD)))
    (tmp_path / "preview.json").write_text(preview(a_step("create", entry(DATABASE, "db", WEAK))))
    (tmp_path / "one.json").write_text(ONE_RULE)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_finding_is_told_whole_and_ends_with_one(check: Check) -> None:
    """Id, severity, resource, what was found and required, for whom, what to change, who waives."""
    outcome = check("--state", "weak.json", "--policy-pack-config", "one.json")
    assert outcome.code == 1
    block = outcome.out.split("\n\n", maxsplit=1)[0].splitlines()
    assert block[0] == 'critical BC-HA-001  aws.rds.Instance "db"'
    parts = {line[2:12].strip(): line[12:] for line in block[1:]}
    assert parts["found"].startswith("multiAz is False") or "multi" in parts["found"]
    assert parts["for"] == "tier 1, service clinic"
    assert "multi_az=True (multiAz)" in parts["change"]
    assert parts["resource"] == f"{PREFIX}{DATABASE}::db"
    assert parts["explained"] == "`pods check --explain BC-HA-001`"
    assert parts["may waive"] == "clinic-team"
    assert outcome.out.splitlines()[-1] == "refused: 1 finding (1 critical)"
    assert f"note: {len(RULES) - 1} rules switched off: " in outcome.out


@pytest.mark.usefixtures("folder")
def test_a_stack_that_keeps_its_rules_ends_with_zero(check: Check) -> None:
    """It says how much was judged."""
    outcome = check("--state", "good.json", "--policy-pack-config", "one.json")
    assert outcome.code == 0, outcome.out
    assert "judged: 1 resource of prod::clinic, the state in good.json" in outcome.out
    assert outcome.out.splitlines()[-1] == f"passes: 1 rule kept, {len(RULES) - 1} switched off"


@pytest.mark.usefixtures("folder")
def test_a_preview_and_a_state_are_refused_alike(check: Check) -> None:
    """One library: the same finding, by the same fingerprint."""
    of_state = check("--state", "weak.json", "--format", "json").document["findings"]
    of_preview = check("--preview", "preview.json", "--format", "json").document["findings"]
    (one,) = [each for each in of_state if each["rule"] == "BC-HA-001"]
    (other,) = [each for each in of_preview if each["rule"] == "BC-HA-001"]
    assert one == other


def test_standard_input_is_read_once(check: Check, folder: Path) -> None:
    """`pulumi stack export | pods check --state -`."""
    text = (folder / "good.json").read_text()
    outcome = check("--state", "-", "--policy-pack-config", "one.json", stdin=text)
    assert outcome.code == 0, outcome.err
    twice = check("--state", "-", "--policy-pack-config", "-", stdin=text)
    assert twice.code == 2
    assert "standard input is named 2 times; it can be read once" in twice.err


def test_several_stacks_are_judged_as_one(check: Check, folder: Path) -> None:
    """Each is named in the report; the same one twice is refused."""
    other = state(made(BUCKET, "b", {})).replace("prod::clinic", "prod::copies")
    (folder / "copies.json").write_text(other)
    both = check("--state", "good.json", "--state", "copies.json", "--format", "json")
    assert [one["stack"] for one in both.document["sources"]] == ["prod::clinic", "prod::copies"]
    twice = check("--state", "good.json", "--preview", "preview.json")
    assert twice.code == 2
    assert "each holds the stack prod::clinic" in twice.err


NOTHING = [
    ((), "neither a state nor a preview is named"),
    (("--state", "missing.json"), "--state missing.json: no such file or directory"),
    (("--state", "empty.json"), "--state empty.json: it is empty"),
    (("--state", "one.json"), "--state one.json: it is a configuration of a policy pack"),
    (("--preview", "good.json"), "--preview good.json: it is a state (give it with --state)"),
    (("--state", "good.json", "--policy-pack-config", "bad.json"), "bad.json: BC-HA-01: no rule"),
    (("--state", "good.json", "--policy-pack-config", "off.json"), "all of them are switched off"),
    (("--state", "good.json", "--waivers", "w.yaml"), "--waivers w.yaml: no such file"),
    (("--state", "good.json", "--baseline", "one.json"), "--baseline one.json: "),
    (("--state", "good.json", "--format", "json", "--format", "sarif"), "2 of them and 0 of"),
    (("--state", "good.json", "--fail-on", "nothing"), "--fail-on: 'nothing'; one of critical, "),
    (("--state", "good.json", "--format", "xml"), "--format: 'xml'; one of text, json, sarif, "),
    (("--state", ""), "--state: its name is empty; a file is required. Name one."),
    (("--state", "good.json", "--explain", "BC-HA-001"), "--explain --state: one of them prints"),
    (("--preview", "preview.json", "--report-schema"), "--report-schema --preview: one of them"),
    (("--explain", "BC-HA-0001"), "'BC-HA-0001' is no rule of the pack"),
]


@pytest.mark.parametrize(("arguments", "said"), NOTHING, ids=[said for _, said in NOTHING])
def test_what_cannot_be_judged_ends_with_two(
    check: Check, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Never with zero: nothing was judged."""
    (folder / "empty.json").write_text("")
    (folder / "bad.json").write_text('{"BC-HA-01": "mandatory"}')
    (folder / "off.json").write_text('{"all": "disabled"}')
    outcome = check(*arguments)
    assert outcome.code == 2, outcome
    assert said in outcome.err, outcome
    assert outcome.out == ""


@pytest.mark.usefixtures("folder")
def test_a_baseline_lets_known_findings_pass_and_no_new_one(check: Check, folder: Path) -> None:
    """Writing it changes nothing about how the run ends."""
    asked = ("--state", "weak.json", "--policy-pack-config", "one.json")
    assert check(*asked, "--write-baseline", "known.json").code == 1
    known = check(*asked, "--baseline", "known.json")
    assert known.code == 0, known.out
    assert "known: critical BC-HA-001" in known.out
    assert "known.json: 1 known finding left aside" in known.out
    (folder / "weak.json").write_text(
        state(made(DATABASE, "db", WEAK), made(DATABASE, "second", WEAK))
    )
    grown = check(*asked, "--baseline", "known.json", "--format", "json")
    assert grown.code == 1
    standing = {one["resource"]: one["standing"] for one in grown.document["findings"]}
    assert standing == {
        'aws.rds.Instance "db"': "known",
        'aws.rds.Instance "second"': "counts",
    }


@pytest.mark.usefixtures("folder")
def test_levels_and_thresholds_decide_how_it_ends(check: Check, folder: Path) -> None:
    """Advice does not count; neither does what is less severe than asked for."""
    (folder / "advice.json").write_text('{"all": "disabled", "BC-HA-001": "advisory"}')
    advice = check("--state", "weak.json", "--policy-pack-config", "advice.json")
    assert advice.code == 0
    assert "advice: critical BC-HA-001" in advice.out
    (folder / "high.json").write_text('{"all": "disabled", "BC-OBJ-001": "mandatory"}')
    (folder / "bucket.json").write_text(state(made(BUCKET, "b", {})))
    asked = ("--state", "bucket.json", "--policy-pack-config", "high.json")
    severity = check(*asked, "--format", "json").document["findings"][0]["severity"]
    assert check(*asked).code == 1
    if severity != "critical":
        assert check(*asked, "--fail-on", "critical").code == 0
    assert check(*asked, "--fail-on", severity).code == 1


@pytest.mark.usefixtures("folder")
def test_several_reports_are_written_in_one_run(check: Check, folder: Path) -> None:
    """One run of a pipeline feeds code scanning, the test page and the comment."""
    outcome = check(
        "--state",
        "weak.json",
        *("--format", "sarif", "-o", "a.sarif", "--format", "junit", "-o", "b.xml"),
        *("--format", "markdown", "-o", "c.md", "--format", "text", "-o", "d.txt"),
    )
    assert outcome.code == 1
    assert outcome.out == ""
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert (folder / "b.xml").read_text().startswith("<testsuites")
    assert (folder / "c.md").read_text().startswith("<!-- pods check -->")
    assert "BC-HA-001" in (folder / "d.txt").read_text()
    assert outcome.err.count("; wrote ") == 4


@pytest.mark.usefixtures("folder")
def test_a_waiver_from_outside_lets_a_finding_pass_and_is_listed(
    check: Check, folder: Path
) -> None:
    """With who approved it, until when, and what protects instead."""
    last = datetime.now(UTC).date() + timedelta(days=90)
    waiver = {
        "rule": "BC-HA-001",
        "resource": "db",
        "owner": "clinic-team",
        "approver": "practice-lead",
        "reason": "moves next month",
        "control": "a copy in the vault",
        "approved": str(datetime.now(UTC).date()),
        "expires": str(last),
    }
    (folder / "waivers.json").write_text(json.dumps({"waivers": [waiver]}))
    asked = ("--state", "weak.json", "--policy-pack-config", "one.json")
    outcome = check(*asked, "--waivers", "waivers.json")
    assert outcome.code == 0, outcome.out
    assert f"waived until {last} by practice-lead, owned by clinic-team" in outcome.out
    assert f"BC-HA-001 for db, until {last}" in outcome.out


def test_a_rule_is_explained(check: Check) -> None:
    """The page of the reference, without a file to judge."""
    outcome = check("--explain", "bc-ha-001")
    assert outcome.code == 0
    assert outcome.out.startswith("## BC-HA-001\n")
    assert "*To mend it.*" in outcome.out


def test_the_schema_of_the_report_is_printed(check: Check) -> None:
    """For programs that read it."""
    outcome = check("--report-schema")
    assert outcome.code == 0
    assert outcome.out == schema_text()


def test_the_line_that_the_file_knows_is_named(check: Check, folder: Path) -> None:
    """Also where the program itself is not at hand."""
    trace = [{"sourcePosition": "project:///__main__.py#7"}]
    (folder / "weak.json").write_text(state(made(DATABASE, "db", WEAK, stackTrace=trace)))
    asked = ("--state", "weak.json", "--policy-pack-config", "one.json")
    assert "  line      __main__.py:7" in check(*asked).out


def test_the_line_of_the_program_is_looked_for(check: Check, folder: Path) -> None:
    """Where it is at hand, the line of the setting is likelier than that of the resource."""
    infra = folder / "infra"
    infra.mkdir()
    (infra / "Pulumi.yaml").write_text("name: clinic\nruntime: python\n")
    (infra / "__main__.py").write_text('\n\naws.rds.Instance(\n    "db",\n    multi_az=False,\n)\n')
    asked = ("--state", "weak.json", "--policy-pack-config", "one.json")
    assert "  line      likely infra/__main__.py:5" in check(*asked).out


def _pod(role: str, zone: str, project: str) -> str:
    said = {"service": "clinic", "role": role, "tier": "1"}
    tags = [
        {"key": f"pods:{key}", "value": value, "propagateAtLaunch": True}
        for key, value in said.items()
    ]
    group = made(
        "aws:autoscaling/group:Group",
        role,
        {"minSize": 2, "maxSize": 4, "availabilityZones": [zone], "tags": tags},
    )
    return state(group).replace("prod::clinic", f"prod::{project}")


def test_a_pod_finds_its_peer_in_another_stack(check: Check, folder: Path) -> None:
    """Alone the primary has no secondary; joined with the stack of the other Region it has."""
    (folder / "home.json").write_text(_pod("primary", "us-east-1a", "clinic"))
    (folder / "west.json").write_text(_pod("secondary", "us-west-2a", "clinic-west"))
    (folder / "pods.json").write_text('{"all": "disabled", "BC-POD-001": "mandatory"}')
    alone = check("--state", "home.json", "--policy-pack-config", "pods.json")
    assert alone.code == 1
    assert "service clinic has no secondary POD" in alone.out
    joined = check(
        *("--state", "home.json", "--state", "west.json", "--policy-pack-config", "pods.json")
    )
    assert joined.code == 0, joined.out
    assert "judged: 1 resource of prod::clinic-west, the state in west.json" in joined.out
