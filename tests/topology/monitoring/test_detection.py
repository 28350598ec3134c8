"""How soon each failure is noticed, by figures that are published."""

import re
from pathlib import Path

import pytest

from pods.topology import detection_paths, plan_probes, plan_traffic

FIGURES = Path(__file__).parents[3] / "docs/recovery-figures.md"


@pytest.mark.requirement("D8")
def test_what_looks_from_outside_tells_people_within_a_minute() -> None:
    """A minute from the check that failed, over every path of the acceptance checks."""
    outside = {path.name: path for path in detection_paths() if path.from_outside}
    assert sorted(outside) == ["entries", "probes"]
    assert {name: path.told_seconds for name, path in outside.items()} == {
        "entries": 60,
        "probes": 60,
    }
    assert all(path.is_prompt for path in outside.values())


def test_from_the_failure_itself_it_takes_longer() -> None:
    """No path of AWS's own tells people within a minute of the failure: the table says how long."""
    assert {path.name: path.worst_seconds for path in detection_paths()} == {
        "entries": 90,
        "probes": 150,
        "pods": 80,
        "answers": 60,
        "backup-jobs": 300,
    }


@pytest.mark.requirement("D5")
def test_the_loss_of_a_pod_is_over_well_within_a_quarter_of_an_hour() -> None:
    """Nobody has to act: 15 minutes are allowed, and the slowest client is elsewhere after 7.

    By then those who look from outside have told people, who still have 8 minutes.
    """
    traffic = plan_traffic(domain="clinic.example", tls=True)
    assert traffic.slowest_client_seconds == 420
    told = [path.worst_seconds for path in detection_paths() if path.from_outside]
    assert max(told) == 150


def test_slower_probes_are_not_prompt() -> None:
    """Five minutes between two runs are five minutes between two looks of the alarm."""
    (probes,) = (p for p in detection_paths(probe_interval_seconds=300) if p.name == "probes")
    assert (probes.told_seconds, probes.is_prompt) == (300, False)


def test_the_table_counts_with_what_is_planned() -> None:
    """Its defaults are those that entries and probes are made with."""
    traffic, probes = plan_traffic(domain="clinic.example", tls=True), plan_probes()
    counted = detection_paths(
        check_interval_seconds=traffic.check_interval_seconds,
        failure_threshold=traffic.failure_threshold,
        probe_interval_seconds=probes.timing.period_seconds,
        probe_timeout_seconds=probes.timeout_seconds,
    )
    assert counted == detection_paths()


def test_every_path_says_what_it_stands_on() -> None:
    """A figure of the list, or a page of AWS's."""
    published = set(re.findall(r"\bT\d\d\b", FIGURES.read_text(encoding="utf-8")))
    for path in detection_paths():
        assert path.sources, path.name
        for source in path.sources:
            assert source in published or source.startswith("https://docs.aws.amazon.com/")
