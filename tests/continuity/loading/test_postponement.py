"""One mistake of form gives one finding: what merely follows from it waits."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pods.continuity.loading import Report, read_plan
from tests.continuity.sample_plan import TODAY, sample


def _report(tmp_path: Path, changes: dict[str, Any], renamed: dict[str, str]) -> Report:
    """Return the report on the sample, with values changed and keys renamed at dotted places."""
    plain = sample()
    for place, value in changes.items():
        above, last = _place(plain, place)
        above[last] = value
    for place, name in renamed.items():
        above, last = _place(plain, place)
        above[name] = above.pop(last)
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")
    return read_plan(file, TODAY).report


def _place(plain: Any, place: str) -> tuple[Any, str]:
    *above, last = place.split(".")
    for key in above:
        plain = plain[key]
    return plain, last


def _told(report: Report) -> list[str]:
    return [f"{each.finding.code} {each.finding.subject}" for each in report.findings]


OVERRIDE = {"region": {"rto": "51 min", "reason": "A contract"}}


@pytest.mark.parametrize(
    ("changes", "renamed", "told"),
    [
        (
            {"services.booking.stores.records.kind": "postgres"},
            {},
            ["not-one-of services.booking.stores.records.kind"],
        ),
        (
            {},
            {"scales.revenue.intolerable": "intolerabel"},
            ["unknown-key scales.revenue.intolerabel"],
        ),
        ({"services.booking.name": 12}, {}, ["wrong-type services.booking.name"]),
        (
            # Without its fallback, payments would have to be as available as was promised.
            {
                "dependencies.payments.fallback.within": "a minute",
                "dependencies.payments.availability": 99,
            },
            {},
            ["duration dependencies.payments.fallback.within"],
        ),
        (
            {"capabilities.book.objectives": {"az": {"rto": "14", "reason": "A contract"}}},
            {},
            ["duration capabilities.book.objectives.az.rto"],
        ),
        ({}, {"dependencies": "dependncies"}, ["unknown-key dependncies"]),
        ({}, {"dependencies": "vendors"}, ["unknown-key vendors"]),
        ({"dependencies": []}, {}, ["wrong-type dependencies"]),
        (
            {"communications.channels.news": 5},
            {},
            ["wrong-type communications.channels.news"],
        ),
        ({}, {"communications.channels": "chanels"}, ["unknown-key communications.chanels"]),
        ({"communications.audiences": 5}, {}, ["wrong-type communications.audiences"]),
        ({"incidents.severities": []}, {}, ["wrong-type incidents.severities"]),
        ({}, {"title": "titel"}, ["unknown-key titel"]),
    ],
    ids=str,
)
def test_what_follows_from_a_mistake_of_form_waits(
    tmp_path: Path, changes: dict[str, Any], renamed: dict[str, str], told: list[str]
) -> None:
    """No check's finding comes of what was only taken away, and the report says that they wait."""
    report = _report(tmp_path, changes, renamed)
    assert _told(report) == told
    assert report.unchecked[0] == "every warning"


def test_what_holds_all_the_same_is_told_beside_it(tmp_path: Path) -> None:
    """Errors of sections that are whole, and names that nothing defines, do not wait."""
    report = _report(
        tmp_path,
        {
            "capabilities.book.owner": "clinic-plattform",
            "roles.managing-director.deputy": "clinic-director",
        },
        {"scales.revenue.intolerable": "intolerabel"},
    )
    assert _told(report) == [
        "unknown-key scales.revenue.intolerabel",
        "unknown-reference capabilities.book.owner",
        "deputy-is-holder roles.managing-director.deputy",
    ]
    assert report.unchecked == ("every warning", "what needs `scales`", "scales.revenue")
