"""The page on programs of others, and what writes it."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from scripts.judging_others.page import page_of, without_judgement
from scripts.judging_others.running import Found, Result, run_program

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
PROGRAMS: Final = tomllib.loads((DOCS / "public-programs.toml").read_text("utf-8"))["program"]
PAGE: Final = (DOCS / "public-programs.md").read_text("utf-8")
OBSERVED: Final = "files: it has no versioning"
CAREFUL: Final = """
import pulumi
import pulumi_aws as aws

print("programs print")
vpc = pulumi.StackReference("network").require_output("vpc")
zone = aws.get_availability_zones().names[0]
aws.ec2.Subnet(pulumi.Config().require("name"), vpc_id=vpc, availability_zone=zone)
aws.s3.Bucket("files")
"""


def rows(section: str) -> list[tuple[str, ...]]:
    """Return the rows of a section's table: rule, resources, observed, judgement."""
    table = re.findall(r"^\| (BC-\S+) \| (\d+) \| (.*) \| (.*) \|$", section, re.MULTILINE)
    return [tuple(row) for row in table]


def program(**more: Any) -> dict[str, Any]:
    """Return an entry of the list."""
    return {"repository": "me/mine", "commit": "0123456789ab", "path": "site", **more}


def test_every_program_has_a_section_and_every_judgement_its_row() -> None:
    """The page is made of the list."""
    sections = PAGE.split("\n## ")[1:]
    titles = [one.partition("\n")[0] for one in sections]
    assert titles == [f"{one['repository']}, {one['path']}" for one in PROGRAMS]
    for listed, section in zip(PROGRAMS, sections, strict=True):
        assert f"Commit `{listed['commit']}`" in section
        judged: Mapping[str, str] = listed.get("judged", {})
        assert {row[0]: row[3] for row in rows(section)} == judged


def test_every_judgement_begins_with_its_kind() -> None:
    """Right, strict or wrong, and why; wrong is mended before it is written down."""
    said = [text for one in PROGRAMS for text in one.get("judged", {}).values()]
    assert [text for text in said if not re.match(r"(right|strict): \S", text)] == []


def test_the_counts_of_the_page_fit() -> None:
    """Programs, resources and findings are those of the sections."""
    counts: Counter[str] = Counter()
    for _, count, _, judged in rows(PAGE):
        counts[judged.partition(":")[0]] += int(count)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    resources = sum(int(one) for one in re.findall(r"^Commit `\w+`, (\d+) ", PAGE, re.MULTILINE))
    start = f"{len(PROGRAMS)} programs, {resources} resources, {counts.total()} findings ({kinds}),"
    assert start in PAGE
    assert "0 programs could not be run" in PAGE


def test_a_program_is_judged_by_its_folder(tmp_path: Path) -> None:
    """Its look-ups, its configuration and the outputs of other stacks are answered."""
    folder = tmp_path / "me+mine" / "site"
    folder.mkdir(parents=True)
    (folder / "__main__.py").write_text(CAREFUL, encoding="utf-8")
    answers = {"pulumi:pulumi:StackReference": {"vpc": "vpc-1"}}
    result = run_program(program(config={"name": "a"}, answers=answers), tmp_path)
    assert (result.error, result.resources) == ("", 2)
    [found] = [one for one in result.found if one.rule == "BC-OBJ-001"]
    assert found.resource == "aws:s3/bucket:Bucket files"
    assert found.message.startswith(f"{OBSERVED}; ")


def test_a_program_that_fails_is_told_about(tmp_path: Path) -> None:
    """Its last line says why, and the page says so."""
    folder = tmp_path / "me+mine" / "site"
    folder.mkdir(parents=True)
    (folder / "__main__.py").write_text('raise ValueError("no domain")', encoding="utf-8")
    result = run_program(program(), tmp_path)
    assert (result.error, result.found) == ("ValueError: no domain", ())
    assert without_judgement([result]) == ["site: could not be run: ValueError: no domain"]
    assert "Could not be run: `ValueError: no domain`" in page_of([result])


def test_findings_and_judgements_are_held_against_each_other() -> None:
    """Neither stands without the other."""
    found = (Found("BC-OBJ-001", "aws:s3/bucket:Bucket files", f"{OBSERVED}; more (A11). Change"),)
    bare = Result(program(), 1, found)
    assert without_judgement([bare]) == ["site: BC-OBJ-001: not judged"]
    stale = Result(program(), 1, found, judgements={"BC-OBJ-001": "right: so", "BC-X": "right: so"})
    assert without_judgement([stale]) == ["site: BC-X: judged, but not found"]
    assert rows(page_of([stale])) == [("BC-OBJ-001", "1", OBSERVED, "right: so")]
    assert "1 findings (1 right), 0 of them undecided" in page_of([stale])
    assert "Nothing is found." in page_of([Result(program(), 1)])
