"""`pods plan check`: the whole report, errors apart from warnings, and the exit code."""

from typing import Any

import pytest

from tests.cli.plan.conftest import Run, Write

ON = ("--today", "2026-06-01")


def test_a_whole_plan_is_usable(run: Run, write: Write) -> None:
    """What was checked is said, so that an empty plan is not taken for a right one."""
    done = run("check", write(), *ON)
    assert (done.code, done.err) == (0, "")
    assert done.lines[-2:] == [
        "checked: 2 capabilities, 1 service, 1 dependency, 1 degradation mode, 1 risk, 9 exercises",
        "0 errors, 0 warnings in 1 file, on 2026-06-01",
    ]


def test_every_problem_is_shown_with_its_place(run: Run, write: Write) -> None:
    """Errors of form and of meaning stand in one report; what was not judged is named."""
    file = write(
        **{
            "capabilities.book.owner": "clinic-platfrom",
            "capabilities.report.services": [],
            "governance.owner": "nobody",
        }
    )
    done = run("check", file, *ON)
    assert (done.code, done.err) == (2, "")
    places = [line.partition(": error: ")[2].partition(":")[0] for line in done.lines[:3]]
    assert places == ["governance.owner", "capabilities.book.owner", "capabilities.report.services"]
    assert all(line.startswith("plan.yaml:") for line in done.lines[:3])
    assert done.lines[3:] == [
        (
            "not checked until the errors are mended: every warning, what needs `capabilities`, "
            "capabilities.report"
        ),
        "not planned until the errors are mended: whether the topology keeps the objectives",
        "3 errors, 0 warnings in 1 file, on 2026-06-01",
    ]


SAME: dict[str, Any] = {
    "capabilities.report.objectives": {"az": {"rto": "1 day", "reason": "A contract"}}
}
"""An override that changes nothing, which is a warning."""


def test_warnings_refuse_only_when_asked_to(run: Run, write: Write) -> None:
    """A warning is shown and counted; --strict makes it count as an error."""
    file = write(**SAME)
    done, strict = run("check", file, *ON), run("check", file, *ON, "--strict")
    assert (done.code, strict.code) == (0, 2)
    assert done.out == strict.out
    assert any(": warning: capabilities.report.objectives.az.rto: " in each for each in done.lines)
    assert done.lines[-1] == "0 errors, 1 warning in 1 file, on 2026-06-01"


def test_a_plan_without_placement_is_told_once(run: Run, write: Write) -> None:
    """The planner refuses it, so the warning of the checks is not told beside."""
    done = run("check", write(placement=None), *ON)
    assert done.code == 2
    (line,) = [each for each in done.lines if "placement" in each]
    assert ": error: services.booking.load: there is no placement; " in line
    assert done.lines[-1] == "1 error, 0 warnings in 1 file, on 2026-06-01"


def test_errors_come_before_warnings(run: Run, write: Write) -> None:
    """Whatever their lines, what refuses the plan is read first, and a blank line parts them."""
    file = write(**SAME, **{"exercises.zone-drill.owner": "nobody"})
    lines = run("check", file, *ON).lines
    blank = lines.index("")
    assert ": error: exercises.zone-drill.owner: " in lines[0]
    assert all(": error: " in line for line in lines[:blank])
    assert ": warning: capabilities.report.objectives.az.rto" in lines[blank + 1]


def test_json_is_the_report(run: Run, write: Write) -> None:
    """One document, with the place, the code and the words of every finding."""
    done = run("check", write(**{"governance.owner": "nobody"}), *ON, "--json")
    assert (done.code, done.err) == (2, "")
    document = done.document
    assert {key: document[key] for key in ("usable", "planned", "errors", "warnings")} == {
        "usable": False,
        "planned": False,
        "errors": 1,
        "warnings": 0,
    }
    assert document["today"] == "2026-06-01"
    assert document["sources"] == ["plan.yaml"]
    finding = document["findings"][0]
    assert (finding["file"], finding["severity"], finding["path"]) == (
        "plan.yaml",
        "error",
        "governance.owner",
    )


@pytest.mark.parametrize("content", ["", "\x00", "a: [", "- 1", "{}", "a: &a [*a]", "\xff"])
def test_no_file_gives_a_traceback(run: Run, tmp_path: Any, content: str) -> None:
    """Whatever the file holds, the answer is a report."""
    (tmp_path / "plan.yaml").write_bytes(content.encode("latin-1"))
    done = run("check", "plan.yaml", *ON)
    assert (done.code, done.err) == (2, "")
    assert done.lines[0].startswith("plan.yaml:")
    assert ": error: " in done.lines[0]
    assert done.lines[-1].endswith("0 warnings in 1 file, on 2026-06-01")


def test_a_missing_file_and_a_wrong_day_are_bad_input(run: Run, write: Write) -> None:
    """A name that leads nowhere is a finding; a day that is none, a wrong use."""
    missing = run("check", "gone.yaml", *ON)
    assert (missing.code, missing.err) == (2, "")
    assert missing.lines[0].startswith("gone.yaml:1:1: error: ")
    wrong = run("check", write(), "--today", "soon")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith("error: --today: 'soon'; a day such as 2026-06-01 is required.")
