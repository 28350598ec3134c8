"""The report as JUnit XML, for the test pages of CI systems."""

from collections.abc import Iterator

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from pods.errors import printable
from pods_policies.formats.words import change_of, explained, headline, told_whole, waived_by
from pods_policies.judging.entry import Entry
from pods_policies.judging.report import Report
from pods_policies.rule import Rule

__all__ = ["junit_text"]


def junit_text(report: Report) -> str:
    """Return the report as JUnit XML: a suite for each family of rules, a case for each finding."""
    whole = JUnitXml("pods check")
    families: dict[str, TestSuite] = {}
    for rule in (*report.rules, *report.disabled):
        suite = families.setdefault(rule.family, TestSuite(f"BC-{rule.family}"))
        for case in _cases(rule, report):
            suite.add_testcase(case)
    families[""] = _whole(report)
    for suite in families.values():
        suite.timestamp = report.at.strftime("%Y-%m-%dT%H:%M:%S")
        whole.add_testsuite(suite)
    whole.update_statistics()  # type: ignore[no-untyped-call]
    # Jenkins' schema knows the count on suites only.
    whole._elem.attrib.pop("skipped", None)  # noqa: SLF001 - no public way
    text = whole.tostring()  # type: ignore[no-untyped-call]
    return f"{text.decode() if isinstance(text, bytes) else text}\n"


def _whole(report: Report) -> TestSuite:
    """Return the outcome as a case of its own: where nothing was judged, no other one fails."""
    suite = TestSuite("pods check")
    case = TestCase("outcome", "pods.check", 0)
    if report.is_judged or report.is_success:
        case.system_out = printable(headline(report))
    else:
        case.result = [Error(printable(headline(report)), "nothing judged")]
    suite.add_testcase(case)
    return suite


def _cases(rule: Rule, report: Report) -> Iterator[TestCase]:
    entries = [one for one in report.entries if one.rule.id == rule.id]
    for entry in entries:
        yield _case(entry, report)
    kept = report.kept.get(rule.id, 0)
    if kept or not entries:
        case = _named(rule, rule.title)
        if rule in report.disabled:
            case.result = [_skipped("switched off by the configuration")]
        elif kept:
            case.system_out = f"kept by {kept}"
        else:
            case.result = [_skipped("; ".join(report.not_applicable.get(rule.id, ())))]
        yield case


def _case(entry: Entry, report: Report) -> TestCase:
    case = _named(entry.rule, entry.urn or entry.label)
    text = printable(told_whole(entry))
    standing = report.standing(entry)
    if standing == "waived":
        case.result = [_skipped(f"{waived_by(entry)}: {text}")]
    elif standing == "known":
        case.result = [_skipped(f"known by {report.baseline}: {text}")]
    elif standing == "advice":
        case.system_out = f"advice: {text}"
    else:
        made = Error if entry.kind == "failure" else Failure
        result = made(text, f"{entry.severity.value} {entry.kind}")
        result.text = _details(entry)
        case.result = [result]
    return case


def _details(entry: Entry) -> str:
    lines = {
        "resource": entry.urn or entry.label,
        "observed": entry.observed,
        "required": entry.required,
        "for": entry.bearing.told,
        "change": change_of(entry),
        "line": "" if entry.place is None else str(entry.place),
        "requirements": ", ".join(entry.rule.requirements),
        "clauses": ", ".join(map(str, entry.rule.clauses)),
        "explained": explained(entry.rule),
        "may waive": "" if entry.kind == "failure" else entry.may_waive,
    }
    return "\n".join(f"{name}: {printable(said)}" for name, said in lines.items() if said)


def _named(rule: Rule, name: str) -> TestCase:
    return TestCase(printable(f"{rule.id} {name}"), f"pods.{rule.family}", 0)


def _skipped(why: str) -> Skipped:
    return Skipped(printable(why))
