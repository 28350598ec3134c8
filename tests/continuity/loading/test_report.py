"""A report as people and programs read it."""

from pods.continuity.findings import Finding, Severity
from pods.continuity.loading import Located, Report
from pods.continuity.loading.limits import MOST_FINDINGS

RTO = Finding(
    "rto-above-mtpd",
    ("capabilities", "book", "objectives", "az", "rto"),
    "2 days",
    "the MTPD is 1 day",
    "Lower the RTO.",
)
OLD = Finding("old", (), "a year", "half a year is usual", "Look again.", Severity.WARNING)
LINE = (
    "plan.yaml:12:7: error: capabilities.book.objectives.az.rto: 2 days; the MTPD is 1 day. "
    "Lower the RTO. [rto-above-mtpd]"
)


def test_findings_go_by_file_line_and_column() -> None:
    """What is said twice at one place is said once, and the count comes last."""
    report = Report.of(
        [
            Located(RTO, "plan.yaml", 12, 7),
            Located(OLD, "org.yaml", 90, 1),
            Located(RTO, "plan.yaml", 12, 7),
            Located(OLD, "plan.yaml", 2, 9),
        ],
        ["risks", "risks"],
    )
    assert str(report).splitlines() == [
        "org.yaml:90:1: warning: plan: a year; half a year is usual. Look again. [old]",
        "plan.yaml:2:9: warning: plan: a year; half a year is usual. Look again. [old]",
        LINE,
        "not checked until the errors are mended: risks",
        "1 error, 2 warnings",
    ]
    assert [item.line for item in report.warnings] == [90, 2]
    assert [item.line for item in report.errors] == [12]


def test_a_program_gets_every_part_by_itself() -> None:
    """The values are plain."""
    assert Report.of([Located(RTO, "plan.yaml", 12, 7)], ["risks"]).as_json() == {
        "errors": 1,
        "warnings": 0,
        "findings": [
            {
                "file": "plan.yaml",
                "line": 12,
                "column": 7,
                "severity": "error",
                "code": "rto-above-mtpd",
                "path": "capabilities.book.objectives.az.rto",
                "observed": "2 days",
                "required": "the MTPD is 1 day",
                "remedy": "Lower the RTO.",
            }
        ],
        "unchecked": ["risks"],
    }


def test_a_terminal_obeys_nothing_of_a_plan() -> None:
    """Escapes and turned text are shown, not sent."""
    finding = Finding("x", ("a\x1b[2J",), "\u202eb", "c\n", "d")
    text = str(Located(finding, "p\n.yaml", 1, 1))
    assert text == "p\\n.yaml:1:1: error: a\\x1b[2J: \\u202eb; c\\n. d [x]"


def test_too_many_findings_are_counted() -> None:
    """The rest is not silently dropped, and an error among it still counts."""
    warnings = [Located(OLD, "a.yaml", number + 1, 1) for number in range(MOST_FINDINGS)]
    report = Report.of([*warnings, Located(RTO, "b.yaml", 1, 1)])
    assert len(report.findings) == MOST_FINDINGS + 1
    assert report.findings[-1].finding.observed == "1 more findings are not shown"
    assert len(report.errors) == 1
    assert Report.of(warnings).errors == ()
    assert Report.of(warnings, left_out=5).errors[0].finding.observed == (
        "5 more findings are not shown"
    )


def test_a_long_list_of_the_unchecked_is_shortened() -> None:
    """People get the first, programs all."""
    report = Report.of([], [f"a{number}" for number in range(30)])
    assert str(report).splitlines()[0].endswith("a18, a19 and 10 more")
    assert len(report.as_json()["unchecked"]) == 30
