"""`pods plan show`: tables, the drawn graph, and the same as JSON."""

import pytest

from tests.cli.plan.conftest import Run, Write

ON = ("--today", "2026-06-01")


@pytest.mark.requirement("B1", "B2")
def test_capabilities_stand_by_tier(run: Run, write: Write) -> None:
    """The MTPD with its dimension, the owner, and what is kept."""
    done = run("show", write(), *ON)
    assert (done.code, done.err) == (0, "")
    cells = [line.split("  ") for line in done.lines]
    rows = [[cell.strip() for cell in row if cell.strip()] for row in cells]
    assert ["Tier", "Capability", "MTPD", "From", "Owner", "MBCO"] in rows
    vital = [
        "1 vital",
        "book",
        "4 h",
        "revenue",
        "clinic-platform",
        "50 %: Emergency appointments",
    ]
    assert rows.index(vital) < rows.index(
        ["4 supporting", "report", "5 days", "legal", "clinic-platform", "none given"]
    )
    assert ["book", "instance", "5 min", "5 min", "tier 1", "warm_standby"] in rows
    assert ["az", "15 min", "5 min", "tier 1", "warm_standby"] in rows


def test_overrides_are_marked_with_their_reason(run: Run, write: Write) -> None:
    """Whoever reads a figure sees whether it was derived."""
    file = write(
        **{"capabilities.report.objectives": {"az": {"rto": "12 h", "reason": "A [red]contract"}}}
    )
    lines = run("show", file, *ON).lines
    assert any("12 h*" in line and "the plan* / tier 4" in line for line in lines)
    assert "* set in the plan, not derived:" in lines
    assert "  report az: RTO 12 h: A [red]contract" in lines


@pytest.mark.requirement("B1", "B5")
def test_the_graph_is_drawn_from_the_journeys_down(run: Run, write: Write) -> None:
    """What several need is drawn once."""
    lines = run("show", write(), *ON).lines
    at = lines.index("Clinic booking")
    assert lines[at + 1 : at + 6] == [
        "└── journey visit",
        "    ├── capability book",
        "    │   └── service booking: keeps records (postgresql), scans (objects), work (volume)",
        "    │       └── dependency payments: external, critical, fallback queue",
        "    └── capability report",
    ]
    assert lines[at + 6] == "        └── service booking (drawn above)"


def test_the_graph_is_written_for_a_page(run: Run, write: Write) -> None:
    """Mermaid and dot have the same nodes and edges, and quotes in names do them no harm."""
    file = write(**{"capabilities.book.name": 'Book "now" #1'})
    mermaid = run("show", file, *ON, "--graph", "mermaid")
    assert (mermaid.code, mermaid.err) == (0, "")
    assert mermaid.lines[:2] == [
        "flowchart LR",
        '  capability_book["Book #quot;now#quot; #35;1"]',
    ]
    assert "  service_booking --> dependency_payments" in mermaid.lines
    dot = run("show", file, *ON, "--graph", "dot")
    assert dot.lines[0] == 'digraph "clinic" {'
    assert '  "capability/book" [label="Book \\"now\\" #1", shape=box];' in dot.lines
    assert '  "service/booking" -> "dependency/payments";' in dot.lines
    as_json = run("show", file, *ON, "--graph", "dot", "--json").document
    assert as_json == {"format": "dot", "text": dot.out}


def test_another_graph_format_is_refused(run: Run, write: Write) -> None:
    """The message lists those that there are."""
    done = run("show", write(), "--graph", "svg")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: --graph: 'svg'; one of mermaid, dot is required.")


def test_json_has_every_figure(run: Run, write: Write) -> None:
    """Spans in words and in seconds, each with its source."""
    document = run("show", write(), *ON, "--json").document
    assert document["capabilities"][0]["capability"] == "book"
    assert document["capabilities"][0]["tolerable_data_loss"] == "1 h"
    objectives = {(each["capability"], each["disruption"]): each for each in document["objectives"]}
    assert len(objectives) == 18
    account = objectives["book", "account"]
    assert (account["rto_seconds"], account["rpo"], account["rpo_from"]) == (
        7200,
        "30 min",
        "half of the intolerable loss",
    )
    assert {
        "from": {"kind": "service", "id": "booking"},
        "to": {"kind": "dependency", "id": "payments"},
    } in document["graph"]["edges"]


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_plan_with_errors_is_not_shown(run: Run, write: Write, command: str) -> None:
    """Nothing is derived from what is refused; every error is told, on standard error."""
    file = write(**{"governance.owner": "nobody", "capabilities.book.name": ""})
    done = run(command, file, *ON, "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: plan.yaml:")
    assert "governance.owner: " in done.err
    assert "capabilities.book.name: " in done.err


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_a_narrow_terminal_loses_no_column(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """Its lines break, but every capability, span and strategy is still told."""
    plain = run("show", write(), *ON)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    told = run("show", write(), *ON).out.split()
    words = {word for line in plain.lines for word in line.split() if word.isalpha() or "_" in word}
    assert words <= set(told)
    assert "15" in told
