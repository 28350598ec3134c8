"""`pods plan diff`: what a change of the plan asks of the topology, and the exit code."""

from typing import Any

import pytest

from tests.cli.plan.conftest import Run, Write

ON = ("--today", "2026-06-01")
# Nothing but one RPO differs between these two.
DAILY: dict[str, Any] = {
    "capabilities.report.objectives": {"data_corruption": {"rpo": "20 h", "reason": "A contract"}}
}
FIVE_MINUTES: dict[str, Any] = {
    "capabilities.report.objectives": {"data_corruption": {"rpo": "5 min", "reason": "A contract"}}
}


def test_the_same_plan_asks_for_nothing(run: Run, write: Write) -> None:
    """No difference is said in words, and exit code 0."""
    file = write()
    done = run("diff", file, file, *ON)
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "asked by the plan: no difference",
        "asked of the topology: no difference",
        "0 differences",
    ]


def test_a_stricter_objective_is_stronger(run: Run, write: Write) -> None:
    """The objective, and the strategy that it asks for; exit code 0."""
    done = run("diff", write("old.yaml", **DAILY), write("new.yaml", **FIVE_MINUTES), *ON)
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "asked by the plan:",
        "  stronger  report, data_corruption: rpo: 20 h -> 5 min",
        "asked of the topology:",
        (
            "  stronger  booking: strategy (for report, data_corruption): backup_and_restore -> "
            "point_in_time"
        ),
        "2 differences: 2 stronger",
    ]


def test_a_laxer_one_is_weaker(run: Run, write: Write) -> None:
    """Exit code 1, so that a pipeline can ask for a second pair of eyes."""
    done = run("diff", write("old.yaml", **FIVE_MINUTES), write("new.yaml", **DAILY), *ON, "--json")
    assert (done.code, done.err) == (1, "")
    assert done.document == {
        "weaker": True,
        "changes": [
            {
                "service": None,
                "subject": "rpo",
                "old": "5 min",
                "new": "20 h",
                "effect": "weaker",
                "capability": "report",
                "disruption": "data_corruption",
            },
            {
                "service": "booking",
                "subject": "strategy",
                "old": "point_in_time",
                "new": "backup_and_restore",
                "effect": "weaker",
                "capability": "report",
                "disruption": "data_corruption",
            },
        ],
    }


def test_figures_tell_old_and_new(run: Run, write: Write) -> None:
    """More load asks for more instances, of both PODs."""
    new = write("new.yaml", **{"services.booking.load.instances": 3})
    done = run("diff", write("old.yaml"), new, *ON)
    assert done.code == 0
    assert "  stronger  booking: primary.running (for book, instance): 2 -> 3" in done.lines
    assert "  stronger  booking: secondary.running (for book, az): 1 -> 2" in done.lines


def test_what_is_gone_counts_as_weaker(run: Run, write: Write, tmp_path: Any) -> None:
    """A capability that nobody protects any more is told, and the exit code says so."""
    old = write("old.yaml")
    text = (tmp_path / old).read_text(encoding="utf-8").replace("report", "statement")
    (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
    done = run("diff", old, "new.yaml", *ON)
    assert (done.code, done.err) == (1, "")
    assert "  removed   capability report: gone" in done.lines
    assert "  added     capability statement: new" in done.lines


@pytest.mark.parametrize("wrong", ["old", "new"])
def test_a_plan_with_errors_is_not_compared(run: Run, write: Write, wrong: str) -> None:
    """Exit code 2, and the file with its place on standard error."""
    files = {
        each: write(f"{each}.yaml", **({"governance.owner": "nobody"} if each == wrong else {}))
        for each in ("old", "new")
    }
    done = run("diff", files["old"], files["new"], *ON, "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {wrong}.yaml:")
