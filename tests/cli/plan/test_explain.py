"""`pods plan explain`: every decision with who asked, why, who lost, and what a step would cost."""

import pytest

from pods.topology.planner import KINDS
from tests.cli.plan.conftest import Run, Write

ON = ("--today", "2026-06-01")


@pytest.mark.requirement("B2")
def test_a_figure_is_told_whole(run: Run, write: Write) -> None:
    """Value, requirement, asker, reason, loser, and both steps with their cost."""
    done = run("explain", write(), *ON, "--figure", "traffic.check_interval_seconds")
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "service booking (tier 1, clinic-platform)",
        "  traffic.check_interval_seconds = 10",
        "    Time between two probes; A8, D5; carried by Traffic",
        "    asked by   book, instance",
        (
            "    because    book is of tier 1, with an RTO of 5 min: a loss is seen in 30 s "
            "instead of 90 s"
        ),
        "    lost       report, instance: 30 would have been enough",
        (
            "    weaker     30: -2.00 USD a month (2 health checks; probing every 10 s is "
            "1.00 USD for each)"
        ),
        "    stronger   no such step",
        *done.lines[8:],
    ]
    assert done.lines[-1] == (
        "prices: coarse: us-east-1, on demand, USD; without tax, traffic, discounts and free "
        "tiers; the oldest is of 2026-04-01"
    )


def test_who_carries_a_figure_is_said(run: Run, write: Write) -> None:
    """The component that makes it true, and an alternative without a price."""
    lines = run("explain", write(), *ON).lines
    at = lines.index("  probes.interval_seconds = 60")
    assert lines[at + 1] == "    Time between two canary runs; D8; carried by Probes"
    assert lines[at + 5] == "    weaker     300: no price: the table has none for it"


def test_strategies_are_told(run: Run, write: Write) -> None:
    """Each capability and disruption has one, with its neighbours."""
    lines = run("explain", write(), *ON).lines
    at = lines.index("    book, az: warm_standby")
    assert lines[at + 1].startswith("      because RTO 15 min and RPO 5 min: ")
    assert lines[at + 2] == "      one step weaker pilot_light, stronger active_active"


def test_json_has_every_decision(run: Run, write: Write) -> None:
    """The same as plain values, money as text so that no cent is lost."""
    document = run("explain", write(), *ON, "--json").document
    booking = document["services"]["booking"]
    decisions = {each["figure"]: each for each in booking["decisions"]}
    assert set(decisions) <= set(KINDS)
    running = decisions["primary.running"]
    assert (running["value"], running["capability"], running["disruption"]) == (
        2,
        "book",
        "instance",
    )
    assert running["stronger"]["monthly_difference"] == {"amount": "73.58", "currency": "USD"}
    assert decisions["alerts.subscriptions"]["value"][0] == {
        "protocol": "email",
        "endpoint": "operations-lead@clinic.example",
    }
    assert len(booking["strategies"]) == 18
    assert booking["unmet"] == []
    assert document["prices"]["oldest"] == "2026-04-01"
    assert document["prices"]["sources"]["ebs.snapshot"]["amount"] == "0.05"


def test_a_part_is_all_of_its_figures(run: Run, write: Write) -> None:
    """`--figure snapshots` shows each figure of the snapshots and no other."""
    done = run("explain", write(), *ON, "--figure", "snapshots", "--service", "booking", "--json")
    figures = [each["figure"] for each in done.document["services"]["booking"]["decisions"]]
    assert figures == ["snapshots.interval_hours", "snapshots.retention_days"]


def test_a_figure_that_is_not_asked_for_is_said(run: Run, write: Write) -> None:
    """Silence would look like a mistake of the reader's."""
    done = run("explain", write(), *ON, "--figure", "snapshots.start_at")
    assert done.code == 0
    assert done.lines[1] == "  the plan asks for no snapshots.start_at of it"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--figure", "snapshts"),
            (
                "error: --figure: 'snapshts' is no figure of the planner; one of its figures or "
                "parts is required. Did you mean snapshots?\n"
            ),
        ),
        (
            ("--service", "boking"),
            "error: service: 'boking' is not in the plan; it has booking. Did you mean booking?\n",
        ),
    ],
)
def test_an_unknown_name_is_bad_input(
    run: Run, write: Write, arguments: tuple[str, ...], message: str
) -> None:
    """The nearest name is offered."""
    done = run("explain", write(), *ON, *arguments)
    assert (done.code, done.out, done.err) == (2, "", message)
