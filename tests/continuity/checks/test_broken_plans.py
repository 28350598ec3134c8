"""More than 200 ways of breaking a plan, and the whole report that each one gets."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from pods.continuity import checks
from tests.continuity.checks.broken_plan import Row, report_of, rows, sound_rows, tables

SOURCES = Path(checks.__file__).parent
FEWEST_ROWS = 200


@pytest.mark.parametrize("row", rows("shape", "values"), ids=str)
def test_what_cannot_be_read(row: Row, tmp_path: Path) -> None:
    """Unknown keys, wrong types and unreadable values each get their own words."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.parametrize("row", rows("references"), ids=str)
def test_an_id_that_points_nowhere(row: Row, tmp_path: Path) -> None:
    """The missing name is said, and the one that may have been meant."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A2")
@pytest.mark.parametrize("row", rows("governance"), ids=str)
def test_a_review_or_approval_that_is_not_in_order(row: Row, tmp_path: Path) -> None:
    """Reviews, approvals and the analysis are at most a year old, and not one's own."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.parametrize("row", rows("spans"), ids=str)
def test_a_span_in_which_nothing_can_happen(row: Row, tmp_path: Path) -> None:
    """A span of 0 is refused where time must pass."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A1", "B1")
@pytest.mark.parametrize("row", rows("impact"), ids=str)
def test_impact_that_cannot_be(row: Row, tmp_path: Path) -> None:
    """Impact rises with time on scales that exist, and leads from journeys to services."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A1", "B2")
@pytest.mark.parametrize("row", rows("objectives"), ids=str)
def test_objectives_that_contradict(row: Row, tmp_path: Path) -> None:
    """Objectives fit the impact, the tier and each other, for each kind of disruption."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A1", "C4")
@pytest.mark.parametrize("row", rows("commitments"), ids=str)
def test_a_promise_that_nothing_protects(row: Row, tmp_path: Path) -> None:
    """What customers were promised is within the objectives and what providers promise."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("B2")
@pytest.mark.parametrize("row", rows("stores"), ids=str)
def test_data_that_cannot_be_brought_back(row: Row, tmp_path: Path) -> None:
    """Copies are as young as the RPO asks, and kept as long as the duty asks."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.parametrize("row", rows("placement"), ids=str)
def test_a_pair_that_cannot_stand(row: Row, tmp_path: Path) -> None:
    """Two zones of one Region, and another Region to recover in."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("B5", "C4")
@pytest.mark.parametrize("row", rows("dependencies"), ids=str)
def test_a_dependency_that_cannot_carry(row: Row, tmp_path: Path) -> None:
    """Circles, tier inversions, missing fallbacks and too weak promises are found."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("B3")
@pytest.mark.parametrize("row", rows("degradation"), ids=str)
def test_a_mode_that_does_not_help(row: Row, tmp_path: Path) -> None:
    """A mode is tried, can be switched, keeps the minimum, and lasts."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A14", "B6")
@pytest.mark.parametrize("row", rows("people"), ids=str)
def test_people_who_cannot_act(row: Row, tmp_path: Path) -> None:
    """Everybody can be reached, has a deputy, and plays one part."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A13", "A14", "B6")
@pytest.mark.parametrize("row", rows("incidents"), ids=str)
def test_an_incident_that_is_answered_too_late(row: Row, tmp_path: Path) -> None:
    """Answers, escalation and decisions leave time to recover; a crisis has its team."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("B7", "D9")
@pytest.mark.parametrize("row", rows("communications"), ids=str)
def test_words_that_are_not_ready(row: Row, tmp_path: Path) -> None:
    """Every audience has a text in its languages, two channels, and a cadence."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("row", rows("risks"), ids=str)
def test_a_risk_that_nobody_follows(row: Row, tmp_path: Path) -> None:
    """State, treatment, date and review of a risk fit together."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("B11")
@pytest.mark.parametrize("row", rows("releases"), ids=str)
def test_a_release_that_cannot_be_held(row: Row, tmp_path: Path) -> None:
    """Stages rise to the whole, a rollback keeps the objective, blackouts begin and end."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.requirement("A1", "B2")
@pytest.mark.parametrize("row", rows("exercises"), ids=str)
def test_what_is_never_tried(row: Row, tmp_path: Path) -> None:
    """What is urgent is tried, every kind of disruption, every year."""
    assert report_of(row, tmp_path) == row.found


@pytest.mark.parametrize("row", sound_rows(), ids=str)
def test_what_comes_close_is_not_found(row: Row, tmp_path: Path) -> None:
    """A figure at its limit, or a date of today, is in order."""
    assert report_of(row, tmp_path) == []


def test_every_table_is_run() -> None:
    """A table that no test names proves nothing."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in tables() if f'"{name}"' not in text] == []


def test_there_are_many_ways_of_breaking_a_plan() -> None:
    """Each row has a name of its own, and breaks something."""
    names = Counter(row.name for row in rows())
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) >= FEWEST_ROWS
    assert [row.name for row in rows() if not row.found] == []


def test_every_finding_of_the_checks_is_seen() -> None:
    """Each code in the source is found by some row, so no check is without a way to fail."""
    seen = {line.split()[1] for row in rows() for line in row.found}
    assert sorted(_codes() - seen) == []
    assert len(_codes()) > 80


def _codes() -> set[str]:
    """Return the first argument of each finding that a check makes."""
    return {
        part.value
        for path in SOURCES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"Finding", "warning"}
        and node.args
        for part in ast.walk(node.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
