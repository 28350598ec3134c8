"""Waivers as files write them."""

from datetime import date
from pathlib import Path

import pytest

from pods_policies.waivers.files import files_beside, files_outside, read_waivers
from pods_policies.waivers.ledger import Waiver

EXPECTED = Waiver(
    rule="BC-HA-001",
    resource="clinic-db",
    owner="database team",
    approver="head of risk",
    reason="engine upgrade until spring",
    control="hourly copies",
    approved=date(2026, 1, 1),
    expires=date(2026, 2, 1),
)

YAML = """\
waivers:
  - rule: BC-HA-001
    resource: clinic-db
    owner: database team
    approver: head of risk
    reason: engine upgrade
      until spring
    control: hourly copies
    approved: 2026-01-01
    expires: 2026-02-01
"""

TOML = """\
[[waivers]]
rule = "BC-HA-001"
resource = "clinic-db"
owner = "database team"
approver = "head of risk"
reason = "engine upgrade until spring"
control = "hourly copies"
approved = 2026-01-01
expires = 2026-02-01
"""

JSON = """\
{"waivers": [
  {"rule": "BC-HA-001", "resource": "clinic-db", "owner": "database team",
   "approver": "head of risk", "reason": "engine upgrade until spring", "control": "hourly copies",
   "approved": "2026-01-01", "expires": "2026-02-01"}]}
"""


@pytest.mark.parametrize(
    ("name", "text", "line"), [("w.yaml", YAML, 2), ("w.toml", TOML, 1), ("w.json", JSON, 2)]
)
def test_the_three_formats_say_the_same(tmp_path: Path, name: str, text: str, line: int) -> None:
    """Each waiver knows where it is written."""
    (tmp_path / name).write_text(text)
    ledger = read_waivers(outside=[tmp_path / name])
    fields = {slot: getattr(EXPECTED, slot) for slot in Waiver.__slots__} | {
        "place": f"{name}:{line}"
    }
    assert (list(ledger.waivers), ledger.problems) == ([Waiver(**fields)], ())


BROKEN = """\
  - rule: BC-HA-001
    resource: ""
    owner: 5
    aprover: head of risk
    reason: x
    control: y
    approved: 20261001
    expires: 2026-02-30
  - nonsense
  - {rule: r, resource: x, owner: o, approver: a, reason: r, control: c,
     approved: 2026-02-02, expires: 2026-02-01}
extra: 1
"""


def test_every_problem_is_told_with_its_line_and_the_rest_counts(tmp_path: Path) -> None:
    """One round of mending is enough; a number is no date, and never read as one."""
    (tmp_path / "w.yaml").write_text(YAML + BROKEN)
    ledger = read_waivers(beside=[tmp_path / "w.yaml"])
    assert [one.resource for one in ledger.waivers] == ["clinic-db"]
    assert [problem.split("; ")[0] for problem in ledger.problems] == [
        "w.yaml:22: extra: the key is not known",
        "w.yaml:12: waivers[1].resource: '' has 0",
        "w.yaml:13: waivers[1].owner: 5",
        "w.yaml:11: waivers[1].approver: the key is missing",
        "w.yaml:17: waivers[1].approved: 20261001",
        "w.yaml:18: waivers[1].expires: '2026-02-30'",
        "w.yaml:14: waivers[1].aprover: the key is not known",
        "w.yaml:19: waivers[2]: 'nonsense'",
        "w.yaml:20: waivers[3]: a mapping of 8 entries",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("- 1", "the file holds a list of 1 entry"),
        ("waivers: {a: 1}", "waivers: a mapping of 1 entry"),
        ("waivers: [", ""),
        ("x: 1", "waivers: the key is missing"),
        ("waivers: null", "waivers: "),
        ("waivers: []\nwaivers: []", ""),
        ("\0", ""),
        (
            'waivers: [{owner: "head\\u202E of risk"}]',
            "waivers[0].owner: 'head\\u202e of risk' holds",
        ),
        ("waivers: [{owner: head\u2069 of risk}]", "the character U+2069; text without control"),
    ],
)
def test_a_file_of_another_shape_is_a_problem(tmp_path: Path, text: str, said: str) -> None:
    """Nothing is taken for an empty list."""
    (tmp_path / "w.yaml").write_text(text)
    problems = read_waivers(beside=[tmp_path / "w.yaml"]).problems
    assert problems
    assert any(problem.split(": ", 1)[1].startswith(said) for problem in problems)


def test_files_are_found_from_the_program_up_to_its_project(tmp_path: Path) -> None:
    """Not above it: what stands there belongs to somebody else."""
    program = tmp_path / "home" / "stacks" / "shop"
    program.mkdir(parents=True)
    (tmp_path / "home" / "Pulumi.yaml").touch()
    found = [tmp_path / "home" / "pods-waivers.toml", program / "pods-waivers.yaml"]
    for file in [*found, tmp_path / "pods-waivers.yaml"]:
        file.touch()
    assert sorted(files_beside(program)) == found
    assert files_beside(None) == []


def test_the_environment_names_files_from_outside() -> None:
    """As PATH does; a name that leads nowhere is told when it is read."""
    assert files_outside({"PODS_WAIVERS": "/a.yaml:/b.toml:"}) == [Path("/a.yaml"), Path("/b.toml")]
    assert files_outside({}) == []
    assert read_waivers(outside=[Path("/nowhere/a.yaml")]).problems != ()


def test_an_empty_file_is_told_as_one_of_waivers(tmp_path: Path) -> None:
    """And not as what else such a file could hold."""
    (tmp_path / "w.yaml").write_text("")
    [problem] = read_waivers(beside=[tmp_path / "w.yaml"]).problems
    assert problem == (
        "w.yaml:1: the file is empty; a file of waivers is a mapping of keys to values"
    )
